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
        self.form = self.env["crm.process.document.template"].create(
            {"name": "Act", "code": "act", "document_type": "act"}
        )

    def _create_act(self, state="approved", **values):
        """Return an act of the order, as after its issue (its file aside)."""
        act = self.env["crm.process.document"].create(
            {
                "template_id": self.form.id,
                "document_type": "act",
                "order_id": self.order.id,
                "date": "2026-12-14",
                "date_issued": "2026-12-14 10:00:00",
                "state": state,
                **values,
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

    def _answer(self, act, state):
        act.state = state
        act._after_answer()

    def test_rejected_act_takes_the_delivery_back(self):
        self._answer(self._create_act(), "rejected")
        self.assertEqual(self.line.qty_delivered, 0)
        self.assertFalse(self.last.date_due)

    def test_billed_delivery_stays_when_the_act_is_rejected(self):
        act = self._create_act()
        self.first.action_invoice()
        self.last.action_invoice()
        self._answer(act, "rejected")
        self.assertEqual(self.line.qty_delivered, 1)

    def test_signed_act_binds(self):
        act = self._create_act()
        self.first.action_invoice()
        self._answer(act, "signed")
        with self.assertRefused("is signed: what it covers was rendered"):
            self.order._refund("Off")

    # === SEVERAL ACTS === #

    def test_delivery_goes_over_to_the_revision(self):
        first = self._create_act("sent")
        second = self._create_act(previous_id=first.id, revision=2)
        self.assertEqual(self.line.process_act_id, second)

    def test_revision_that_waits_for_approval_leaves_the_delivery_alone(self):
        first = self._create_act("sent")
        second = self._create_act("draft", previous_id=first.id, revision=2)
        self.assertEqual(self.line.qty_delivered, 1)
        second.state = "approved"
        second._after_approve()
        self.assertEqual(self.line.process_act_id, second)

    def test_rejected_revision_takes_the_delivery_back(self):
        first = self._create_act("sent")
        second = self._create_act(previous_id=first.id, revision=2)
        self._answer(second, "rejected")
        self.assertEqual(self.line.qty_delivered, 0)
        self.assertFalse(self.line.process_act_id)

    def test_rejected_revision_gives_the_delivery_back_to_an_accepted_act(self):
        first = self._create_act("accepted")
        second = self._create_act(previous_id=first.id, revision=2)
        self._answer(second, "rejected")
        self.assertEqual(self.line.qty_delivered, 1)
        self.assertEqual(self.line.process_act_id, first)

    def test_cancelled_act_leaves_what_another_act_says(self):
        first, second = self._create_act("sent"), self._create_act("sent")
        first.action_cancel("Twice the same")
        self.assertEqual(self.line.qty_delivered, 1)
        self.assertEqual(self.line.process_act_id, second)

    def test_replaced_act_does_not_bind(self):
        first = self._create_act("accepted")
        self._create_act(previous_id=first.id, revision=2)
        self.assertFalse(self.order._find_refund_problems())
