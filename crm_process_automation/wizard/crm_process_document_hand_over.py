from odoo import fields, models


class CrmProcessDocumentVerb(models.TransientModel):
    """The dialogue that asks how a paper got to the client without our mail."""

    _inherit = "crm.process.document.verb"

    verb = fields.Selection(
        selection_add=[("hand_over", "Handed over")],
        ondelete={"hand_over": "cascade"},
    )

    # === BUSINESS METHODS === #

    def _apply_hand_over(self):
        self.document_id.action_hand_over(self.text)
