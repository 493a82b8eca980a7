from datetime import timedelta

import pytz

from odoo import api, models


class CrmProcessClock(models.AbstractModel):
    """Working time: when a time frame ends, and how long something took.

    The hours are those of the person's working calendar, else of the company's; the
    arithmetic itself is `resource.calendar`'s.
    """

    _name = "crm.process.clock"
    _description = "Working Clock of Processes"

    @api.model
    def _get_calendar(self, user, company):
        """Return the working calendar and the resource whose leaves count."""
        resource = user.sudo().resource_ids.filtered(  # sudo: a colleague's hours
            lambda resource: resource.company_id == company
        )[:1]
        calendar = resource.calendar_id or company.sudo().resource_calendar_id  # sudo
        return calendar, resource

    @api.model
    def _get_hours(self, amount, unit, user, company):
        """Return `amount` in working hours."""
        if unit != "day":
            return amount
        calendar, _resource = self._get_calendar(user, company)
        return amount * (calendar.hours_per_day or 8.0)

    @api.model
    def _plan(self, start, hours, user, company):
        """Return the moment (naive UTC) `hours` of working time after `start`.

        A calendar without a single working hour would never end: then the clock on the
        wall counts.
        """
        calendar, resource = self._get_calendar(user, company)
        end = calendar and calendar.plan_hours(
            hours, pytz.utc.localize(start), compute_leaves=True, resource=resource
        )
        if not end:
            return start + timedelta(hours=hours)
        return end.astimezone(pytz.utc).replace(tzinfo=None, microsecond=0)

    @api.model
    def _measure(self, start, end, user, company):
        """Return the working hours between two moments (naive UTC)."""
        if not start or not end or end <= start:
            return 0.0
        calendar, resource = self._get_calendar(user, company)
        if not calendar:
            return (end - start).total_seconds() / 3600
        intervals = calendar._work_intervals_batch(
            pytz.utc.localize(start), pytz.utc.localize(end), resources=resource
        )[resource.id]
        return (
            sum((stop - begin).total_seconds() for begin, stop, _m in intervals) / 3600
        )
