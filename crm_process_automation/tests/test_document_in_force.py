from odoo.fields import Domain
from odoo.tests import tagged

from .document_common import DocumentCase
from .test_document_life import DRAWN


@tagged("post_install", "-at_install")
class TestDocumentInForce(DocumentCase):
    """Which of the papers says what holds: one rule, whoever asks."""

    def setUp(self):
        super().setUp()
        self.paper = self._issue()

    def assertInForce(self, *expected, reached="issued"):
        """Just these papers are in force, one asked for itself or all searched."""
        papers = self.paper.search([("case_id", "=", self.case.id)])
        asked = papers.filtered(lambda paper: paper._is_in_force(reached))
        domain = self.paper._get_in_force_domain(reached)
        self.assertEqual(papers.filtered_domain(domain), asked)
        self.assertEqual(papers.search(domain & Domain("id", "in", papers.ids)), asked)
        self.assertCountEqual(asked.ids, [paper.id for paper in expected])
        if reached == "issued":
            self.assertEqual(papers.filtered("is_in_force"), asked)

    def test_issued_paper_is_in_force(self):
        self.assertInForce(self.paper)

    def test_draft_is_not(self):
        self.order.with_user(self.sally)._draft_document("contract")
        self.assertInForce(self.paper)

    def test_rejected_and_cancelled_papers_are_not(self):
        self._issue("contract").action_cancel("By mistake")
        self.paper.action_reject("Too dear")
        self.assertInForce()

    def test_expired_paper_is_in_force(self):
        self.paper.sudo().date_valid_until = "2020-01-01"
        self.assertTrue(self.paper.is_expired)
        self.assertInForce(self.paper)

    def test_revision_replaces_what_it_corrects(self):
        self.assertInForce(self.paper.action_revise("New price"))

    def test_cancelled_revision_gives_the_place_back(self):
        self.paper.action_revise("New price").action_cancel("By mistake")
        self.assertInForce(self.paper)

    def test_rejected_revision_does_not_hide_what_was_agreed(self):
        self.paper.action_accept()
        self.paper.action_revise("New price").action_reject("Too dear")
        self.assertInForce(self.paper, reached="accepted")

    def test_rejected_revision_does_not_bring_back_an_offer_nobody_took(self):
        self.paper.action_revise("New price").action_reject("Too dear")
        self.assertInForce()

    def test_revision_of_a_rejected_one_replaces_what_was_agreed(self):
        self.paper.action_accept()
        second = self.paper.action_revise("New price")
        second.action_reject("Too dear")
        third = second.action_revise("Old price, more guests")
        self.assertInForce(third)
        third.action_cancel("By mistake")
        self.assertInForce(self.paper)

    def test_paper_is_in_force_as_far_as_it_has_come(self):
        self.assertInForce(self.paper, reached="approved")
        self.assertInForce(reached="sent")
        self.paper._take_signature("Petro Boiko", signature=DRAWN)
        for reached in ("issued", "approved", "sent", "accepted", "signed"):
            with self.subTest(reached):
                self.assertInForce(self.paper, reached=reached)

    # === WHO ASKS === #

    def test_gate_sees_the_agreed_paper_behind_a_rejected_revision(self):
        self.paper.action_accept()
        self.paper.action_revise("New price").action_reject("Too dear")
        self.assertTrue(self.case._has_paper("proposal", "accepted"))

    def test_act_names_the_signed_contract_not_a_cancelled_one(self):
        contract = self._issue("contract")
        contract._take_signature("Petro Boiko", signature=DRAWN)
        self._issue("contract").action_cancel("Written twice")
        self.order.action_confirm()
        act = self._issue("act")
        self.assertEqual(act.snapshot["basis"]["contract_number"], contract.number)
