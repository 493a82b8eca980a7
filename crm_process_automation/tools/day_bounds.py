"""Where days and weeks begin for somebody, on the clock of the database."""

from datetime import time, timedelta

from .local_time import to_day, to_moment


def get_day_bounds(now, zone, first_weekday=0):
    """Return when tomorrow, the day after it and the next week begin.

    Midnight is the reader's own: a day on which the clock changes has 23 or 25 hours.

    :param now: a moment, naive UTC, as are the moments returned
    :param zone: a time zone, as in `local_time`
    :param first_weekday: the day that weeks begin with; 0 is Monday

    >>> from datetime import datetime as d, timezone
    >>> winter = timezone(timedelta(hours=2))
    >>> [str(bound) for bound in get_day_bounds(d(2026, 11, 21, 20, 30), winter)]
    ['2026-11-21 22:00:00', '2026-11-22 22:00:00', '2026-11-22 22:00:00']
    """
    today = to_day(now, zone)
    to_next_week = 7 - (today.weekday() - first_weekday) % 7
    tomorrow, day_after, next_week = (
        to_moment(today + timedelta(days=days), time.min, zone)
        for days in (1, 2, to_next_week)
    )
    return tomorrow, day_after, max(next_week, day_after)
