from odoo.exceptions import AccessError
from odoo.tests import tagged

from .money_common import BilledCase, MoneyCase


@tagged("post_install", "-at_install")
class TestInstalmentInvoice(MoneyCase):
    """An instalment is billed by Odoo's own invoice, the last by the closing one."""

    def test_unconfirmed_order_is_not_billed(self):
        order = self._create_confirmed()
        rows = order.instalment_ids
        order.write({"state": "sent"})
        with self.assertRefused("not a confirmed order. Confirm it first"):
            rows[0].action_invoice()

    def test_first_instalment_is_a_down_payment(self):
        row = self._create_confirmed().instalment_ids[0]
        row.action_invoice()
        self.assertEqual(row.move_id.amount_total, 600)
        self.assertTrue(row.move_id.invoice_line_ids.filtered("is_downpayment"))
        self.assertEqual(row.state, "invoiced")

    def test_instalment_is_billed_once(self):
        row = self._create_confirmed().instalment_ids[0]
        row.action_invoice()
        with self.assertRefused("has its invoice already"):
            row.action_invoice()

    def test_closing_instalment_waits_for_the_act(self):
        first, last = self._create_confirmed().instalment_ids
        first.action_invoice()
        with self.assertRefused("comes after the act", "Work"):
            last.action_invoice()
        self.assertFalse(last.can_invoice)

    def test_act_opens_the_closing_invoice(self):
        order = self._create_confirmed()
        first, last = order.instalment_ids
        first.action_invoice()
        with self.at("2026-12-14 10:00:00"):
            order._deliver_by_act()
            self.assertEqual(str(last.date_due), "2026-12-19")
        last.action_invoice()
        self.assertEqual(last.move_id.amount_total, 600)
        self.assertIn(self.work, last.move_id.invoice_line_ids.product_id)
        self.assertEqual(order.invoice_status, "invoiced")

    def test_closing_instalment_is_the_last_to_be_billed(self):
        last = self._create_confirmed().instalment_ids[1]
        with self.assertRefused("closes the order. Bill the instalments before it"):
            last.action_invoice()

    def test_prepaid_services_are_billed_before_the_act_and_never_again(self):
        order = self._create_confirmed(plan=self.prepaid)
        row = order.instalment_ids
        row.action_invoice()
        order._deliver_by_act()
        self.assertEqual(order.invoice_ids.mapped("amount_total"), [1200])
        with self.assertRefused("has its invoice already"):
            row.action_invoice()

    def test_halves_before_the_act_never_end_in_a_refund(self):
        order = self._create_confirmed(plan=self._create_plan(50, 50))
        order.instalment_ids[0].action_invoice()
        order.instalment_ids[1].action_invoice()
        self.assertEqual(order.invoice_ids.mapped("move_type"), ["out_invoice"] * 2)
        self.assertEqual(sum(order.invoice_ids.mapped("amount_total")), 1200)

    def test_raised_price_goes_into_what_is_not_billed(self):
        order = self._create_confirmed(self.hall)
        first, last = order.instalment_ids
        first.action_invoice()
        order.order_line.filtered(lambda row: not row.is_downpayment)[0].write(
            {"product_uom_qty": 2}
        )
        self.assertAmounts(first | last, "600.00", "1800.00")

    def test_cancelled_invoice_is_made_anew(self):
        row = self._create_confirmed().instalment_ids[0].with_user(self.sally)
        row.action_invoice()
        row.sudo().move_id.button_cancel()
        self.assertEqual(row.state, "planned")
        row.action_invoice()
        self.assertEqual((row.state, row.amount), ("invoiced", 600))

    def test_order_billed_past_its_plan_is_not_billed_again(self):
        order = self._create_confirmed(self.hall, plan=self.prepaid)
        order._create_invoices().action_post()
        with self.assertRefused("nothing left to be billed"):
            order.instalment_ids.action_invoice()

    def test_invoice_is_due_when_the_instalment_is(self):
        with self.at("2026-12-01 10:00:00"):
            row = self._create_confirmed().instalment_ids[0]
            row.action_invoice()
            self.assertEqual(str(row.move_id.invoice_date_due), "2026-12-04")

    # === WHO === #

    def test_salesperson_without_accounting_rights_makes_a_draft(self):
        row = self._create_confirmed().instalment_ids[0].with_user(self.sally)
        row.action_invoice()
        self.assertEqual(row.sudo().move_id.state, "draft")
        self.assertEqual((row.state, row.move_name), ("invoiced", "Draft"))

    def test_accountant_posts_what_the_salesperson_has_drafted(self):
        row = self._create_confirmed().instalment_ids[0]
        row.with_user(self.sally).action_invoice()
        row.move_id.with_user(self.nadiia).action_post()
        self.assertEqual(row.move_name, row.move_id.name)

    def test_accountant_bills_without_crm_rights(self):
        row = self._create_confirmed().instalment_ids[0].with_user(self.nadiia)
        row.action_invoice()
        self.assertEqual(row.move_id.state, "posted")

    def test_colleague_bills_nothing_of_a_closed_order(self):
        row = self._create_confirmed().instalment_ids[0].with_user(self.oleh)
        with self.assertRaises(AccessError):
            row.action_invoice()


