from odoo import fields, models


class CrmProcessWebhookSecret(models.TransientModel):
    """The secret that signs the calls to another system, shown once."""

    _name = "crm.process.webhook.secret"
    _description = "Secret of Another System"

    host_id = fields.Many2one(
        "crm.process.webhook.host", readonly=True, ondelete="cascade"
    )
    secret = fields.Char(readonly=True, store=False)
