from odoo.tests import tagged

from .discount_common import DiscountCase


@tagged("post_install", "-at_install")
class TestDiscount(DiscountCase):
    """“Calculate discount” is Yes: what is payable falls by five percent."""

    def setUp(self):
        super().setUp()
        self.lead = self._create_repair()
        self.action = self._create_discount("5", "properties.calculate_discount = yes")

    def _set(self, is_called_for):
        self._say(self.lead, is_called_for)
        self._run(self.action, self.lead)

    def test_yes_takes_five_percent_off(self):
        order = self._create_quotation(2, 3, opportunity_id=self.lead.id)
        self._set(True)
        self.assertEqual(order.order_line.mapped("discount"), [5, 5])
        self.assertEqual(order.amount_total, 475)
        self.assertEqual(self.lead.expected_revenue, 475)

    def test_no_takes_the_discount_back(self):
        order = self._create_quotation(2, opportunity_id=self.lead.id)
        self._set(True)
        self._set(False)
        self.assertEqual(order.order_line.discount, 0)
        self.assertEqual(order.amount_total, 200)
        self.assertFalse(order.process_discount_reason)

    def test_twice_takes_it_off_once(self):
        order = self._create_quotation(2, opportunity_id=self.lead.id)
        self._set(True)
        self._set(True)
        self.assertEqual(order.amount_total, 190)
        self.assertEqual(self.env["crm.process.discount"].search_count([]), 1)

    def test_deal_without_a_quotation_keeps_it_for_the_next(self):
        self._set(True)
        self.assertEqual(self.lead.process_discount, 5)
        order = self._create_quotation(2, opportunity_id=self.lead.id)
        self.assertEqual(order.amount_total, 190)

    def test_all_open_quotations_of_the_deal_bear_it(self):
        orders = self._create_quotation(1, opportunity_id=self.lead.id)
        orders |= self._create_quotation(2, opportunity_id=self.lead.id)
        self._set(True)
        self.assertEqual(orders.mapped("amount_total"), [95, 190])

    def test_confirmed_order_of_the_deal_stays_as_it_was_agreed(self):
        order = self._create_quotation(1, opportunity_id=self.lead.id)
        order.action_confirm()
        self._set(True)
        self.assertEqual(order.amount_total, 100)

    def test_agreed_discount_is_not_taken_back_from_a_confirmed_order(self):
        order = self._create_quotation(1, opportunity_id=self.lead.id)
        self._set(True)
        order.action_confirm()
        self._set(False)
        self.assertEqual(order.amount_total, 95)

    def test_offer_and_lines_say_why(self):
        order = self._create_quotation(1, opportunity_id=self.lead.id)
        self._set(True)
        self.assertIn(self.action.name, order.process_discount_reason)
        self.assertIn(self.action.name, order.order_line.process_discount_reason)
        self.assertIn(self.action.name, self.lead.process_discount_reason)

    def test_larger_of_two_discounts_counts_and_the_other_comes_back(self):
        order = self._create_quotation(1, opportunity_id=self.lead.id)
        self._set(True)
        loyal = self._create_order_discount("8")
        self._run(loyal, order)
        self.assertEqual(order.amount_total, 92)
        loyal.process_discount_formula = "0"
        self._run(loyal, order)
        self.assertEqual(order.amount_total, 95)

    def test_percent_by_formula(self):
        order = self._create_quotation(5)
        action = self._create_order_discount("if(amount_total > 400 money, 7, 3)")
        self._run(action, order)
        self.assertEqual(order.order_line.discount, 7)

    def test_quotation_that_joins_the_deal_bears_its_discount(self):
        self._set(True)
        order = self._create_quotation(1)
        self.assertEqual(order.amount_total, 100)
        order.opportunity_id = self.lead
        self.assertEqual(order.amount_total, 95)

    def test_merged_deals_keep_their_discounts(self):
        self._set(True)
        order = self._create_quotation(1, opportunity_id=self.lead.id)
        other = self._create_repair(priority="3")
        other.sudo().case_id.stage_id = self.doing
        merged = (self.lead | other).with_user(self.head).merge_opportunity()
        self.assertEqual(merged.process_discount, 5)
        self.assertEqual(order.opportunity_id, merged)
        self.assertEqual(order.amount_total, 95)
