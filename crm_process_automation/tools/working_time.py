"""Arithmetic on working intervals: sorted, disjoint (start, end) pairs of moments.

>>> from datetime import date, datetime as d
>>> week = [(d(2026, 11, 23, 7), d(2026, 11, 23, 15)), (d(2026, 11, 24, 7),
...         d(2026, 11, 24, 15))]
>>> advance(week, d(2026, 11, 23, 14), 2)
datetime.datetime(2026, 11, 24, 8, 0)
>>> advance(week, d(2026, 11, 24, 14), 2) is None
True
>>> retreat(week, d(2026, 11, 24, 8), 2)
datetime.datetime(2026, 11, 23, 14, 0)
>>> retreat(week, d(2026, 11, 24, 20), 8)
datetime.datetime(2026, 11, 24, 7, 0)
>>> retreat(week, d(2026, 11, 23, 8), 2) is None
True
>>> measure(week, d(2026, 11, 23, 14), d(2026, 11, 24, 8))
2.0

The days are those on which somebody works: none lies on a weekend.

>>> days = [date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 30)]
>>> pick_day(days, date(2026, 11, 28), 0)  # a Saturday: the last day before it
datetime.date(2026, 11, 27)
>>> pick_day(days, date(2026, 11, 28), -1)
datetime.date(2026, 11, 27)
>>> pick_day(days, date(2026, 11, 27), -1)
datetime.date(2026, 11, 26)
>>> pick_day(days, date(2026, 11, 28), 1)
datetime.date(2026, 11, 30)
>>> pick_day(days, date(2026, 11, 26), -1) is None
True
"""

from datetime import timedelta


def advance(intervals, start, hours):
    """Return the moment `hours` of working time after `start`.

    None when the intervals end before that.
    """
    left = timedelta(hours=hours)
    for begin, end in intervals:
        begin = max(begin, start)
        if end - begin >= left:
            return begin + left
        left -= max(end - begin, timedelta())
    return None


def retreat(intervals, end, hours):
    """Return the moment `hours` of working time before `end`.

    None when the intervals begin after that.
    """
    left = timedelta(hours=hours)
    for begin, stop in reversed(intervals):
        stop = min(stop, end)
        if stop - begin >= left:
            return stop - left
        left -= max(stop - begin, timedelta())
    return None


def pick_day(days, day, shift):
    """Return the working day that lies `shift` working days from `day`.

    With 0 it is the day itself, or the last one worked before it. None when the sorted
    `days` do not reach so far.
    """
    if shift > 0:
        near = [one for one in days if one > day]
    else:
        limit = day if shift else day + timedelta(days=1)
        near = [one for one in reversed(days) if one < limit]
    steps = max(abs(shift), 1)
    return near[steps - 1] if len(near) >= steps else None


def measure(intervals, start, end):
    """Return the working hours between `start` and `end`."""
    spent = sum(
        (
            max(min(end, stop) - max(start, begin), timedelta())
            for begin, stop in intervals
        ),
        timedelta(),
    )
    return spent.total_seconds() / 3600
