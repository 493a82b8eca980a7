from odoo.fields import Command
from odoo.tests import tagged

from .offer_common import BRICK, OfferCase


@tagged("post_install", "-at_install")
class TestFillDuplicates(OfferCase):
    """What happens with a product that stands on the offer; twice doubles nothing."""

    def _fill(self, rule, quantity, order, rows=None):
        """Run an action of the rule that calls for `quantity` halls."""
        rows = rows or [(self.hall, quantity, "")]
        action = self._create_fill(rows, rule, model_id=self._order_model)
        self._run(action, order)
        return action

    def _refill(self, action, quantity, order):
        action.process_line_ids[:1].quantity_formula = quantity
        self._run(action, order)

    def _get_halls(self, order):
        return sorted(order.order_line.mapped("product_uom_qty"))

    @property
    def _order_model(self):
        return self.env["ir.model"]._get_id("sale.order")

    # === TWICE === #

    def test_no_rule_doubles_anything(self):
        for rule in ("skip", "add", "replace", "larger"):
            with self.subTest(rule):
                lead, action = self._create_repair(), self._create_fill(rule=rule)
                self._run(action, lead)
                first = lead.order_ids.order_line
                self._run(action, lead)
                self.assertLines(lead.order_ids, BRICK)
                self.assertEqual(lead.order_ids.order_line, first)

    def test_no_rule_doubles_what_people_put_there(self):
        expected = {"skip": [2], "add": [2, 5], "replace": [2], "larger": [5]}
        for rule, quantities in expected.items():
            with self.subTest(rule):
                order = self._create_order([(self.hall, 2)])
                action = self._fill(rule, "5", order)
                self._run(action, order)
                self.assertEqual(self._get_halls(order), quantities)

    # === SKIP === #

    def test_skip_leaves_a_product_as_it_is(self):
        order = self._create_order()
        action = self._fill("skip", "5", order)
        self._refill(action, "7", order)
        self.assertEqual(self._get_halls(order), [5])

    # === ADD === #

    def test_add_brings_its_own_line_up_to_date(self):
        order = self._create_order([(self.hall, 2)])
        action = self._fill("add", "5", order)
        self._refill(action, "7", order)
        self.assertEqual(self._get_halls(order), [2, 7])

    # === REPLACE === #

    def test_replace_follows_the_formula_down_too(self):
        order = self._create_order()
        action = self._fill("replace", "5", order)
        self._refill(action, "3", order)
        self.assertEqual(self._get_halls(order), [3])

    def test_replace_takes_away_what_is_not_called_for(self):
        order = self._create_order()
        action = self._fill("replace", "5", order)
        self._refill(action, "0", order)
        self.assertFalse(order.order_line)

    def test_replace_leaves_the_lines_of_another_action(self):
        order = self._create_order()
        self._fill("replace", "5", order)
        wallpaper = self.products["Wallpaper"]
        self._fill("replace", "", order, rows=[(wallpaper, "1", "")])
        self.assertLines(order, {"Hall": 5, "Wallpaper": 1})

    def test_replace_takes_the_second_of_its_own_lines_away(self):
        order = self._create_order()
        action = self._fill("replace", "5", order)
        order.order_line.copy({"order_id": order.id})
        self._run(action, order)
        self.assertEqual(self._get_halls(order), [5])

    def test_lines_of_a_copied_quotation_are_known_again(self):
        lead, action = self._create_repair(), self._create_fill()
        self._run(action, lead)
        copy = lead.order_ids.sudo().copy()
        self._run(action, lead)
        self.assertEqual(copy.opportunity_id, lead)
        self.assertLines(copy, BRICK)

    def test_line_says_which_action_has_filled_it_in(self):
        order = self._create_order()
        action = self._fill("replace", "5", order)
        line = order.order_line.with_user(self.sally)
        self.assertEqual(
            line.read(["process_action_id"])[0]["process_action_id"][0], action.id
        )

    # === KEEP THE LARGER === #

    def test_larger_never_lowers(self):
        order = self._create_order([(self.hall, 9)])
        self._fill("larger", "5", order)
        self.assertEqual(self._get_halls(order), [9])

    def test_larger_counts_all_the_lines_of_the_product(self):
        order = self._create_order([(self.hall, 2), (self.hall, 2)])
        self._fill("larger", "5", order)
        self.assertEqual(self._get_halls(order), [2, 3])

    def test_larger_counts_packagings(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        self.hall.uom_ids = dozen
        order = self._create_order()
        order.order_line = [
            Command.create(
                {
                    "product_id": self.hall.id,
                    "product_uom_qty": 1,
                    "product_uom_id": dozen.id,
                }
            )
        ]
        self._fill("larger", "10", order)
        self.assertEqual(self._get_halls(order), [1])

    # === TWO RULES OF ONE PRODUCT === #

    def test_pieces_and_dozens_of_one_product_are_one_line(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        self.hall.uom_ids = dozen
        action = self._create_fill(
            [(self.hall, "5", ""), (self.hall, "2", "")], model_id=self._order_model
        )
        action.process_line_ids[1].product_uom_id = dozen
        order = self._create_order()
        for _time in range(2):
            self._run(action, order)
            self.assertEqual(self._get_halls(order), [29])
