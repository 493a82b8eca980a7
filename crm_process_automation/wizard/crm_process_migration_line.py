from odoo import fields, models


class CrmProcessMigrationLine(models.TransientModel):
    """Where the cases of one stage go in the other version."""

    _name = "crm.process.migration.line"
    _description = "Move Running Cases: Where To"
    _order = "id"

    wizard_id = fields.Many2one("crm.process.migration", ondelete="cascade")
    target_id = fields.Many2one(related="wizard_id.target_id")
    from_stage_id = fields.Many2one(
        "crm.process.stage", string="Stands at", readonly=True, ondelete="cascade"
    )
    source_id = fields.Many2one(
        related="from_stage_id.template_id", string="Version Now"
    )
    case_count = fields.Integer(string="Cases", readonly=True)
    stage_id = fields.Many2one(
        "crm.process.stage",
        string="Goes to",
        ondelete="cascade",
        domain="[('template_id', '=', target_id), ('is_end', '=', False)]",
        help="Empty: these stay on their version.",
    )
