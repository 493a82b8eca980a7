"""Days and moments where somebody lives. Moments are naive UTC.

A zone is one of `pytz`, or of the standard library as here:

>>> from datetime import datetime as d
>>> winter = timezone(timedelta(hours=2))
>>> to_day(d(2026, 11, 23, 22, 30), winter)
datetime.date(2026, 11, 24)
>>> to_day(d(9999, 12, 31, 23), winter)
datetime.date(9999, 12, 31)
>>> shift_days(d(2026, 11, 23, 7), 3, winter)
datetime.datetime(2026, 11, 26, 7, 0)
>>> to_moment(d(2026, 11, 24).date(), time(18), winter)
datetime.datetime(2026, 11, 24, 16, 0)
"""

from datetime import datetime, time, timedelta, timezone

END_OF_DAY = time(18)  # when nobody has said an hour


def to_local(moment, zone):
    aware = moment.replace(tzinfo=timezone.utc)
    try:
        return aware.astimezone(zone)
    except OverflowError:  # the first and the last day that there are
        return aware


def to_day(moment, zone):
    """Return the day on which `moment` falls in `zone`."""
    return to_local(moment, zone).date()


def to_moment(day, clock, zone):
    """Return the moment at which the clock of `zone` shows `clock` on `day`."""
    local = datetime.combine(day, clock)
    # A zone of pytz has to be asked which of its offsets holds on that day.
    is_asked = hasattr(zone, "localize")
    aware = zone.localize(local) if is_asked else local.replace(tzinfo=zone)
    return aware.astimezone(timezone.utc).replace(tzinfo=None)


def shift_days(moment, days, zone):
    """Return the same time of the day, `days` later (or earlier), in `zone`."""
    local = to_local(moment, zone)
    return to_moment(local.date() + timedelta(days=days), local.time(), zone)
