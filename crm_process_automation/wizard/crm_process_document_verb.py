import base64

from odoo import api, fields, models

from ..models.runtime.crm_process_document_evidence import WAYS


class CrmProcessDocumentVerb(models.TransientModel):
    """The dialogue that asks for the words that a verb of a paper needs."""

    _name = "crm.process.document.verb"
    _description = "Decide on a Paper"
    _inherit = ["crm.process.dialog.mixin"]

    document_id = fields.Many2one(
        "crm.process.document",
        string="Paper",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    document_state = fields.Selection(
        related="document_id.state", string="State", related_sudo=False
    )
    verb = fields.Selection(
        [
            ("approve", "Approve"),
            ("accept", "Accepted by the client"),
            ("sign", "Signed by the client"),
            ("reject", "Rejected by the client"),
            ("revise", "Revise"),
            ("cancel", "Cancel"),
        ],
        required=True,
        readonly=True,
    )
    text = fields.Text(string="Comment")
    way = fields.Selection(WAYS, string="How the Client Said It")
    answered_by = fields.Char(
        string="Who Said It",
        compute="_compute_answered_by",
        store=True,
        readonly=False,
    )
    signed_by = fields.Char(string="Who Signed")
    signed_file = fields.Binary(string="Signed Copy")
    signed_file_name = fields.Char()

    # === COMPUTE METHODS === #

    @api.depends("document_id")
    def _compute_answered_by(self):
        for dialog in self:
            dialog.answered_by = dialog.document_id.partner_id.name

    # === ACTION METHODS === #

    def action_apply(self):
        """Ask `_apply_<verb>`, and close the dialogue or open what came of it."""
        self.ensure_one()
        self.check_access("write")
        done = getattr(self, f"_apply_{self.verb}")()
        return done or {"type": "ir.actions.act_window_close"}

    # === BUSINESS METHODS === #

    def _apply_approve(self):
        self.document_id.action_approve(self.text)

    def _apply_accept(self):
        self.document_id.action_accept(self.text, self.way, self.answered_by)

    def _apply_reject(self):
        self.document_id.action_reject(self.text, self.way, self.answered_by)

    def _apply_cancel(self):
        self.document_id.action_cancel(self.text)

    def _apply_revise(self):
        return self.document_id.action_revise(self.text)._get_form_action()

    def _apply_sign(self):
        """The copy is kept only if the paper may be signed: both or neither."""
        document, attachment = self.document_id, None
        if self.signed_file:
            document.check_access("write")
            # sudo: files of papers are the system's; the user was asked for the paper
            attachment = self.env["ir.attachment"].sudo()
            attachment = attachment.create(
                {
                    "name": self.signed_file_name or self.env._("Signed copy"),
                    "raw": base64.b64decode(self.signed_file),
                    "res_model": document._name,
                    "res_id": document.id,
                }
            )
        document.action_sign(self.signed_by, attachment=attachment)
