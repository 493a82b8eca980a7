import random

from odoo.tests import tagged

from .document_common import DocumentCase
from .order_maker import OrderMaker, draft_papers, find_gaps


@tagged("post_install", "-at_install")
class TestDocumentMoney(DocumentCase):
    """What papers print is what Odoo has computed for the order, to the kopiyka.

    Random orders: VAT of 20, 7 and 0 %, added or included, discounts, currencies, and
    both ways in which a company rounds taxes. `bench/bench_papers_sums.py` tries more.
    """

    ORDER_COUNT = 60

    # === RANDOM ORDERS === #

    def _try_orders(self, rounding):
        self.env.company.tax_calculation_rounding_method = rounding
        maker = OrderMaker(self.env, self.client)
        for order in maker.make_orders(random.Random(rounding), self.ORDER_COUNT):
            for paper in draft_papers(order, self.forms):
                with self.subTest(order=order.name, paper=paper.document_type):
                    self.assertFalse(find_gaps(paper._collect_data(), order))

    def test_papers_say_the_same_when_taxes_are_rounded_in_each_line(self):
        self._try_orders("round_per_line")

    def test_papers_say_the_same_when_taxes_are_rounded_over_the_order(self):
        self._try_orders("round_globally")

    # === THE INVOICE === #

    def test_invoice_prints_the_invoice_of_the_accounts(self):
        move = self._bill()
        paper = self._issue("invoice", move_id=move.id)
        self.assertEqual(paper.snapshot["basis"]["invoice_number"], move.name)
        self.assertFalse(find_gaps(paper.snapshot, move))

    def test_invoice_of_a_part_prints_the_part(self):
        move = self._bill_part(480.4)
        paper = self._issue("invoice", move_id=move.id)
        self.assertEqual(paper.snapshot["totals"]["total"], "480.40")
        self.assertFalse(find_gaps(paper.snapshot, move))

    def _bill_part(self, amount):
        """Return the posted down payment of the confirmed order."""
        self.order.action_confirm()
        wizard = self.env["sale.advance.payment.inv"].with_context(
            active_model="sale.order", active_ids=self.order.ids
        )
        move = wizard.create(
            {"advance_payment_method": "fixed", "fixed_amount": amount}
        )._create_invoices(self.order)
        move.action_post()
        return move

    def test_invoice_of_an_order_prints_the_one_that_is_posted(self):
        move = self._bill()
        self.assertEqual(self._issue("invoice").move_id, move)

    def test_invoice_of_a_deal_prints_what_was_not_printed_yet(self):
        first = self._bill_part(480.4)
        second = self.order._create_invoices(final=True)
        second.action_post()
        for move in (first, second):
            paper = self._issue("invoice", self.lead)
            self.assertEqual(paper.move_id, move)
        with self.assertRefused("has its paper already"):
            self._issue("invoice", self.lead)

    def test_revision_of_an_invoice_prints_the_same_invoice(self):
        move = self._bill()
        revision = self._issue("invoice", move_id=move.id).action_revise("A new date")
        self.assertEqual(revision.move_id, move)

    # === NOTHING TO DEMAND === #

    def test_quotation_has_no_invoice_paper(self):
        with self.assertRefused("not a confirmed order yet.* Confirm it, bill it"):
            self._issue("invoice", self.order)

    def test_order_that_is_not_billed_has_no_invoice_paper(self):
        self.order.payment_plan_id = False
        self.order.action_confirm()
        with self.assertRefused("is not billed yet. Create its invoice and post it"):
            self._issue("invoice", self.order)

    def test_order_in_instalments_sends_to_the_instalment(self):
        self.order.payment_plan_id = self.env.ref(
            "crm_process_automation.payment_plan_halves"
        )
        self.order.action_confirm()
        name = self.order.instalment_ids[0].name
        with self.assertRefused(f"paid in parts. Press “Invoice” at “{name}”"):
            self._issue("invoice", self.order)

    def test_draft_of_accounting_has_no_invoice_paper(self):
        self.order.action_confirm()
        move = self.order._create_invoices()
        with self.assertRefused("is a draft in accounting.* Have an accountant post"):
            self._issue("invoice", self.order)
        with self.assertRefused("is a draft in accounting.* Have an accountant post"):
            self._issue("invoice", self.order, move_id=move.id)

    def test_credited_invoice_is_not_printed(self):
        move = self._bill()
        paper = self._issue("invoice", move_id=move.id)
        move._reverse_moves(cancel=True)
        with self.assertRefused(f"{move.name} is cancelled or credited"):
            paper.action_revise("A new date")
