from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """The settings of automation, company by company."""

    _inherit = "res.config.settings"

    process_automation_stopped = fields.Boolean(
        related="company_id.process_automation_stopped", readonly=False
    )
    process_run_archive_days = fields.Integer(
        related="company_id.process_run_archive_days", readonly=False
    )
    process_run_delete_days = fields.Integer(
        related="company_id.process_run_delete_days", readonly=False
    )