@tagged("post_install", "-at_install")
class TestInstalmentPayment(BilledCase):
    """Paid is what accounting says, seen without accounting rights."""

    def _get_bank(self):
        return self.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", self.company.id)], limit=1
        )

    def test_paid_invoice_is_a_paid_instalment(self):
        self._pay(self.move)
        self.assertEqual(self._read("state"), "paid")
        self.assertEqual((self._read("amount_paid"), self._read("residual")), (600, 0))

    def test_part_of_it_is_partly_paid(self):
        self._pay(self.move, 100)
        self.assertEqual(self._read("state"), "partly")
        self.assertEqual(self._read("amount_paid"), 100)
        self.assertEqual(self._read("residual"), 500)

    def test_two_parts_are_the_whole(self):
        self._pay(self.move, 100)
        self._pay(self.move, 500)
        self.assertEqual(self._read("state"), "paid")

    def test_payment_without_a_journal_entry_counts(self):
        # As with Odoo's accounting app: only the bank's statement makes an entry.
        self.patch(
            type(self.move),
            "_get_invoice_in_payment_state",
            lambda _moves: "in_payment",
        )
        self._get_bank().inbound_payment_method_line_ids.payment_account_id = False
        payment = self._pay(self.move)
        self.assertFalse(payment.move_id)
        self.assertEqual(self._read("state"), "paid")

    def test_payment_with_an_outstanding_account_counts(self):
        method = self._get_bank().inbound_payment_method_line_ids[:1]
        method.payment_account_id = self.env["account.account"].create(
            {
                "name": "Outstanding",
                "code": "199099",
                "account_type": "asset_current",
                "reconcile": True,
            }
        )
        payment = self._pay(self.move)
        self.assertTrue(payment.move_id)
        self.assertEqual(self._read("state"), "paid")

    def test_payment_taken_back_is_not_paid(self):
        payment = self._pay(self.move)
        payment.action_draft()
        payment.action_cancel()
        self.assertEqual(self._read("state"), "invoiced")
        self.assertEqual(self._read("amount_paid"), 0)

    def test_credit_note_is_no_payment(self):
        self.move._reverse_moves(cancel=True)
        self.assertEqual(self._read("state"), "refunded")
        self.assertEqual(self._read("amount_paid"), 0)

    def test_payment_larger_than_the_plan_is_shown(self):
        self._pay(self.move, 700)
        self.assertEqual(self._read("state"), "paid")
        order = self.order.with_user(self.sally)
        self.assertEqual(order.process_amount_paid, 600)
        self.assertEqual(order.process_amount_overpaid, 100)

    def test_salesperson_sees_it_without_reading_invoices(self):
        self.move.invoice_user_id = self.oleh
        self._pay(self.move)
        self.assertFalse(self.move.with_user(self.sally).has_access("read"))
        self.assertEqual(self._read("state"), "paid")
        self.assertEqual(self._read("move_name"), self.move.name)

    def test_rest_of_the_order(self):
        self._pay(self.move)
        order = self.order.with_user(self.sally)
        self.assertEqual(order.process_amount_rest, 600)
