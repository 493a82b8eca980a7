"""Moments in words, as people write them: 12.12.2026 18:00."""

import pytz

from odoo.tools.misc import format_date, format_time


def say_moment(env, moment, zone):
    """Return a moment in the language of the user, as the clocks in `zone` show it."""
    local = format_time(env, moment, tz=zone.zone, time_format="short")
    return f"{say_day(env, moment, zone)} {local}"


def say_day(env, moment, zone):
    """Return the day of a moment in the language of the user."""
    return format_date(env, pytz.utc.localize(moment).astimezone(zone).date())
