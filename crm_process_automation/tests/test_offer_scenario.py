from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .offer_common import OfferCase
from .scenario_common import ScenarioCase


class OfferScenarioCase(OfferCase, ScenarioCase):
    """Scenarios that make offers of deals."""

    def _create_fill_scenario(self, quantity="2", **values):
        return self._create_scenario(
            "Fill the deal",
            action={
                "state": "process_fill",
                "process_line_ids": [
                    Command.create(
                        {"product_id": self.hall.id, "quantity_formula": quantity}
                    )
                ],
            },
            **values,
        )


@tagged("post_install", "-at_install")
class TestOfferScenario(OfferScenarioCase):
    """Scenarios fill deals and give discounts, and the journal tells what they did."""

    def test_new_deal_gets_its_products(self):
        scenario = self._create_fill_scenario()
        lead = self._create_running_lead(partner_id=self.client.id)
        self._end_transaction()
        run = self._get_runs(scenario)
        self.assertEqual(run.state, "done")
        self.assertIn("Hall 2", str(run.trace))
        self.assertLines(lead.sudo().order_ids, {"Hall": 2})

    def test_lines_are_made_by_who_runs_the_scenario(self):
        self._create_fill_scenario()
        lead = self._create_running_lead(partner_id=self.client.id)
        self._end_transaction()
        order = lead.sudo().order_ids
        self.assertEqual(order.create_uid, self.head)
        self.assertEqual(order.order_line.create_uid, self.head)
        self.assertEqual(order.user_id, self.sally)

    def test_nothing_to_fill_in_is_skipped_with_the_reason(self):
        scenario = self._create_fill_scenario("0")
        self._create_running_lead(partner_id=self.client.id)
        self._end_transaction()
        run = self._get_runs(scenario)
        self.assertEqual(run.state, "skipped")
        self.assertIn("Hall comes to 0", run.error)

    def test_one_broken_deal_stops_no_other(self):
        scenario = self._create_fill_scenario("12 / probability")
        self._activate()
        values = {"type": "opportunity", "partner_id": self.client.id}
        leads = self.env["crm.lead"].create(
            [{"name": f"Deal {number}", **values} for number in range(3)]
        )
        leads[1].case_id._write_past_door({"state": "done"})
        leads[1].probability = 0
        self._end_transaction()
        self.assertEqual([len(lead.order_ids) for lead in leads], [1, 0, 1])
        failed = self._get_runs(scenario).filtered(lambda run: run.state != "done")
        self.assertEqual(failed.res_id, leads[1].id)
        self.assertIn("Hall", failed.error)
        self.assertIn("divided by zero", failed.error)

    def test_yes_on_the_card_of_the_deal_takes_five_percent_off(self):
        scenario = self._create_scenario(
            "Five percent",
            trigger="on_create_or_write",
            rule={"watched": ["case_properties"]},
            action={
                "state": "process_discount",
                "process_discount_formula": "5",
                "process_condition_formula": "properties.calculate_discount = yes",
            },
        )
        lead = self._create_repair()
        order = self._create_order([(self.hall, 2)], opportunity_id=lead.id)
        self._end_transaction()
        for answer, amount in ((True, 190), (False, 200)):
            lead.case_properties = {
                **dict(lead.case_properties),
                "calculate_discount": answer,
            }
            self._end_transaction()
            self.assertEqual(order.amount_total, amount)
        self.assertEqual(self._get_runs(scenario).mapped("state")[-2:], ["done"] * 2)

    # === WHO EDITS THE PRODUCTS === #

    def test_designer_edits_the_products_of_a_scenario(self):
        rules = self._create_fill_scenario().automation_ids.action_server_ids
        rules = rules.process_line_ids.with_user(self.designer)
        rules.quantity_formula = "7"
        rules.copy({"quantity_formula": "1"})
        self.assertEqual(rules.quantity_formula, "7")

    def test_designer_edits_no_action_that_belongs_to_no_scenario(self):
        rules = self._create_fill().process_line_ids.with_user(self.designer)
        self.assertTrue(rules.read(["quantity_formula"]))
        with self.assertRaises(AccessError):
            rules.quantity_formula = "7"
        with self.assertRaises(AccessError):
            rules[0].copy()

    def test_salesperson_does_not_see_the_formulas(self):
        rules = self._create_fill().process_line_ids.with_user(self.sally)
        with self.assertRaises(AccessError):
            rules.read(["quantity_formula"])


@tagged("post_install", "-at_install")
class TestOfferBatch(OfferScenarioCase):
    """What a hundred deals cost, grows with them and no faster."""

    def _count_queries(self, action, leads):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        with self.standing_still():
            self._run(action, leads)
        return self.env.cr.sql_log_count - before

    def _compare(self, action):
        few = self.env["crm.lead"].union(*(self._create_repair() for _n in range(10)))
        many = self.env["crm.lead"].union(*(self._create_repair() for _n in range(40)))
        self._run(action, self._create_repair())
        few, many = (self._count_queries(action, leads) for leads in (few, many))
        # What is paid once, is paid for both.
        self.assertLess(many, 4 * few)
        return few, many

    def test_filling(self):
        self._compare(self._create_fill())

    def test_discounts(self):
        self._compare(
            self._create_action("discount", process_discount_formula="5"),
        )
