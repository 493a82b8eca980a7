"""Days and moments where somebody lives. Moments are naive UTC.

>>> from datetime import datetime as d
>>> kyiv = pytz.timezone("Europe/Kyiv")
>>> to_day(d(2026, 11, 23, 22, 30), kyiv)
datetime.date(2026, 11, 24)
>>> to_day(d(9999, 12, 31, 23), kyiv)
datetime.date(9999, 12, 31)
>>> shift_days(d(2026, 10, 23, 7), 3, kyiv)
datetime.datetime(2026, 10, 26, 8, 0)
>>> to_moment(d(2026, 11, 24).date(), time(18), kyiv)
datetime.datetime(2026, 11, 24, 16, 0)
"""

from datetime import datetime, time, timedelta

import pytz

END_OF_DAY = time(18)  # when nobody has said an hour


def to_local(moment, zone):
    aware = pytz.utc.localize(moment)
    try:
        return aware.astimezone(zone)
    except OverflowError:  # the first and the last day that there are
        return aware


def to_day(moment, zone):
    """Return the day on which `moment` falls in `zone`."""
    return to_local(moment, zone).date()


def to_moment(day, clock, zone):
    """Return the moment at which the clock of `zone` shows `clock` on `day`."""
    local = zone.localize(datetime.combine(day, clock))
    return local.astimezone(pytz.utc).replace(tzinfo=None)


def shift_days(moment, days, zone):
    """Return the same time of the day, `days` later (or earlier), in `zone`."""
    local = to_local(moment, zone)
    return to_moment(local.date() + timedelta(days=days), local.time(), zone)
