from datetime import timedelta

import pytz

from odoo import api, models

from ...tools.working_time import advance, measure, retreat

AHEAD = timedelta(days=28)  # how far a time frame is looked for at first
FAR_AHEAD = timedelta(days=1400)  # and at last: as far as `plan_hours` looks


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

        A calendar without a single working hour would never end: then the clock on the
        wall counts.
        """
        for ahead in (AHEAD, FAR_AHEAD):
            intervals = self._get_intervals(user, company, start, start + ahead)
            end = intervals is not None and advance(intervals, start, hours)
            if end:
                return end.replace(microsecond=0)
        return start + timedelta(hours=hours)

    def plan_back(self, end, hours, user, company):
        """Return the moment that lies `hours` of working time before `end`."""
        for back in (AHEAD, FAR_AHEAD):
            intervals = self._get_intervals(user, company, end - back, end)
            start = intervals is not None and retreat(intervals, end, hours)
            if start:
                return start.replace(microsecond=0)
        return end - timedelta(hours=hours)

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

    def _get_intervals(self, user, company, start, end):
        """Return the intervals worked in a window, None when no calendar says so.

        What was read once is read anew only when a later question looks further.
        """
        calendar, resource = self._get_calendar(user, company)
        if not calendar:
            return None
        key = (calendar.id, resource.id)
        since, until, intervals = self._intervals.get(key, (start, end, None))
        if intervals is None or start < since or end > until:
            since, until = min(since, start), max(until, end)
            intervals = self._read_intervals(calendar, resource, since, until)
            self._intervals[key] = since, until, intervals
        return intervals

    @staticmethod
    def _read_intervals(calendar, resource, start, end):
        intervals = calendar._work_intervals_batch(
            pytz.utc.localize(start), pytz.utc.localize(end), resources=resource
        )[resource.id]
        return [
            (
                begin.astimezone(pytz.utc).replace(tzinfo=None),
                stop.astimezone(pytz.utc).replace(tzinfo=None),
            )
            for begin, stop, _meta in intervals
        ]
