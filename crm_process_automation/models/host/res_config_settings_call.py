from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """The settings of calls, company by company."""

    _inherit = "res.config.settings"

    process_callback_hours = fields.Float(
        related="company_id.process_callback_hours", readonly=False
    )
    process_call_attempts = fields.Integer(
        related="company_id.process_call_attempts", readonly=False
    )
