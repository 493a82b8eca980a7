from odoo import fields, models


class CrmProcessCallSecret(models.TransientModel):
    """The secret of a call source, shown once."""

    _name = "crm.process.call.secret"
    _description = "Secret of a Call Source"

    source_id = fields.Many2one(
        "crm.process.call.source", readonly=True, ondelete="cascade"
    )
    secret = fields.Char(readonly=True, store=False)
    example = fields.Text(readonly=True, store=False)
