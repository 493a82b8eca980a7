from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..tools.signed_file import SIGNED_DATA
from .document_common import DocumentCase
from .test_document_life import DRAWN

COPY = b"\x30\x80" + SIGNED_DATA


@tagged("post_install", "-at_install")
class TestDocumentSign(DocumentCase):
    """A colleague says that the client signed: with the copy, and nothing less."""

    def setUp(self):
        super().setUp()
        self.paper = self._issue("contract")

    def _attach(self, user=None, content=COPY, **values):
        files = self.env["ir.attachment"].with_user(user or self.sally)
        return files.create({"name": "a.p7s", "raw": content, **values})

    def _sign(self, attachment, **values):
        return self.paper.action_sign("Petro", attachment=attachment.id, **values)

    def assertNoProof(self, attachment):
        with self.assertRefused("This is no signed copy"):
            self._sign(attachment)
        self.assertNotEqual(self.paper.state, "signed")
        self.assertFalse(self.paper.evidence_ids)

    # === THE COPY === #

    def test_copy_of_ones_own_is_kept_as_it_came_with_evidence(self):
        self._sign(self._attach())
        self.assertEqual((self.paper.state, self.paper.signed_by), ("signed", "Petro"))
        self.assertEqual(self.paper.signed_attachment_id.raw, COPY)
        evidence = self.paper.evidence_ids
        self.assertEqual((evidence.kind, evidence.side), ("uploaded", "staff"))
        self.assertEqual((evidence.signer, evidence.user_id), ("Petro", self.sally))
        self.assertEqual(evidence.attachment_id, self.paper.signed_attachment_id)

    def test_copy_that_lies_on_the_paper_is_taken(self):
        self._sign(self._attach(res_model=self.paper._name, res_id=self.paper.id))
        self.assertEqual(self.paper.state, "signed")

    def test_copy_of_another_paper_is_not(self):
        other = self._issue("contract")
        self.assertNoProof(self._attach(res_model=other._name, res_id=other.id))

    def test_file_that_was_issued_is_not(self):
        self.assertNoProof(self.paper.attachment_id)

    def test_file_that_is_no_copy_is_not(self):
        self.assertNoProof(self._attach(content=b"<html>"))

    def test_file_of_somebody_else_is_not(self):
        for foreign in (
            self._attach(self.head),
            self.env["ir.attachment"].create(
                {"name": "a", "raw": COPY, "res_model": "res.users", "res_id": 1}
            ),
        ):
            with self.assertRaises(AccessError):
                self._sign(foreign)

    # === DRAWN === #

    def test_colleague_does_not_draw_for_the_client(self):
        with self.assertRefused("This is no signed copy"):
            self.paper.action_sign("Petro", signature=DRAWN)
        self.assertFalse(self.paper.signature)

    def test_system_takes_what_was_drawn(self):
        self.paper.sudo().action_sign("Petro", signature=DRAWN)
        self.assertEqual(self.paper.state, "signed")
