import base64

from odoo.exceptions import AccessError
from odoo.fields import Date
from odoo.tests import tagged

from .document_common import DocumentCase

DRAWN = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
        "awAAAABJRU5ErkJggg=="
    )
)


@tagged("post_install", "-at_install")
class TestDocumentLife(DocumentCase):
    """A paper is approved, sent and answered; each verb holds where it makes sense."""

    def _issue_strict(self):
        """Return a proposal on a form whose papers have to be approved."""
        form = self._create_form("proposal", code="strict", needs_approval=True)
        return self._issue(template_id=form.id)

    # === APPROVED === #

    def test_paper_of_a_strict_form_waits_for_approval(self):
        paper = self._issue_strict()
        self.assertEqual(paper.state, "draft")
        self.assertTrue(paper.number)
        with self.assertRefused(paper.number, "waits to be approved"):
            paper.action_send()

    def test_manager_approves(self):
        paper = self._issue_strict()
        with self.at("2026-12-12 10:00:00"):
            paper.with_user(self.head).action_approve("Fine")
        self.assertEqual(paper.state, "approved")
        self.assertEqual(paper.approved_by_id, self.head)
        self.assertIn("Fine", paper.message_ids[:1].body)

    def test_salesperson_does_not_approve(self):
        paper = self._issue_strict()
        with self.assertRaisesRegex(AccessError, "for a manager to approve"):
            paper.action_approve()

    def test_draft_that_was_not_issued_is_not_approved(self):
        draft = self.order.with_user(self.sally)._draft_document("minutes")
        with self.assertRefused("not issued yet"):
            draft.with_user(self.head).action_approve()

    # === ANSWERED === #

    def test_client_accepts(self):
        paper = self._issue()
        paper._mark_sent()
        with self.at("2026-12-12 10:00:00"):
            paper.action_accept("We take it")
        self.assertEqual(paper.state, "accepted")
        self.assertEqual(paper.answer, "We take it")
        self.assertEqual(str(paper.date_answered), "2026-12-12 10:00:00")

    def test_client_rejects_with_a_reason(self):
        paper = self._issue()
        with self.assertRefused("Say why", paper.number):
            paper.action_reject("  ")
        paper.action_reject("Too dear")
        self.assertEqual((paper.state, paper.answer), ("rejected", "Too dear"))
        with self.assertRefused("rejected", "Revise it"):
            paper.action_accept()

    def test_client_draws_his_signature(self):
        paper = self._issue("contract")
        paper._take_signature("Petro Boiko", signature=DRAWN)
        self.assertEqual((paper.state, paper.signed_by), ("signed", "Petro Boiko"))
        self.assertTrue(paper.signed_attachment_id.raw.startswith(b"%PDF"))
        self.assertNotEqual(paper.signed_checksum, paper.checksum)
        self.assertFalse(paper.is_tampered)

    def test_signature_needs_a_name_and_a_proof(self):
        paper = self._issue("contract")
        with self.assertRefused("who signed"):
            paper.action_sign(" ", signature=DRAWN)
        with self.assertRefused("Draw the signature"):
            paper.action_sign("Petro Boiko")

    def test_accepted_paper_may_still_be_signed(self):
        paper = self._issue()
        paper.action_accept()
        paper._take_signature("Petro Boiko", signature=DRAWN)
        self.assertEqual(paper.state, "signed")

    # === EXPIRED === #

    def test_proposal_past_its_day_is_expired_and_not_accepted_any_more(self):
        paper = self._issue(
            date=Date.to_date("2026-12-01"), date_valid_until=Date.to_date("2026-12-10")
        )
        papers = self.env["crm.process.document"]
        with self.at("2026-12-10 12:00:00"):
            self.assertFalse(paper.is_expired)
        with self.at("2026-12-11 12:00:00"):
            self.assertTrue(paper.is_expired)
            self.assertIn(paper, papers.search([("is_expired", "=", True)]))
            self.assertNotIn(paper, papers.search([("is_expired", "=", False)]))
            with self.assertRefused("valid until 2026-12-10", "revision"):
                paper.action_accept()

    def test_answered_proposal_does_not_expire(self):
        paper = self._issue(
            date=Date.to_date("2026-12-01"), date_valid_until=Date.to_date("2026-12-10")
        )
        with self.at("2026-12-09 12:00:00"):
            paper.action_accept()
        with self.at("2026-12-11 12:00:00"):
            self.assertFalse(paper.is_expired)

    # === CANCELLED === #

    def test_cancelled_paper_says_why_and_stays_so(self):
        paper = self._issue()
        with self.assertRefused("Say why"):
            paper.action_cancel("")
        paper.action_cancel("Sent to the wrong client")
        self.assertEqual(paper.state, "cancelled")
        self.assertEqual(paper.cancel_reason, "Sent to the wrong client")
        for verb in ("action_send", "action_accept", "action_issue"):
            with self.subTest(verb), self.assertRefused(paper.number):
                getattr(paper, verb)()

    def test_signed_paper_is_cancelled_by_a_manager_only(self):
        paper = self._issue("contract")
        paper._take_signature("Petro Boiko", signature=DRAWN)
        with self.assertRaisesRegex(AccessError, "only a manager"):
            paper.action_cancel("Both agree")
        paper.with_user(self.head).action_cancel("Both agree")
        self.assertEqual(paper.state, "cancelled")

    # === TOLD === #

    def test_warnings_are_shown_until_the_paper_is_sent(self):
        paper = self._issue("contract")
        self.assertIn("Signatory", paper.warnings_text)
        paper._mark_sent()
        self.assertFalse(paper.warnings_text)

    def test_life_of_the_paper_is_told_on_the_deal(self):
        paper = self._issue()
        paper.action_reject("Too dear")
        told = "".join(self.lead.message_ids.mapped("body"))
        self.assertIn("issued", told)
        self.assertIn("Too dear", told)

    def test_form_shows_only_the_verbs_that_apply(self):
        paper = self._issue()
        self.assertEqual(
            paper.possible_verbs,
            ["send", "accept", "sign", "reject", "revise", "cancel"],
        )
        paper.action_cancel("Not needed")
        self.assertFalse(paper.possible_verbs)
