from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """The settings of the links to papers, company by company."""

    _inherit = "res.config.settings"

    process_link_days = fields.Integer(
        related="company_id.process_link_days", readonly=False
    )
