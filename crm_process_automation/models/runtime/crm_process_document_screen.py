from odoo import api, fields, models
from odoo.tools import human_size

from .crm_process_document_state import ALL_ANSWERS

# Which buttons the form shows.
ASKED_VERBS = ("approve", "send", "accept", "sign", "reject", "revise", "cancel")


class CrmProcessDocument(models.Model):
    """What the form of a paper shows: its file, and the verbs that apply."""

    _inherit = "crm.process.document"

    possible_verbs = fields.Json(compute="_compute_possible_verbs")
    file_preview = fields.Binary(compute="_compute_file_preview", exportable=False)
    warnings_text = fields.Text(
        compute="_compute_warnings_text",
        help="What to look at before the paper is sent; nothing keeps it from that.",
    )
    needs_approval = fields.Boolean(related="template_id.needs_approval")

    # === COMPUTE METHODS === #

    @api.depends("state", "date_issued", "is_superseded", "is_expired", "may_decide")
    @api.depends_context("uid")
    def _compute_possible_verbs(self):
        for document in self:
            document.possible_verbs = document._get_possible_verbs()

    @api.depends("snapshot", "state")
    @api.depends_context("lang")
    def _compute_warnings_text(self):
        for document in self:
            is_asked = document.date_issued and document.state in ("draft", "approved")
            snapshot = document.snapshot if is_asked else None
            warnings = document._find_warnings(snapshot) if snapshot else []
            document.warnings_text = "\n".join(warnings)

    @api.depends("attachment_id", "signed_attachment_id")
    @api.depends_context("bin_size")
    def _compute_file_preview(self):
        wants_size = self.env.context.get("bin_size")
        for document in self:
            # sudo: whoever may read the paper sees its file
            # _origin: the paper as it is kept, not with the file that a form names
            attachment = document._origin.sudo()._get_shown_file()
            document.file_preview = (
                human_size(attachment.file_size) if wants_size else attachment.datas
            )

    # === BUSINESS METHODS === #

    def _get_shown_file(self):
        """Return the signed copy when that is a PDF, else the file of the paper."""
        signed = self.signed_attachment_id
        is_shown = signed.mimetype == "application/pdf"
        return signed if is_shown else self.attachment_id

    def _get_possible_verbs(self):
        """Return the verbs that the user may use on the paper now."""
        self.ensure_one()
        if not self.has_access("write"):
            return []
        verbs = [verb for verb in ASKED_VERBS if not self._explain_not(verb)]
        if not self._may_approve():
            verbs = [verb for verb in verbs if verb != "approve"]
        if self._is_answered_elsewhere():
            verbs = [verb for verb in verbs if verb not in ALL_ANSWERS]
        return verbs if self.date_issued else [*verbs, "issue"]
