from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """The settings of processes, among those of CRM."""

    _inherit = "res.config.settings"

    process_holidays_are_working_days = fields.Boolean(
        related="company_id.process_holidays_are_working_days", readonly=False
    )
