"""Working time backwards, on sorted, disjoint (start, end) pairs of moments.

>>> from datetime import datetime as d
>>> week = [(d(2026, 11, 23, 7), d(2026, 11, 23, 15)), (d(2026, 11, 24, 7),
...         d(2026, 11, 24, 15))]
>>> retreat(week, d(2026, 11, 24, 10), 1)
datetime.datetime(2026, 11, 24, 9, 0)
>>> retreat(week, d(2026, 11, 24, 7, 30), 1)
datetime.datetime(2026, 11, 23, 14, 30)
>>> retreat(week, d(2026, 11, 23, 7), 1) is None
True
"""

from datetime import timedelta


def retreat(intervals, end, hours):
    """Return the moment that lies `hours` of working time before `end`.

    None when the intervals begin after that.
    """
    left = timedelta(hours=hours)
    for begin, stop in reversed(intervals):
        stop = min(stop, end)
        if stop - begin >= left:
            return stop - left
        left -= max(stop - begin, timedelta())
    return None
