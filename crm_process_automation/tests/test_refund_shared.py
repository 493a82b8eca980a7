from odoo.tests import tagged

from .money_common import MoneyCase


@tagged("post_install", "-at_install")
class TestRefundShared(MoneyCase):
    """An invoice that bills other orders, too, stops the refund of one of them."""

    def _create_shared(self):
        """Return an order, and the draft that bills it together with another."""
        orders = self._create_confirmed(self.hall) | self._create_confirmed(self.hall)
        draft = orders._create_invoices()
        self.assertEqual(len(draft), 1)
        return orders[0], draft

    def test_draft_stops_everything(self):
        order, draft = self._create_shared()
        for user in (self.sally, self.nadiia):
            with (
                self.subTest(user.login),
                self.assertRefused("bills other orders, too.* Take this one's lines"),
            ):
                order.with_user(user)._refund("Off")
        self.assertEqual((draft.state, order.state), ("draft", "sale"))

    def test_posted_invoice_stops_everything(self):
        order, move = self._create_shared()
        move.action_post()
        with self.assertRefused("bills other orders, too.* Credit this one's part"):
            order._refund("Off")
        self.assertEqual((move.state, order.state), ("posted", "sale"))

    def test_draft_without_lines_of_the_order_stops_nothing(self):
        order, draft = self._create_shared()
        own = order.order_line.invoice_lines
        draft.invoice_line_ids.filtered(lambda line: line in own).unlink()
        order.with_user(self.sally)._refund("Off")
        self.assertEqual((draft.state, order.state), ("draft", "cancel"))

    def test_order_whose_part_is_credited_is_taken_back(self):
        order, move = self._create_shared()
        move.action_post()
        note = move._reverse_moves([{}])
        own = order.order_line.invoice_lines
        note.invoice_line_ids.filtered(lambda line: line not in own).unlink()
        note.action_post()
        order._refund("Off")
        self.assertEqual((move.state, order.state), ("posted", "cancel"))
