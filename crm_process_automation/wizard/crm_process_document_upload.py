from base64 import b64decode

from odoo import fields, models

from ..models.runtime.crm_process_document_answer import Visitor


class CrmProcessDocumentUpload(models.TransientModel):
    """The dialogue that takes a signed copy, which came by post or by mail."""

    _name = "crm.process.document.upload"
    _description = "Add a Signed Copy"
    _inherit = ["crm.process.dialog.mixin"]

    document_id = fields.Many2one(
        "crm.process.document",
        string="Paper",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    signer = fields.Char(string="Signed by", required=True)
    date_signed = fields.Date(
        string="Date of Signature",
        required=True,
        default=lambda self: self.env["crm.process.document"]._get_day_asked(),
    )
    copy_file = fields.Binary(string="Signed Copy", required=True, attachment=False)
    copy_name = fields.Char()

    # === ACTION METHODS === #

    def action_keep(self):
        """Keep the copy as evidence; the first one makes the paper signed.

        :raise UserError: when it is no signed copy, or the paper is not to be signed
        """
        self.ensure_one()
        self.check_access("read")
        visitor = Visitor(name=self.signer, side="staff", user=self.env.user)
        content = b64decode(self.with_context(bin_size=False).copy_file)
        self.document_id._answer_upload(visitor, content, self.date_signed)
        return {"type": "ir.actions.act_window_close"}

    # === BUSINESS METHODS === #

    def _check_subjects(self):
        self.document_id._origin.check_access("write")
        return super()._check_subjects()
