from base64 import b64decode
from binascii import Error as Base64Error

from odoo import models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

from ...tools.file_name import make_file_name
from ...tools.signed_file import LARGEST, is_png, recognize
from .crm_process_document_answer import Visitor

LARGEST_SIGNATURE = 1024 * 1024  # bytes
MOST_EVIDENCE = 10  # rows of a paper, for each side


class CrmProcessDocument(models.Model):
    """How a paper is signed: with a drawn signature, or by a copy that is handed in.

    The file that was issued is never touched. Beside it lies the signed copy.
    """

    _inherit = "crm.process.document"

    # === BUSINESS METHODS === #

    def _answer_sign(self, visitor, signature):
        """Let the client sign with the signature that he has drawn.

        :param signature: a PNG picture as base64
        """
        self._check_answer("sign")
        self._check_signature(signature)
        evidence = self._keep_evidence("signed", visitor, signature=signature)
        self._take_signature(evidence.signer, signature=signature)

    def _check_signature(self, signature):
        try:
            picture = b64decode(signature or "", validate=True)
        except (Base64Error, ValueError, TypeError):
            picture = b""
        if not is_png(picture) or len(picture) > LARGEST_SIGNATURE:
            raise UserError(
                self.env._("There is no signature yet. Draw it, and send it again.")
            )

    def _answer_upload(self, visitor, content, date_signed=None):
        """Keep a copy that was signed elsewhere: a scan, or an electronic signature.

        The first one makes the paper signed; later ones are further evidence.

        :param content: the bytes of the file; what it is, its content tells
        :param date_signed: a date that stands on the copy
        """
        if visitor.side == "client" and not self._takes_copies():
            self._check_answer("sign")
        own_rows = self.evidence_ids.filtered(lambda row: row.side == visitor.side)
        if len(own_rows) >= MOST_EVIDENCE:
            raise UserError(self.env._("There are enough copies of it already."))
        self._check_date_signed(date_signed)
        kind = self._recognize_copy(content)
        evidence = self._keep_evidence("uploaded", visitor, date_signed=date_signed)
        copy = self._keep_copy(content, kind)
        if self.state != "signed":
            self._take_signature(evidence.signer, attachment=copy)
        evidence._keep_file(copy)
        return evidence

    def _hand_in_copy(self, name, attachment):
        """Keep the copy that a colleague brings; without one nothing is signed."""
        visitor = Visitor(name=name, side="staff", user=self.env.user)
        self._answer_upload(visitor, attachment.raw)

    def _takes_copies(self):
        """Return whether the client may hand in a signed copy now."""
        self.ensure_one()
        return self._is_in_force("signed") or "sign" in self._get_answers()

    def _recognize_copy(self, content):
        if len(content or b"") > LARGEST:
            raise UserError(
                self.env._(
                    "The file is larger than %s MB. Scan it with fewer colours or a "
                    "lower resolution.",
                    LARGEST // 1024 // 1024,
                )
            )
        kind = recognize(content or b"")
        if not kind:
            raise UserError(
                self.env._(
                    "This is no signed copy. Hand in a scan (PDF, JPG, PNG) or an "
                    "electronic signature (.p7s, .asice)."
                )
            )
        return kind

    def _check_date_signed(self, date):
        if date and not (self.date <= date <= self._get_today()):
            raise UserError(
                self.env._(
                    "“%(paper)s” is of %(date)s: it was signed between then and today.",
                    paper=self.display_name,
                    date=format_date(self.env, self.date),
                )
            )

    def _keep_copy(self, content, kind):
        """Return the attachment of a signed copy; its name is ours, not his."""
        self.ensure_one()
        name = make_file_name(self.number or str(self.id))
        return (
            self.env["ir.attachment"]
            .sudo()  # sudo: the client has no right to attach, that he may was checked
            .create(
                {
                    "name": self.env._("%s signed", name) + f".{kind.suffix}",
                    "raw": content,
                    "mimetype": kind.mimetype,
                    "res_model": self._name,
                    "res_id": self.id,
                }
            )
        )
