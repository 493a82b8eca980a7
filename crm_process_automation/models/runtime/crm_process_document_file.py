import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.file_name import make_file_name


class CrmProcessDocument(models.Model):
    """The file of a paper: made once from the snapshot, kept, and compared since."""

    _inherit = "crm.process.document"

    is_tampered = fields.Boolean(
        compute="_compute_is_tampered",
        help="The file is not the one that was made when the paper was issued.",
    )
    signed_checksum = fields.Char(
        readonly=True, copy=False, help="SHA-256 of the signed copy."
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "checksum",
        "attachment_id.checksum",
        "signed_checksum",
        "signed_attachment_id.checksum",
    )
    def _compute_is_tampered(self):
        for document in self:
            # sudo: whoever may read the paper may know whether its file is whole
            # bin_size: a form asks for the size of files, here the content counts
            # _origin: the paper as it is kept, not with the file that a form names
            kept = document._origin.sudo().with_context(bin_size=False)
            document.is_tampered = any(
                checksum != self._get_checksum(attachment.raw)
                for checksum, attachment in (
                    (kept.checksum, kept.attachment_id),
                    (kept.signed_checksum, kept.signed_attachment_id),
                )
                if checksum or attachment
            )

    # === ACTION METHODS === #

    def action_open_file(self):
        """Open the file of the paper, the signed copy where there is one."""
        self.ensure_one()
        self.check_access("read")
        attachment = self.signed_attachment_id or self.attachment_id
        if not attachment:
            raise UserError(
                self.env._("“%s” has no file yet. Issue it first.", self.display_name)
            )
        return self._open_attachment(attachment)

    def action_print_again(self):
        """Print the paper from its snapshot once more, beside the file that was issued.

        The text is the same; the file that counts stays the one that was issued. Only
        where somebody has changed that, and no client has got it yet, the new one takes
        its place.
        """
        self.ensure_one()
        self.check_access("read")
        self._check_has_snapshot()
        if self._find_tampered() and self._may_replace_file():
            self._replace_file()
            return self._open_attachment(self.attachment_id)
        name = self.env._("%s (printed again).pdf", self._name_file())
        return self._open_attachment(self._attach(name, self._reprint()))

    # === BUSINESS METHODS === #

    def _make_file(self):
        """Make the file from the snapshot, and remember what it is like."""
        self.ensure_one()
        content = self._render_pdf(self.snapshot)
        attachment = self._attach(f"{self._name_file()}.pdf", content)
        self._write_by_verb(
            {
                "attachment_id": attachment.id,
                "checksum": self._get_checksum(content),
            }
        )

    def _reprint(self):
        """Return the paper as PDF, made from its snapshot once more."""
        self._check_has_snapshot()
        return self._render_pdf(self.snapshot)

    def _may_replace_file(self):
        """Return whether nobody has got the file: what is sent or answered, stays."""
        paper = self.sudo()  # sudo: only whether there is any
        is_out = paper.date_sent or paper.dispatch_ids or paper.evidence_ids
        return not is_out and self.has_access("write")

    def _replace_file(self):
        """Put a file made of the snapshot in the place of one that was changed."""
        changed, before = self.sudo().attachment_id, self.checksum  # sudo: the file's
        self._make_file()
        changed.name = self.env._("Changed: %s", changed.name)
        self._tell(
            self.env._("printed again, because its file was changed"),
            [f"SHA-256: {before} → {self.checksum}"],
        )

    def _attach(self, name, content):
        # sudo: files of papers are the system's; the user was asked for the paper
        attachments = self.env["ir.attachment"].sudo()
        return attachments.create(
            {
                "name": name,
                "raw": content,
                "mimetype": "application/pdf",
                "res_model": self._name,
                "res_id": self.id,
            }
        )

    def _name_file(self):
        """Return what the file is called, without its ending."""
        snapshot = self.snapshot
        name = f"{snapshot['title']} {snapshot['number']}"
        if self.revision > 1:
            name = f"{name} ({self.revision})"
        return make_file_name(name)

    @api.model
    def _get_checksum(self, content):
        return hashlib.sha256(content or b"").hexdigest()

    def _check_has_snapshot(self):
        if not self.snapshot:
            raise UserError(
                self.env._(
                    "“%s” was not issued yet: there is nothing to print again.",
                    self.display_name,
                )
            )

    def _find_tampered(self):
        """Return the papers whose files are not those of the issue at this moment."""
        # sudo: whoever may read the paper may know whether its file is whole
        kept = self.sudo()
        files = kept.attachment_id | kept.signed_attachment_id
        # What was read before may have been changed on the disk since.
        files.invalidate_recordset(["raw"], flush=False)
        self.invalidate_recordset(["is_tampered"], flush=False)
        return self.filtered("is_tampered")

    def _check_not_tampered(self):
        for document in self._find_tampered():
            raise UserError(document._explain_tampered())

    def _explain_tampered(self):
        return self.env._(
            "The file of “%s” is not the one that was issued: somebody has changed it. "
            "Revise the paper, and send the revision.",
            self.display_name,
        )

    @api.model
    def _open_attachment(self, attachment):
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{attachment.id}",
            "target": "new",
        }
