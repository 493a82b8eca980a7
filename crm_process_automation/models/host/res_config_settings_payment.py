from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """The settings of payment plans, company by company."""

    _inherit = "res.config.settings"

    process_payment_plan_id = fields.Many2one(
        related="company_id.process_payment_plan_id", readonly=False
    )
