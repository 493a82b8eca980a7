from odoo.exceptions import UserError
from odoo.tests import tagged

from .document_common import DocumentCase


@tagged("post_install", "-at_install")
class TestInvoiceVoid(DocumentCase):
    """An invoice is demanded once, and no more when its money goes back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.env.company.chart_template:
            charts = cls.env["account.chart.template"]
            charts.try_loading("generic_coa", cls.env.company, install_demo=False)

    def _credit(self):
        """Credit the whole invoice in accounting, past the refund of the order."""
        move = self.order.invoice_ids
        wizard = (
            self.env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=move.ids)
            .create({"journal_id": move.journal_id.id, "reason": "Off"})
        )
        wizard.reverse_moves()
        wizard.new_move_ids.action_post()
        self.env.invalidate_all()

    def test_credited_invoice_is_not_sent(self):
        paper = self._issue("invoice")
        self._credit()
        with self.assertRefused("is cancelled or credited"):
            paper.action_hand_over("By hand")

    def test_credited_invoice_is_not_accepted_for_the_client(self):
        paper = self._issue("invoice")
        paper.action_hand_over("By hand")
        self._credit()
        with self.assertRefused("is cancelled or credited"):
            paper.action_accept("Said so")

    def test_client_does_not_answer_a_credited_invoice(self):
        paper = self._issue("invoice").sudo()
        paper.action_hand_over("By hand")
        self.assertIn("accept", paper._get_answers())
        self._credit()
        self.assertFalse(paper._get_answers())
        with self.assertRaisesRegex(UserError, "Nothing is to be paid by"):
            paper._check_answer("accept")

    def test_refund_cancels_the_demand_that_nobody_has_answered(self):
        paper = self._issue("invoice")
        self.order.sudo()._refund("The event is off")
        self.assertEqual(paper.state, "cancelled")

    def test_refund_leaves_what_the_client_has_answered(self):
        paper = self._issue("invoice").sudo()
        paper.action_hand_over("By hand")
        paper.action_accept("Said so")
        self.order.sudo()._refund("The event is off")
        self.assertEqual(paper.state, "accepted")

    # === ONCE === #

    def test_second_paper_of_an_invoice_is_refused(self):
        paper = self._issue("invoice")
        with self.assertRefused(f"has its paper already: “{paper.display_name}”"):
            self._issue("invoice")

    def test_revision_of_the_paper_is_issued(self):
        paper = self._issue("invoice")
        revision = paper.action_revise("Another address")
        self.assertTrue(revision.date_issued)

    def test_cancelled_paper_makes_room_for_another(self):
        self._issue("invoice").with_user(self.head).action_cancel("Wrong address")
        self.assertTrue(self._issue("invoice").date_issued)
