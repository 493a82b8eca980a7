from odoo.fields import Command
from odoo.tests import Form, tagged

from .discount_common import DiscountCase


@tagged("post_install", "-at_install")
class TestDiscountSurvives(DiscountCase):
    """The discount survives edits, on top of the price list's; a person's word wins."""

    def setUp(self):
        super().setUp()
        self.order = self._create_quotation(1, pricelist_id=self.ten_off.id)
        self.line = self.order.order_line

    def _give(self, percent="5"):
        self._run(self._create_order_discount(percent), self.order)

    def test_it_comes_on_top_of_the_price_list(self):
        self.assertEqual(self.order.amount_total, 90)
        self._give()
        self.assertEqual(self.order.amount_total, 85.5)  # 90 − 5 %
        self.assertEqual(self.line.discount, 14.5)

    def test_it_survives_another_quantity(self):
        self._give()
        self.line.product_uom_qty = 10
        self.assertEqual(self.order.amount_total, 855)

    def test_it_survives_another_product(self):
        self._give()
        self.line.product_id = self.products["Wallpaper"]
        self.assertEqual(self.line.discount, 14.5)

    def test_it_survives_new_prices(self):
        self._give()
        self.hall.list_price = 200
        self.order.action_update_prices()
        self.assertEqual(self.order.amount_total, 171)

    def test_it_survives_another_price_list(self):
        self._give()
        plain = self.env["product.pricelist"].create({"name": "Plain"})
        self.order.pricelist_id = plain
        self.order.action_update_prices()
        self.assertEqual(self.line.discount, 5)

    def test_it_survives_where_discounts_are_not_shown(self):
        self.env.ref("base.group_user").implied_ids -= self.env.ref(
            "sale.group_discount_per_so_line"
        )
        order = self._create_quotation(1)
        self._run(self._create_order_discount(), order)
        order.order_line.product_uom_qty = 10
        self.assertEqual(order.amount_total, 950)

    def test_line_added_later_bears_it(self):
        self._give()
        with Form(self.order) as form, form.order_line.new() as line:
            line.product_id = self.hall
            line.product_uom_qty = 3
        self.assertEqual(self.order.order_line.mapped("discount"), [14.5, 14.5])

    def test_salesperson_edits_the_quantity_in_the_form(self):
        self._give()
        with Form(self.order.with_user(self.sally)) as form:
            with form.order_line.edit(0) as line:
                line.product_uom_qty = 10
                self.assertEqual(line.discount, 14.5)
        self.assertEqual(self.order.amount_total, 855)
        self.assertFalse(self.line.is_discount_by_hand)

    def test_word_of_a_person_wins(self):
        self._give()
        self.line.with_user(self.sally).discount = 20
        self._give("8")
        self.line.product_uom_qty = 10
        self.assertEqual(self.line.discount, 20)
        self.assertEqual(self.line.process_discount_reason, "Set by hand")

    def test_word_that_a_person_gave_before_wins(self):
        self.line.discount = 30
        self._give()
        self.assertEqual(self.line.discount, 30)

    def test_person_gives_the_line_back_by_updating_the_prices(self):
        self._give()
        self.line.discount = 20
        self.order.action_update_prices()
        self.assertEqual(self.line.discount, 14.5)
        self.assertFalse(self.line.is_discount_by_hand)

    def test_taken_back_it_leaves_the_price_list(self):
        action = self._create_order_discount()
        self._run(action, self.order)
        action.process_discount_formula = "0"
        self._run(action, self.order)
        self.assertEqual(self.line.discount, 10)

    def test_taken_back_it_leaves_the_word_of_a_person(self):
        action = self._create_order_discount()
        self._run(action, self.order)
        self.line.discount = 20
        action.process_discount_formula = "0"
        self._run(action, self.order)
        self.assertEqual(self.line.discount, 20)

    def test_confirmed_order_keeps_it_when_the_quantity_changes(self):
        self._give()
        self.order.action_confirm()
        self.line.product_uom_qty = 10
        self.assertEqual(self.order.amount_total, 855)

    def test_copied_quotation_of_a_deal_bears_it_as_well(self):
        lead = self._create_repair()
        order = self._create_quotation(1, opportunity_id=lead.id)
        self._run(self._create_discount(), lead)
        copy = order.copy()
        self.assertFalse(copy.order_line.is_discount_by_hand)
        self.assertEqual(copy.amount_total, 95)

    def test_down_payments_and_texts_bear_none(self):
        self.order.order_line = [
            Command.create({"display_type": "line_note", "name": "Thank you"}),
            Command.create({"name": "Paid", "is_downpayment": True, "price_unit": 10}),
        ]
        self._give()
        self.assertEqual(self.order.order_line.mapped("discount"), [14.5, 0, 0])

    def test_quotation_without_automation_is_stock_odoo(self):
        self.line.discount = 30
        self.line.product_uom_qty = 2
        self.assertEqual(self.line.discount, 10)
        self.assertFalse(self.line.process_discount_reason)
