from odoo import fields, models


class CrmProcessBuilderLine(models.TransientModel):
    """A block of the rough scheme: one stage of the success route."""

    _name = "crm.process.builder.line"
    _description = "Block of a New Process"
    _order = "sequence, id"

    wizard_id = fields.Many2one(
        "crm.process.builder", required=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Block")
