from zoneinfo import ZoneInfo

from odoo import fields, models
from odoo.fields import Domain

from ...tools.due import (
    get_anniversary,
    get_days_of_year,
    get_due,
    get_local_years,
    get_span,
)
from .conditions import parse_condition


class BaseAutomation(models.Model):
    """Which dates of which records come due within a span of time."""

    _inherit = "base.automation"

    # === BUSINESS METHODS === #

    def _find_due(self, since, now):
        """Return {id: (occurrence, moment)} of what came due from `since` to `now`."""
        zone = self._get_zone()
        asker = self.scenario_id.run_as_id.id or self.env.uid
        domain = Domain(parse_condition(self.filter_domain, asker))
        records = self._search_dates(domain, since, now, zone)
        if self.trg_date_calendar_id and self.trg_date_range_type == "day":
            return self._find_due_by_calendar(records, since, now)
        found = {}
        for record in records:
            for occurrence, due in self._get_dues(record, since, now, zone):
                if since < due <= now:
                    found[record.id] = occurrence, due
        return found

    def _search_dates(self, domain, since, now, zone):
        """Return the records whose date may be due, and some more."""
        model = self.env[self.model_name].with_context(tz=zone.key)
        field = model._fields[self.trg_date_id.name]
        near = Domain(field.name, "!=", False)
        if not self.trg_date_calendar_id:
            near &= self._get_date_domain(field.name, since, now)
        if field.store or field.search:
            return model.search(near & domain)
        return model.search(domain).filtered(field.name)

    def _get_date_domain(self, name, since, now):
        low, high = get_span(self._get_signed_range(), self.trg_date_range_type)
        first, last = since - high, now - low
        if not self.is_yearly:
            return Domain(name, ">=", first) & Domain(name, "<=", last)
        return Domain.OR(
            Domain(f"{name}.month_number", "=", month)
            & Domain(f"{name}.day_of_month", "in", days)
            for month, days in get_days_of_year(first, last).items()
        )

    def _get_dues(self, record, since, now, zone):
        """Return [(occurrence, moment)] of the record's date around the time asked."""
        value = record[self.trg_date_id.name]
        if not value:
            return []
        number, unit = self._get_signed_range(), self.trg_date_range_type
        if not self.is_yearly:
            return [(value.isoformat(), get_due(value, number, unit, zone))]
        return [
            (str(year), get_due(get_anniversary(value, year), number, unit, zone))
            for year in get_local_years(since, now, zone)
            if year >= value.year
        ]

    def _find_due_by_calendar(self, records, since, now):
        """Count working days as Odoo does: back from now, by the record's calendar."""
        found, number = {}, -self._get_signed_range()
        for record in records:
            value = record[self.trg_date_id.name]
            plan = self._get_calendar(self, record).plan_days
            first, last = (
                plan(number, moment, compute_leaves=True) for moment in (since, now)
            )
            if first and last and first <= fields.Datetime.to_datetime(value) < last:
                found[record.id] = value.isoformat(), now
        return found

    def _get_signed_range(self):
        is_before = self.trg_date_range_mode == "before"
        return -self.trg_date_range if is_before else self.trg_date_range

    def _get_zone(self):
        """Return where the days of the rule begin: its person's, or the company's."""
        scenario = self.scenario_id
        company = scenario.company_id or self.env.company
        names = scenario.run_as_id.tz, company.resource_calendar_id.tz, "UTC"
        return ZoneInfo(next(filter(None, names)))
