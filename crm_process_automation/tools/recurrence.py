"""Days that lie months or years from another, and days that come round again.

A month that is too short ends on its last day. Everything is counted from the first
day of all, so that the end of February does not cut the months after it short.
"""

from calendar import monthrange
from datetime import date, timedelta

DAYS = {"day": 1, "week": 7}
MONTHS = {"month": 1, "year": 12}
UNITS = (*DAYS, *MONTHS)


def shift(day, count, unit):
    """Return the day that lies `count` days, weeks, months or years from `day`.

    :raise OverflowError: beyond the years 1 to 9999

    >>> str(shift(date(2026, 1, 31), 1, "month"))
    '2026-02-28'
    >>> leap_day = date(2024, 2, 29)
    >>> str(shift(leap_day, 1, "year")), str(shift(leap_day, 4, "year"))
    ('2025-02-28', '2028-02-29')
    >>> str(shift(date(2026, 3, 1), -1, "week"))
    '2026-02-22'
    >>> str(shift(date(2026, 3, 31), -13, "month"))
    '2025-02-28'
    """
    if unit in DAYS:
        return day + timedelta(days=count * DAYS[unit])
    months = day.year * 12 + day.month - 1 + count * MONTHS[unit]
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"There is no year {year}.")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def find_next(anchor, every, unit, after, first=0):
    """Return the first day after `after` that lies a multiple of `every` from `anchor`.

    :param first: the smallest multiple that counts; 1: not the anchor itself
    :raise OverflowError: beyond the year 9999

    >>> str(find_next(date(2026, 1, 31), 1, "month", date(2026, 2, 28)))
    '2026-03-31'
    >>> str(find_next(date(2024, 2, 29), 1, "year", date(2027, 3, 1)))
    '2028-02-29'
    >>> str(find_next(date(2026, 11, 28), 6, "month", date(2026, 11, 28)))
    '2027-05-28'
    >>> str(find_next(date(2027, 1, 1), 1, "week", date(2026, 11, 28)))
    '2027-01-01'
    >>> str(find_next(date(2027, 1, 1), 1, "week", date(2026, 11, 28), first=1))
    '2027-01-08'
    """
    if unit in DAYS:
        passed = (after - anchor).days // (every * DAYS[unit])
    else:
        months = (after.year - anchor.year) * 12 + after.month - anchor.month
        passed = months // (every * MONTHS[unit])
    number = max(passed, first)
    while shift(anchor, number * every, unit) <= after:
        number += 1
    return shift(anchor, number * every, unit)
