from datetime import time

import pytz

from odoo import api, fields, models

from ...tools.local_time import to_moment

YEARS_AHEAD = 2


class ResCompany(models.Model):
    """Whether a company works on public holidays; if not, they are days off."""

    _inherit = "res.company"

    process_holidays_are_working_days = fields.Boolean(
        string="Public Holidays Are Working Days",
        default=True,
        help="Under martial law public holidays are ordinary working days. Otherwise "
        "those of this year and the next two are days off in the working calendars of "
        "the company. Deadlines of tasks that were given already stay as they are.",
    )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies.filtered(
            lambda company: not company.process_holidays_are_working_days
        )._sync_process_holidays()
        return companies

    def write(self, vals):
        result = super().write(vals)
        if {"process_holidays_are_working_days", "resource_calendar_id"} & set(vals):
            self._sync_process_holidays()
        return result

    # === BUSINESS METHODS === #

    @api.model
    def _cron_sync_process_holidays(self):
        """Give new calendars and new years their holidays."""
        self._sync_all_process_holidays()

    @api.model
    def _sync_all_process_holidays(self):
        """Have the days off of all companies follow the holidays."""
        # sudo: calendars are the administrator's, whoever edits a holiday
        self.sudo().search(
            [("process_holidays_are_working_days", "=", False)]
        )._sync_process_holidays()

    def _sync_process_holidays(self):
        """Have the days off that the holidays make, and only those.

        Other days off are not touched.
        """
        companies = self.sudo()  # sudo: as above
        leaves = self.env["resource.calendar.leaves"].sudo()  # sudo: as above
        made = leaves.search(
            [
                ("process_holiday_id", "!=", False),
                ("company_id", "in", companies.ids),
            ]
        ).grouped(lambda leave: leave._get_process_holiday_key())
        wanted = {}
        for company in companies:
            wanted |= company._prepare_process_holidays()
        for key, rows in made.items():
            (rows if key not in wanted else rows[1:]).unlink()
        leaves.create([vals for key, vals in wanted.items() if key not in made])

    def _prepare_process_holidays(self):
        """Return {key: values} of the days off that the company has to have."""
        self.ensure_one()
        if self.process_holidays_are_working_days:
            return {}
        this_year = fields.Date.today().year
        holidays = self.env["crm.process.holiday"].search(
            [("company_id", "in", [False, self.id])]
        )
        days = [
            (holiday, day)
            for holiday in holidays.with_context(lang=self.partner_id.lang)
            for year in range(this_year, this_year + YEARS_AHEAD + 1)
            if (day := holiday._get_date(year))
        ]
        values = [
            self._prepare_process_holiday_values(calendar, holiday, day)
            for calendar in self._get_process_calendars()
            for holiday, day in days
        ]
        return {
            (
                self.id,
                vals["calendar_id"],
                vals["process_holiday_id"],
                vals["name"],
                vals["date_from"],
                vals["date_to"],
            ): vals
            for vals in values
        }

    def _get_process_calendars(self):
        """Return the working calendars that people of the company work by."""
        resources = self.env["resource.resource"].search([("company_id", "=", self.id)])
        own = self.env["resource.calendar"].search([("company_id", "=", self.id)])
        return own | self.resource_calendar_id | resources.calendar_id

    def _prepare_process_holiday_values(self, calendar, holiday, day):
        zone = pytz.timezone(calendar.tz or "UTC")
        return {
            "name": holiday.name,
            "company_id": self.id,
            "calendar_id": calendar.id,
            "resource_id": False,
            "process_holiday_id": holiday.id,
            "date_from": to_moment(day, time.min, zone),
            "date_to": to_moment(day, time(23, 59, 59), zone),
        }
