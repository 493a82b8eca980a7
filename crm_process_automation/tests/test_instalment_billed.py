from odoo.tests import tagged

from .money_common import MoneyCase


@tagged("post_install", "-at_install")
class TestInstalmentBilled(MoneyCase):
    """What is billed ahead in full needs no closing document after the delivery."""

    def setUp(self):
        super().setUp()
        self.order = self._create_confirmed(self.work, self.hall, plan=self.prepaid)
        self.line = self.order.order_line[0]

    def _bill_all(self):
        for row in self.order.instalment_ids.sorted():
            row.action_invoice()

    def assertNothingToInvoice(self, order):
        self.assertEqual(order.invoice_status, "invoiced")
        self.assertEqual(set(order.order_line.mapped("qty_to_invoice")), {0})
        self.assertEqual(sum(order.order_line.mapped("untaxed_amount_to_invoice")), 0)
        self.assertEqual(order.amount_to_invoice, 0)
        with self.assertRefused("no invoiceable line|[Nn]othing to invoice|available"):
            order._create_invoices(final=True)

    def test_prepaid_services_leave_nothing_to_invoice(self):
        self._bill_all()
        self.assertNothingToInvoice(self.order)
        self._deliver(self.order)
        self.assertEqual(self.line.qty_delivered, 1)
        self.assertNothingToInvoice(self.order)
        self.assertEqual(self.order.invoice_ids.mapped("amount_total"), [2400])

    def test_halves_before_the_act_leave_nothing_to_invoice(self):
        self.order.payment_plan_id = self._create_plan(33.33, 33.33, 33.34)
        self._bill_all()
        self._deliver(self.order)
        self.assertNothingToInvoice(self.order)
        self.assertEqual(self.order._get_billed(), 2400)

    def test_order_that_is_billed_in_part_is_still_to_be_invoiced(self):
        self.order.payment_plan_id = self.halves
        self.order.instalment_ids[0].action_invoice()
        self._deliver(self.order)
        self.assertEqual(self.order.invoice_status, "to invoice")
        self.assertEqual(self.line.qty_to_invoice, 1)
        self.order.instalment_ids[1].action_invoice()
        self.assertNothingToInvoice(self.order)

    def test_what_is_ordered_later_is_to_be_invoiced(self):
        self._bill_all()
        self._deliver(self.order)
        self.line.write({"product_uom_qty": 2, "qty_delivered": 2})
        self.assertEqual(self.order.invoice_status, "to invoice")
        move = self.order._create_invoices(final=True)
        self.assertEqual(move.amount_total, 1200)

    def test_cancelled_invoice_is_to_be_made_anew(self):
        self.order.instalment_ids.with_user(self.sally).action_invoice()
        self._deliver(self.order)
        self.order.invoice_ids.button_cancel()
        self.assertEqual(self.order.invoice_status, "to invoice")

    def test_order_without_instalments_is_left_to_odoo(self):
        order = self._create_order(plan=self.prepaid)
        order.payment_plan_id = False
        order.action_confirm()
        order.order_line.qty_delivered = 1
        self.assertEqual(order.invoice_status, "to invoice")
