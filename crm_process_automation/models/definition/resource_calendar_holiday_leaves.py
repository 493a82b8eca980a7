from odoo import fields, models


class ResourceCalendarLeaves(models.Model):
    """A day off that a public holiday made, and takes away again."""

    _inherit = "resource.calendar.leaves"

    process_holiday_id = fields.Many2one(
        "crm.process.holiday",
        string="Public Holiday",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )

    def _copy_leave_vals(self):
        # A new calendar takes over the days off of the company's: still the holiday's.
        holiday = self.sudo().process_holiday_id  # sudo: no secret
        return super()._copy_leave_vals() | {"process_holiday_id": holiday.id}

    def _get_process_holiday_key(self):
        """Return what tells two days off of holidays apart."""
        self.ensure_one()
        return (
            self.company_id.id,
            self.calendar_id.id,
            self.process_holiday_id.id,
            self.name,
            self.date_from,
            self.date_to,
        )
