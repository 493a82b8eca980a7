from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.text import is_blank


class CrmProcessDocument(models.Model):
    """The client's signature: drawn on the screen, or a signed copy as evidence."""

    _inherit = "crm.process.document"

    signed_by = fields.Char(string="Signed by", readonly=True, copy=False)
    signature = fields.Image(
        readonly=True, copy=False, attachment=True, max_width=1024, max_height=1024
    )

    # === ACTION METHODS === #

    def action_sign(self, name, signature=None, attachment=None):
        """Take down that the client signed the paper.

        A colleague brings the signed copy, which is looked at and kept as evidence. The
        client himself draws on the page of the paper; here only the system may say so.

        :param name: who signed
        :param signature: the drawn signature, an image in base64; for the system
        :param attachment: the signed copy (a scan, a .p7s): an attachment or its id
        :raise UserError: when the paper waits for no signature, or there is none
        """
        self.ensure_one()
        self._check_may("sign")
        if self.env.su:
            return self._take_signature(name, signature, attachment)
        self._check_is_signed(name, signature, attachment)
        self._hand_in_copy(name, self._get_given_copy(attachment))
        return True

    # === BUSINESS METHODS === #

    def _take_signature(self, name, signature=None, attachment=None):
        """Make the paper a signed one. For callers that keep the evidence."""
        self._check_may("sign")
        if isinstance(attachment, int):
            attachment = self.env["ir.attachment"].browse(attachment)
        self._check_is_signed(name, signature, attachment)
        self._write_by_verb(
            {"signed_by": name.strip(), "signature": signature or False}
        )
        self._keep_signed_copy(attachment or self._make_signed_copy())
        self._take_answer(
            "signed", self.env._("signed by %s", name.strip()), self.answer
        )
        return True

    def _get_given_copy(self, attachment):
        """Return the file that was given as proof, if it may be one.

        It lies on this paper, or is a new one of the giver's own; and it is not the
        file that was issued, which nobody has signed.
        """
        files = self.env["ir.attachment"]
        if isinstance(attachment, int):
            attachment = files.browse(attachment)
        if not attachment:
            return files
        copy = files.browse(attachment.id)
        copy.check_access("write")
        is_of_paper = (copy.res_model, copy.res_id) == (self._name, self.id)
        is_new = not copy.res_id and copy.create_uid == self.env.user
        return copy if (is_of_paper or is_new) and copy != self.attachment_id else files

    def _check_is_signed(self, name, signature, attachment):
        if is_blank(name):
            raise UserError(self.env._("Say who signed “%s”.", self.display_name))
        if not signature and not attachment:
            raise UserError(
                self.env._(
                    "Draw the signature on “%s”, or add the signed copy.",
                    self.display_name,
                )
            )

    def _keep_signed_copy(self, attachment):
        """Remember which file was signed, and what it is like."""
        # sudo: the copy becomes the paper's, whoever brought it
        copy = attachment.sudo()
        copy.write({"res_model": self._name, "res_id": self.id})
        self._write_by_verb(
            {
                "signed_attachment_id": copy.id,
                "signed_checksum": self._get_checksum(copy.raw),
            }
        )
