from base64 import b64decode

from odoo import fields, models

from ..models.runtime.crm_process_document_answer import Visitor


class CrmProcessDocumentVerb(models.TransientModel):
    """A signed copy that a colleague adds is evidence: looked at, dated, kept."""

    _inherit = "crm.process.document.verb"

    date_signed = fields.Date(
        string="Date of Signature",
        default=lambda self: self.env["crm.process.document"]._get_day_asked(),
    )

    # === BUSINESS METHODS === #

    def _apply_sign(self):
        if not self.signed_file:
            return super()._apply_sign()
        document = self.document_id
        document.check_access("write")
        content = b64decode(self.with_context(bin_size=False).signed_file)
        visitor = Visitor(name=self.signed_by or "", side="staff", user=self.env.user)
        document._answer_upload(visitor, content, self.date_signed)
        return None
