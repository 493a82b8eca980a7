from odoo.fields import Command
from odoo.tests import tagged

from .lead_common import LeadCase


class OrderCase(LeadCase):
    """Quotations of one product at a price."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.env["res.partner"].create({"name": "Client"})
        cls.product = cls.env["product.product"].create(
            {"name": "Hall", "list_price": 100, "taxes_id": False, "type": "service"}
        )

    @classmethod
    def _create_order(cls, lead=None, price=100, **values):
        return cls.env["sale.order"].create(
            {
                "partner_id": cls.client.id,
                "user_id": cls.sally.id,
                "opportunity_id": lead.id if lead else False,
                "order_line": [
                    Command.create({"product_id": cls.product.id, "price_unit": price})
                ],
                **values,
            }
        )


@tagged("post_install", "-at_install")
class TestOrderOfDeal(OrderCase):
    """One deal, one case: it has all the orders of the deal and is worth them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._create_running_lead(partner_id=cls.client.id).sudo()
        cls.case = cls.lead.case_id

    def test_order_joins_the_case_of_its_deal(self):
        order = self._create_order(self.lead)
        self.assertEqual(order.case_id, self.case)
        self.assertEqual(self.lead.case_ids, self.case)

    def test_order_given_to_a_deal_later_joins_it(self):
        order = self._create_order()
        order.opportunity_id = self.lead
        self.assertEqual(order.case_id, self.case)

    def test_order_taken_from_the_deal_leaves_its_case(self):
        order = self._create_order(self.lead)
        order.opportunity_id = False
        self.assertFalse(order.case_id)

    def test_case_without_orders_is_worth_the_expected_revenue(self):
        self.assertEqual(self.case.amount, 1000)

    def test_newest_quotation_is_the_amount(self):
        self._create_order(self.lead, price=100)
        self._create_order(self.lead, price=300)
        self.assertEqual((self.case.amount, self.lead.expected_revenue), (300, 300))

    def test_confirmed_orders_are_the_amount(self):
        orders = self._create_order(self.lead, 100) | self._create_order(self.lead, 300)
        self._create_order(self.lead, price=5000)
        orders.action_confirm()
        self.assertEqual((self.case.amount, self.lead.expected_revenue), (400, 400))

    def test_cancelled_order_does_not_count(self):
        self._create_order(self.lead, price=100)
        self._create_order(self.lead, price=300)._action_cancel()
        self.assertEqual(self.case.amount, 100)

    def test_deleted_order_does_not_count(self):
        self._create_order(self.lead, price=100)
        self._create_order(self.lead, price=300).unlink()
        self.assertEqual(self.case.amount, 100)

    def test_changed_line_changes_the_amount(self):
        order = self._create_order(self.lead)
        order.order_line.product_uom_qty = 3
        self.assertEqual((self.case.amount, self.lead.expected_revenue), (300, 300))

    def test_amount_is_converted(self):
        currency = self.env["res.currency"].create(
            {"name": "TST", "symbol": "t", "rate_ids": [Command.create({"rate": 4})]}
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "Foreign", "currency_id": currency.id}
        )
        self._create_order(self.lead, price=100, pricelist_id=pricelist.id)
        self.assertAlmostEqual(self.case.amount, 25)

    def test_expected_revenue_stays_where_the_process_says_so(self):
        self.template.sudo()._write({"is_amount_from_products": False})
        self.env.invalidate_all()
        self._create_order(self.lead, price=100)
        self.assertEqual((self.case.amount, self.lead.expected_revenue), (100, 1000))

    def test_duplicated_order_joins_the_same_case(self):
        copy = self._create_order(self.lead).copy()
        self.assertEqual(copy.case_id, self.case)

    def test_order_made_after_the_end_starts_a_repeat_sale(self):
        first = self._create_order(self.lead)
        self.case.stage_id = self.doing
        self.case.stage_id = self.done
        again = self._create_order(self.lead)
        self.assertEqual(again.case_id.previous_case_id, self.case)
        self.assertEqual((again.case_id.order_id, first.case_id), (again, self.case))

    def test_repeat_sale_leaves_the_won_deal_alone(self):
        self.case.stage_id = self.doing
        self.case.stage_id = self.done
        again = self._create_order(self.lead)
        again.case_id.stage_id = self.doing
        self.assertEqual((self.lead.won_status, self.lead.stage_id), ("won", self.won))

    def test_order_during_a_repeat_sale_joins_it(self):
        self.case.stage_id = self.doing
        self.case.stage_id = self.done
        again = self._create_order(self.lead)
        self.assertEqual(self._create_order(self.lead).case_id, again.case_id)

    def test_restored_deal_takes_its_orders_along(self):
        order = self._create_order(self.lead)
        self.lead.action_set_lost(lost_reason_id=self.too_dear.id)
        self.lead.action_restore()
        self.assertNotEqual(self.lead.case_id, self.case)
        self.assertEqual(order.case_id, self.lead.case_id)

    def test_process_started_later_takes_the_orders_of_the_deal(self):
        self.template.active = False
        stock = self._create_lead(partner_id=self.client.id)
        order = self._create_order(stock)
        self.template.active = True
        case = stock._process_start(self.template)
        self.assertEqual(order.case_id, case)

    def test_orders_of_merged_deals_join_the_surviving_case(self):
        tail = self._create_lead(name="Tail", partner_id=self.client.id).sudo()
        order = self._create_order(tail)
        self.case.stage_id = self.doing
        (self.lead | tail).merge_opportunity()
        self.assertEqual((order.opportunity_id, order.case_id), (self.lead, self.case))


