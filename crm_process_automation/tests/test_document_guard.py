from odoo.tests import tagged

from .document_common import DocumentCase


@tagged("post_install", "-at_install")
class TestDocumentGuard(DocumentCase):
    """A paper is evidence: nobody writes past its verbs what they decide."""

    def test_state_and_evidence_are_not_written_directly(self):
        paper = self._issue()
        for values in (
            {"state": "signed"},
            {"number": "1"},
            {"snapshot": {}},
            {"checksum": ""},
            {"attachment_id": False},
            {"amount_total": 1},
            {"previous_id": paper.id},
            {"date_sent": "2026-12-12 10:00:00"},
            {"date_opened": "2026-12-12 10:00:00"},
            {"is_superseded": False},
            {"delivery_state": "sent"},
            {"access_expires": "2099-12-12 10:00:00"},
            {"is_link_revoked": False},
            {"is_sent_when_approved": True},
        ):
            with self.subTest(values), self.assertRefused("cannot be written directly"):
                paper.write(values)

    def test_what_stands_on_an_issued_paper_is_fixed(self):
        paper = self._issue()
        for values in (
            {"partner_id": False},
            {"date": "2026-01-01"},
            {"template_id": self.forms["act"].id},
            {"active": False},
            {"order_id": False},
        ):
            with self.subTest(values), self.assertRefused("issued", "Revise it"):
                paper.write(values)

    def test_draft_may_still_be_written(self):
        draft = self.order.with_user(self.sally)._draft_document("minutes")
        draft.date = "2026-12-12"
        self.assertEqual(str(draft.date), "2026-12-12")

    def test_paper_is_not_born_signed(self):
        papers = self.env["crm.process.document"].with_user(self.sally)
        values = {
            "template_id": self.forms["proposal"].id,
            "partner_id": self.client.id,
            "order_id": self.order.id,
        }
        with self.assertRefused("cannot be written directly"):
            papers.create({**values, "state": "signed"})
        paper = papers.with_context(default_state="signed", default_number="1").create(
            values
        )
        self.assertEqual((paper.state, paper.number), ("draft", False))
        self.assertEqual(paper.document_type, "proposal")

    def test_duplicate_is_a_draft_of_its_own(self):
        copy = self._issue().copy()
        self.assertEqual((copy.state, copy.number), ("draft", False))
        self.assertFalse(copy.snapshot or copy.attachment_id or copy.date_issued)

    def test_issued_paper_is_never_deleted(self):
        paper = self._issue().sudo()
        with self.assertRefused("stays, with its number"):
            paper.unlink()

    def test_file_of_a_paper_is_not_deleted(self):
        attachment = self._issue().attachment_id
        with self.assertRefused("is a proof that belongs to"):
            attachment.sudo().unlink()

    # === WHAT A FORM MAY NAME === #

    def _ask_form(self, paper, values, name):
        """Return what the form would show in `name` when `values` were typed in."""
        answer = paper.with_user(self.sally).onchange(values, list(values), {name: {}})
        return answer["value"].get(name)

    def test_form_shows_no_file_but_that_of_its_paper(self):
        secret = self.env["ir.attachment"].create({"name": "Pay", "raw": b"secret"})
        papers = self.env["crm.process.document"]
        for paper in (papers, self._issue()):
            for field in ("attachment_id", "signed_attachment_id"):
                with self.subTest(field, paper=paper):
                    shown = self._ask_form(paper, {field: secret.id}, "file_preview")
                    self.assertNotIn(b"c2VjcmV0", (shown or "", str(shown).encode()))
                    self.assertFalse(shown)

    def test_form_tells_nothing_of_another_paper(self):
        other = self._issue()
        values = {"previous_id": other.id, "snapshot": {**other.snapshot, "lines": []}}
        papers = self.env["crm.process.document"]
        self.assertFalse(self._ask_form(papers, values, "changes_text"))
