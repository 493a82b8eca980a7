from datetime import datetime, time, timedelta

import pytz

from odoo import api, models

from ...tools.working_time import advance, measure, pick_day, retreat

AHEAD = timedelta(days=28)  # how far a time frame is looked for at first
FAR_AHEAD = timedelta(days=1400)  # and at last: as far as `plan_hours` looks
EARLIEST, LATEST = datetime(1980, 1, 1), datetime(2200, 1, 1)  # what can be planned


class CrmProcessClock(models.AbstractModel):
    """Working time: when a time frame ends, and how long something took."""

    _name = "crm.process.clock"
    _description = "Working Clock of Processes"

    @api.model
    def _wind(self):
        """Return a clock for one batch: it reads each working calendar once."""
        return WorkingClock(self.env)


class WorkingClock:
    """Working hours of people: of their own calendar, else of the company's.

    The hours and leaves are `resource.calendar`'s. They are kept while the clock lives,
    because a batch of a thousand cases asks the same question a thousand times.
    All moments are naive UTC.
    """

    def __init__(self, env):
        self.env = env
        self._calendars = {}
        self._intervals = {}

    def get_hours(self, amount, unit, user, company):
        """Return a time frame in working hours; a day is a day of the calendar."""
        if not amount or unit != "day":
            return amount
        calendar, _resource = self._get_calendar(user, company)
        return amount * (calendar.hours_per_day or 8.0)

    def plan(self, start, hours, user, company):
        """Return the moment that lies `hours` of working time after `start`.

        Negative hours lead to the moment before it. A calendar without a single working
        hour would never end: then the clock on the wall counts.
        """
        for ahead in (AHEAD, FAR_AHEAD):
            since, until = sorted([start, start + ahead * (-1 if hours < 0 else 1)])
            intervals = self._get_intervals(user, company, since, until)
            if intervals is None:
                break
            go = retreat if hours < 0 else advance
            if end := go(intervals, start, abs(hours)):
                return end.replace(microsecond=0)
        return start + timedelta(hours=hours)

    def count_from(self, source, offset, unit, user, company):
        """Return the moment that lies `offset` from `source`, None if out of reach.

        A date stands for the end of the working day; days counted from it end with a
        working day, too. A moment is exact. Calendar days keep the hour that the clock
        on the wall shows, also over a change of summer time.
        """
        try:
            count = self._count_from_moment
            if not isinstance(source, datetime):
                count = self._count_from_day
            moment = count(source, offset, unit, user, company)
        except (OverflowError, ValueError):
            return None
        return moment if EARLIEST <= moment < LATEST else None

    def _count_from_moment(self, moment, offset, unit, user, company):
        if unit != "calendar_day":
            hours = self.get_hours(offset, unit, user, company)
            return self.plan(moment, hours, user, company) if hours else moment
        zone = self._get_zone(user, company)
        local = pytz.utc.localize(moment).astimezone(zone).replace(tzinfo=None)
        return self._to_utc(local + timedelta(days=offset), zone)

    def _count_from_day(self, day, offset, unit, user, company):
        days = 0 if unit == "hour" else int(offset)
        if unit == "calendar_day":
            return self._get_day_end(day + timedelta(days=days), 0, user, company)
        end = self._get_day_end(day, days, user, company)
        return self._count_from_moment(end, offset - days, unit, user, company)

    def _get_day_end(self, day, shift, user, company):
        """Return when the working day ends that lies `shift` of them from `day`.

        Where nobody works at all, days end at midnight.
        """
        zone = self._get_zone(user, company)
        midnight = self._to_utc(datetime.combine(day, time.min), zone)
        for reach in (AHEAD, FAR_AHEAD):
            intervals = self._get_intervals(
                user, company, midnight - reach, midnight + reach
            )
            ends = {
                pytz.utc.localize(begin).astimezone(zone).date(): end
                for begin, end in intervals or []
            }
            if found := pick_day(list(ends), day, shift):
                return ends[found].replace(microsecond=0)
        tomorrow = day + timedelta(days=shift + 1)
        return self._to_utc(datetime.combine(tomorrow, time.min), zone)

    def measure(self, start, end, user, company):
        """Return the working hours between two moments."""
        if not start or not end or end <= start:
            return 0.0
        # What is measured is often planned on: one reading for both.
        intervals = self._get_intervals(user, company, start, end + AHEAD)
        if intervals is None:
            return (end - start).total_seconds() / 3600
        return measure(intervals, start, end)

    def _get_calendar(self, user, company):
        """Return the working calendar and the resource whose leaves count."""
        key = (user.id, company.id)
        if key not in self._calendars:
            resource = user.sudo().resource_ids.filtered(  # sudo: a colleague's hours
                lambda resource: resource.company_id == company
            )[:1]
            calendar = resource.calendar_id or company.sudo().resource_calendar_id
            self._calendars[key] = calendar.sudo(), resource  # sudo: as above
        return self._calendars[key]

    def _get_zone(self, user, company):
        """Return the time zone in which somebody works; missing: the company's."""
        calendar, resource = self._get_calendar(user, company)
        # sudo: the time zone of a colleague is no secret
        return pytz.timezone(resource.tz or user.sudo().tz or calendar.tz or "UTC")

    @staticmethod
    def _to_utc(local, zone):
        return zone.localize(local).astimezone(pytz.utc).replace(tzinfo=None)

    def _get_intervals(self, user, company, start, end):
        """Return the intervals worked in a window, None when no calendar says so.

        What was read once is read anew only when a later question looks further; what
        lies far from it is not read along.
        """
        calendar, resource = self._get_calendar(user, company)
        if not calendar:
            return None
        zone = self._get_zone(user, company)
        key = (calendar.id, resource.id, zone.zone)
        since, until, intervals = self._intervals.get(key, (start, end, None))
        if start > until + FAR_AHEAD or end < since - FAR_AHEAD:
            since, until, intervals = start, end, None
        if intervals is None or start < since or end > until:
            since, until = min(since, start), max(until, end)
            intervals = self._read_intervals(calendar, resource, since, until, zone)
            self._intervals[key] = since, until, intervals
        return intervals

    @staticmethod
    def _read_intervals(calendar, resource, start, end, zone):
        intervals = calendar._work_intervals_batch(
            pytz.utc.localize(start),
            pytz.utc.localize(end),
            resources=resource,
            tz=zone,
        )[resource.id]
        return [
            (
                begin.astimezone(pytz.utc).replace(tzinfo=None),
                stop.astimezone(pytz.utc).replace(tzinfo=None),
            )
            for begin, stop, _meta in intervals
        ]
