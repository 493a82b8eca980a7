from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .offer_common import BRICK, OfferCase


@tagged("post_install", "-at_install")
class TestFillBad(OfferCase):
    """What cannot be filled in is left out, or refused, and a sentence says why."""

    def setUp(self):
        super().setUp()
        self.told = []
        actions = self.registry["ir.actions.server"]
        for name in ("_note_effect", "_note_skip"):
            patcher = patch.object(actions, name, self._make_ear(name))
            patcher.start()
            self.addCleanup(patcher.stop)

    def _make_ear(self, name):
        def hear(_action, record, sentence, made=None):
            self.told.append((name, record.id, sentence))

        return hear

    def _fill(self, rows, record=None):
        record = record or self._create_repair()
        model_id = self.env["ir.model"]._get_id(record._name)
        self._run(self._create_fill(rows, model_id=model_id), record)
        return record

    def assertTold(self, kind, *words):
        """The journal was told once, with all the words."""
        [(name, _record, sentence)] = self.told
        self.assertEqual(name, kind)
        for word in words:
            self.assertIn(word, sentence)

    # === PRODUCTS AND QUANTITIES === #

    def test_archived_product_is_left_out_with_the_reason(self):
        self.hall.active = False
        wallpaper = self.products["Wallpaper"]
        lead = self._fill([(self.hall, "1", ""), (wallpaper, "2", "")])
        self.assertLines(lead.order_ids, {"Wallpaper": 2})
        self.assertTold("_note_effect", "Wallpaper 2", "“Hall” is archived")

    def test_archived_product_keeps_the_line_that_it_has(self):
        lead, action = self._create_repair(), self._create_fill()
        self._run(action, lead)
        self.products["Laminate"].active = False
        self._run(action, lead)
        self.assertLines(lead.order_ids, BRICK)

    def test_nothing_called_for_makes_no_quotation(self):
        lead = self._fill([(self.hall, "0", "")])
        self.assertFalse(lead.order_ids)
        self.assertTold("_note_skip", "Hall comes to 0")

    def test_negative_quantity_is_left_out_with_the_reason(self):
        lead = self._fill([(self.hall, "2 - 5", "")])
        self.assertFalse(lead.order_ids)
        self.assertTold("_note_skip", "Hall comes to -3")

    def test_product_of_another_company_is_left_out(self):
        self.hall.company_id = self.env["res.company"].create({"name": "Elsewhere"})
        lead = self._fill([(self.hall, "1", "")])
        self.assertFalse(lead.order_ids)
        self.assertTold("_note_skip", "Elsewhere")

    def test_unit_of_another_kind_is_refused(self):
        action = self._create_fill([(self.hall, "1", "")])
        with self.assertRaisesRegex(ValidationError, "is not sold in"):
            action.process_line_ids.product_uom_id = self.env.ref("uom.product_uom_kgm")

    # === FORMULAS === #

    def test_room_that_is_not_filled_in_yet_is_waited_for(self):
        lead = self._create_running_lead(partner_id=self.client.id)
        self._fill(None, lead)
        self.assertFalse(lead.order_ids)
        self.assertTold("_note_skip", "Action fill", "Wallpaper", "is not filled in")

    def test_formula_error_names_action_product_and_cause(self):
        with self.assertRaisesRegex(UserError, "Action fill.*Hall.*divided by zero"):
            self._fill([(self.hall, "5 / (2 - 2)", "")])

    def test_condition_that_fails_names_action_product_and_cause(self):
        with self.assertRaisesRegex(UserError, "Action fill.*Hall.*divided by zero"):
            self._fill([(self.hall, "1", "5 / (2 - 2) > 1")])

    def test_text_is_no_quantity(self):
        with self.assertRaisesRegex(UserError, "Hall.*no number"):
            self._fill([(self.hall, "properties.wall", "")])

    def test_broken_formula_is_warned_of_when_it_is_saved(self):
        for formula in ("", "2 *", "no_such_field + 1", "__import__('os')"):
            with self.subTest(formula):
                action = self._create_fill([(self.hall, "1", "")])
                action.process_line_ids.quantity_formula = formula
                self.assertIn("Hall", action.warning)

    def test_action_without_products_warns(self):
        action = self._create_action("fill")
        self.assertIn("Add the products", action.warning)
        with self.assertRaisesRegex(UserError, "Add the products"):
            self._run(action, self._create_repair())

    def test_good_action_warns_of_nothing(self):
        self.assertFalse(self._create_fill().warning)

    def test_clients_are_not_filled_with_products(self):
        partner_model = self.env["ir.model"]._get_id("res.partner")
        self.assertTrue(self._create_fill(model_id=partner_model).warning)

    # === DEALS AND ORDERS THAT ARE OVER === #

    def test_confirmed_order_is_not_touched(self):
        order = self._create_order([(self.hall, 1)])
        order.action_confirm()
        self._fill([(self.hall, "5", "")], order)
        self.assertLines(order, {"Hall": 1})
        self.assertTold("_note_skip", order.name, "sales order")

    def test_cancelled_order_is_not_touched(self):
        order = self._create_order([(self.hall, 1)])
        order.action_cancel()
        self._fill([(self.hall, "5", "")], order)
        self.assertTold("_note_skip", order.name, "cancelled")

    def test_locked_order_is_not_touched(self):
        order = self._create_order([(self.hall, 1)])
        order.action_confirm()
        order.action_lock()
        self._fill([(self.hall, "5", "")], order)
        self.assertTold("_note_skip", order.name, "locked")

    def test_deal_with_a_confirmed_order_gets_no_second_one(self):
        lead = self._create_repair()
        self._create_order([(self.hall, 1)], opportunity_id=lead.id).action_confirm()
        self._fill([(self.hall, "5", "")], lead)
        self.assertEqual(len(lead.order_ids), 1)

    def test_lost_deal_is_not_filled(self):
        lead = self._create_lead(partner_id=self.client.id)
        lead.sudo().action_archive()
        self._fill([(self.hall, "5", "")], lead)
        self.assertTold("_note_skip", "lost or archived")

    def test_lead_that_is_no_opportunity_is_not_filled(self):
        lead = self._create_lead(partner_id=self.client.id, type="lead")
        self._fill([(self.hall, "5", "")], lead)
        self.assertTold("_note_skip", "qualify it")

    # === MONEY === #

    def _create_euro_deal(self, rate):
        euro = self.env.ref("base.EUR")
        if self.env.company.currency_id == euro:
            euro = self.env.ref("base.USD")
        euro.active = True
        euro.rate_ids.unlink()
        if rate:
            euro.rate_ids = [Command.create({"name": "2020-01-01", "rate": rate})]
        pricelist = self.env["product.pricelist"].create(
            {"name": "Foreign", "currency_id": euro.id}
        )
        self.client.property_product_pricelist = pricelist
        return self._create_repair()

    def test_foreign_quotation_counts_in_the_money_of_the_deal(self):
        lead = self._fill([(self.hall, "3", "")], self._create_euro_deal(0.5))
        self.assertEqual(lead.order_ids.amount_untaxed, 150)
        self.assertEqual(lead.expected_revenue, 300)

    def test_currency_without_a_rate_is_not_guessed(self):
        lead = self._fill([(self.hall, "3", "")], self._create_euro_deal(None))
        self.assertFalse(lead.order_ids)
        self.assertTold("_note_skip", "there is no exchange rate")
