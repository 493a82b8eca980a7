from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from odoo import api, fields, models
from odoo.exceptions import ValidationError

EASTER_METHODS = {
    "orthodox_easter": EASTER_ORTHODOX,
    "western_easter": EASTER_WESTERN,
}
LEAP_YEAR = 2028


class CrmProcessHoliday(models.Model):
    """A public holiday of every year: on a fixed day, or counted from Easter."""

    _name = "crm.process.holiday"
    _description = "Public Holiday"
    _order = "rule, month, day, offset_days, id"

    name = fields.Char(required=True, translate=True)
    rule = fields.Selection(
        [
            ("fixed", "The same day every year"),
            ("orthodox_easter", "Counted from Orthodox Easter"),
            ("western_easter", "Counted from Western Easter"),
        ],
        string="When",
        required=True,
        default="fixed",
    )
    day = fields.Integer(default=1)
    month = fields.Selection(
        [
            ("01", "January"),
            ("02", "February"),
            ("03", "March"),
            ("04", "April"),
            ("05", "May"),
            ("06", "June"),
            ("07", "July"),
            ("08", "August"),
            ("09", "September"),
            ("10", "October"),
            ("11", "November"),
            ("12", "December"),
        ],
        default="01",
    )
    offset_days = fields.Integer(
        string="Days after Easter", help="0: Easter itself. Negative: before it."
    )
    date_next = fields.Date(string="Next Date", compute="_compute_date_next")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: a holiday of all companies."
    )

    _offset_is_near = models.Constraint(
        "CHECK(offset_days BETWEEN -180 AND 180)",
        "A holiday lies at most 180 days from Easter.",
    )

    # === COMPUTE METHODS === #

    @api.depends("rule", "day", "month", "offset_days")
    def _compute_date_next(self):
        today = fields.Date.context_today(self)
        years = range(today.year, today.year + 9)  # 29 February may take eight years
        for holiday in self:
            dates = map(holiday._get_date, years)
            holiday.date_next = next((d for d in dates if d and d >= today), False)

    # === CONSTRAINT METHODS === #

    @api.constrains("rule", "day", "month")
    def _check_day_exists(self):
        for holiday in self:
            if holiday.rule == "fixed" and not holiday._get_date(LEAP_YEAR):
                raise ValidationError(
                    self.env._(
                        "“%(holiday)s” has no date: that month has no such day.",
                        holiday=holiday.name,
                    )
                )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        holidays = super().create(vals_list)
        self.env["res.company"]._sync_all_process_holidays()
        return holidays

    def write(self, vals):
        result = super().write(vals)
        self.env["res.company"]._sync_all_process_holidays()
        return result

    def unlink(self):
        result = super().unlink()
        # Its days off went with it, in the database.
        self.env["resource.calendar.leaves"].invalidate_model()
        return result

    # === BUSINESS METHODS === #

    def _get_date(self, year):
        """Return the date in `year`, or None when that year has none."""
        self.ensure_one()
        if self.rule != "fixed":
            day = easter(year, EASTER_METHODS[self.rule])
            return day + timedelta(days=self.offset_days)
        try:
            return date(year, int(self.month or 0), self.day)
        except (ValueError, OverflowError):
            return None
