"""When something is due that is counted from a day or a moment. Moments are naive UTC.

A day begins at midnight where the rule lives. Days and months keep the clock on the
wall, whatever it does in spring and autumn; minutes and hours are minutes and hours.

>>> from datetime import timezone
>>> kyiv = timezone(timedelta(hours=2))
>>> get_due(date(2026, 3, 1), -3, "day", kyiv)
datetime.datetime(2026, 2, 25, 22, 0)
>>> get_due(datetime(2026, 1, 31, 10), 1, "month", kyiv)
datetime.datetime(2026, 2, 28, 10, 0)
>>> get_due(date(2026, 3, 1), 9, "hour", kyiv)
datetime.datetime(2026, 3, 1, 7, 0)
>>> get_anniversary(date(2024, 2, 29), 2027)
datetime.date(2027, 2, 28)
>>> get_anniversary(date(2024, 2, 29), 2028)
datetime.date(2028, 2, 29)
"""

from calendar import isleap, monthrange
from datetime import date, datetime, time, timedelta

from .local_time import shift_days, to_day, to_local, to_moment

MINUTES = {"minutes": 1, "hour": 60}
DAYS_OF_MONTH = 31


def get_due(value, number, unit, zone):
    """Return the moment `number` of `unit` after `value` (before: a negative number).

    :param value: a day, or a moment
    :param unit: minutes, hour, day or month, as Odoo's rules name them
    :param zone: where the days are counted
    """
    is_moment = isinstance(value, datetime)
    moment = value if is_moment else to_moment(value, time.min, zone)
    if unit in MINUTES:
        return moment + timedelta(minutes=number * MINUTES[unit])
    if unit == "day":
        return shift_days(moment, number, zone)
    if unit == "month":
        local = to_local(moment, zone)
        return to_moment(_shift_months(local.date(), number), local.time(), zone)
    return moment


def _shift_months(day, number):
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def get_span(number, unit):
    """Return at most how far `number` of `unit` reach, with two days of reserve.

    >>> get_span(-1, "month")
    (datetime.timedelta(days=-33), datetime.timedelta(days=2))
    """
    days = {"day": 1, "month": DAYS_OF_MONTH}.get(unit, 0) * number
    reach = timedelta(days=days, minutes=MINUTES.get(unit, 0) * number)
    reserve = timedelta(days=2)
    return min(reach, timedelta()) - reserve, max(reach, timedelta()) + reserve


def get_anniversary(value, year):
    """Return the day or moment `value` as it comes again in `year`.

    Who was born on the 29th of February has the 28th in other years.
    """
    if (value.month, value.day) == (2, 29) and not isleap(year):
        return value.replace(year=year, day=28)
    return value.replace(year=year)


def get_local_years(since, until, zone):
    """Return the years that a span touches, and those next to them.

    >>> from datetime import timezone
    >>> list(get_local_years(datetime(2026, 5, 1), datetime(2026, 5, 2), timezone.utc))
    [2025, 2026, 2027]
    """
    return range(to_day(since, zone).year - 1, to_day(until, zone).year + 2)


def get_days_of_year(since, until):
    """Return {month: days} that the span from `since` to `until` touches.

    >>> get_days_of_year(datetime(2026, 2, 27), datetime(2026, 3, 1))
    {2: [27, 28, 29], 3: [1]}
    """
    days = {}
    day, last = since.date(), min(until.date(), since.date() + timedelta(days=366))
    while day <= last:
        days.setdefault(day.month, set()).add(day.day)
        day += timedelta(days=1)
    if 28 in days.get(2, ()):
        days[2].add(29)
    return {month: sorted(found) for month, found in days.items()}
