from odoo.tests import tagged

from .money_common import MoneyCase


@tagged("post_install", "-at_install")
class TestActDelivery(MoneyCase):
    """An act delivers its order; a fallen act takes that back."""

    def setUp(self):
        super().setUp()
        self.order = self._create_confirmed()
        self.first, self.last = self.order.instalment_ids
        self.line = self.order.order_line[0]

    def _create_act(self, state="approved"):
        """Return an act of the order, as after its issue (its file aside)."""
        form = self.env["crm.process.document.template"].create(
            {"name": "Act", "code": "act", "document_type": "act"}
        )
        act = self.env["crm.process.document"].create(
            {
                "template_id": form.id,
                "document_type": "act",
                "order_id": self.order.id,
                "date": "2026-12-14",
                "state": state,
            }
        )
        act._after_issue()
        return act

    def test_issued_act_delivers(self):
        self._create_act()
        self.assertEqual(self.line.qty_delivered, 1)
        self.assertEqual(str(self.last.date_due), "2026-12-19")

    def test_act_that_waits_for_approval_delivers_nothing(self):
        self._create_act("draft")
        self.assertEqual(self.line.qty_delivered, 0)

    def test_rejected_act_takes_the_delivery_back(self):
        act = self._create_act()
        act.state = "rejected"
        act._after_answer()
        self.assertEqual(self.line.qty_delivered, 0)
        self.assertFalse(self.last.date_due)

    def test_billed_delivery_stays_when_the_act_is_rejected(self):
        act = self._create_act()
        self.first.action_invoice()
        self.last.action_invoice()
        act.state = "rejected"
        act._after_answer()
        self.assertEqual(self.line.qty_delivered, 1)

    def test_signed_act_binds(self):
        act = self._create_act()
        self.first.action_invoice()
        act.state = "signed"
        act._after_answer()
        with self.assertRefused("is signed: what it covers was rendered"):
            self.order._refund("Off")
