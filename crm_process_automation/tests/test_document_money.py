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
        self.order.action_confirm()
        move = self.order._create_invoices()
        move.action_post()
        paper = self._issue("invoice", move_id=move.id)
        self.assertEqual(paper.snapshot["basis"]["invoice_number"], move.name)
        self.assertFalse(find_gaps(paper.snapshot, move))

    def test_invoice_of_a_part_prints_the_part(self):
        self.order.action_confirm()
        wizard = self.env["sale.advance.payment.inv"].with_context(
            active_model="sale.order", active_ids=self.order.ids
        )
        wizard.create(
            {"advance_payment_method": "fixed", "fixed_amount": 480.4}
        ).create_invoices()
        move = self.order.invoice_ids
        paper = self._issue("invoice", move_id=move.id)
        self.assertEqual(paper.snapshot["totals"]["total"], "480.40")
        self.assertFalse(find_gaps(paper.snapshot, move))

    def test_invoice_without_one_in_the_accounts_prints_the_order(self):
        paper = self._issue("invoice")
        self.assertFalse(find_gaps(paper.snapshot, self.order))

    def test_revision_of_an_invoice_prints_the_same_invoice(self):
        self.order.action_confirm()
        move = self.order._create_invoices()
        revision = self._issue("invoice", move_id=move.id).action_revise("A new date")
        self.assertEqual(revision.move_id, move)