@tagged("post_install", "-at_install")
class TestOrderAlone(OrderCase):
    """An order without a deal has a case of its own, if a process fits it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template.host_model = "sale.order"
        cls._activate()

    def test_order_starts_its_own_case(self):
        order = self._create_order(price=120)
        case = order.case_id
        self.assertEqual(
            (case.order_id, case.stage_id, case.amount, case.partner_id),
            (order, self.todo, 120, self.client),
        )

    def test_order_without_a_process_is_stock(self):
        self.template.active = False
        self.assertFalse(self._create_order().case_id)

    def test_orders_are_started_in_one_batch(self):
        vals = {"partner_id": self.client.id}
        orders = self.env["sale.order"].create([vals, vals, vals])
        self.assertEqual(len(orders.case_id), 3)

    def test_cancelled_order_cancels_its_case(self):
        order = self._create_order()
        order._action_cancel()
        self.assertEqual(order.case_id.state, "cancelled")

    def test_order_back_to_quotation_goes_on_where_it_was(self):
        order = self._create_order()
        order.case_id.stage_id = self.doing
        order._action_cancel()
        order.action_draft()
        self.assertEqual(
            (order.case_id.stage_id, order.case_id.state), (self.doing, "running")
        )

    def test_deleted_order_leaves_its_case_cancelled(self):
        order = self._create_order()
        case, name = order.case_id, order.case_id.name
        order.unlink()
        self.assertEqual(
            (case.state, case.order_id.id, case.name), ("cancelled", False, name)
        )

    def test_duplicated_order_has_a_case_of_its_own(self):
        order = self._create_order()
        copy = order.copy()
        self.assertTrue(copy.case_id)
        self.assertNotEqual(copy.case_id, order.case_id)

    def test_salesperson_of_order_and_case_agree(self):
        order = self._create_order()
        order.user_id = self.oleh
        self.assertEqual(order.case_id.user_id, self.oleh)
        order.case_id.user_id = self.sally
        self.assertEqual(order.user_id, self.sally)

    def test_name_of_the_client_follows_the_order(self):
        order = self._create_order()
        other = self.env["res.partner"].create({"name": "Other"})
        order.partner_id = other
        self.assertEqual(order.case_id.partner_id, other)
