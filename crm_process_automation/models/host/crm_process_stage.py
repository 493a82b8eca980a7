from odoo import fields, models


class CrmProcessStage(models.Model):
    """Where a stage stands in the stock pipeline."""

    _inherit = "crm.process.stage"

    crm_stage_id = fields.Many2one(
        "crm.stage",
        string="Pipeline Stage",
        ondelete="set null",
        help="Where the deal stands in the pipeline while it is here. Several stages "
        "may share one. Empty: it stays where it is.",
    )
