from odoo.exceptions import ValidationError
from odoo.tests import tagged

from odoo.addons.crm_process_automation.models.automation.conditions import (
    is_moving,
    parse_condition,
)

from .scenario_common import ScenarioCase


@tagged("post_install", "-at_install")
class TestScenarioRules(ScenarioCase):
    """A rule says plainly what it waits for, and goes without leaving work behind."""

    def _create_rule_with(self, condition, trigger="on_create", **rule):
        return self._create_scenario(
            "Mark", trigger, rule={"filter_domain": condition, **rule}
        )

    # === CONDITIONS === #

    def test_what_the_editor_writes_is_accepted(self):
        for condition in (
            "[]",
            '["&", ("priority", "in", ["1", "2"]), ("active", "=", True)]',
            "[('user_id', '=', uid)]",
            "[('date_deadline', '>=', 'today -7d')]",
            "[('partner_id', '=', False), '|', ('tag_ids', 'in', (1, 2)), (1, '=', 1)]",
            "[('case_id.stage_code', '=', 'doing')]",
            "[('create_date', '<', context_today().strftime('%Y-%m-%d'))]",
        ):
            with self.subTest(condition):
                self._create_rule_with(condition)

    def test_code_is_refused(self):
        for condition in (
            "[('name', '=', user.name)]",
            "[('name', '=', __import__('os').getcwd())]",
            "[('name', '=', 'a' * 10 ** 9)]",
            "[('name', '=', (lambda: 1)())]",
            "env.user",
            "'name'",
            "[('no_such_field', '=', 1)]",
            "[('name', 'resembles', 'x')]",
        ):
            with (
                self.subTest(condition),
                self.assertRaisesRegex(ValidationError, "plain values only"),
                self.env.cr.savepoint(),
            ):
                self._create_rule_with(condition)

    def test_days_of_older_editors_are_counted_from_today(self):
        moved = (
            "[('create_date', '>', (context_today() + relativedelta(days=-3))"
            ".strftime('%Y-%m-%d'))]"
        )
        self.assertEqual(parse_condition(moved), [("create_date", ">", "today -3d")])
        self.assertTrue(is_moving(parse_condition(moved)))
        self.assertFalse(is_moving([("phone", "=", "+380671234567")]))

    # === WATCHED FIELDS === #

    def test_rule_on_every_change_is_refused(self):
        for trigger in ("on_create_or_write", "on_write"):
            with (
                self.assertRaisesRegex(ValidationError, "every change"),
                self.env.cr.savepoint(),
            ):
                self._create_scenario("Mark", trigger)

    def test_rule_watches_what_its_conditions_look_at(self):
        scenario = self._create_rule_with(
            "[('partner_id.country_id', '!=', False), ('priority', '=', '3')]",
            "on_create_or_write",
        )
        watched = scenario.automation_ids.trigger_field_ids.mapped("name")
        self.assertEqual(set(watched), {"partner_id", "priority"})

    # === THE END OF A RULE === #

    def test_rule_deleted_while_runs_wait_cancels_them_and_says_so(self):
        scenario = self._create_scenario("Mark", "on_create")
        self._create_lead()
        self._forget_transaction()
        run = self._get_runs(scenario)
        scenario.automation_ids.unlink()
        self.assertEqual(run.state, "cancelled")
        self.assertIn("“Mark” was deleted", run.error)

    def test_scenario_that_is_deleted_is_answered_to_no_more(self):
        scenario = self._create_scenario("Mark", "on_create")
        rule = scenario.automation_ids
        scenario.with_user(self.designer).unlink()
        self._settle()
        lead = self._create_lead()
        self._end_transaction()
        self.assertFalse(rule.exists() or lead.referred)

    # === RULES WITHOUT A SCENARIO === #

    def _create_free_rule(self):
        rule = self.env["base.automation"].create(
            {
                "name": "Free",
                "model_id": self.env["ir.model"]._get("crm.lead").id,
                "trigger": "on_create",
            }
        )
        self.env["ir.actions.server"].create(
            {
                "name": "Free",
                "model_id": rule.model_id.id,
                "base_automation_id": rule.id,
                "usage": "base_automation",
                "state": "code",
                "code": "record.write({'referred': (record.referred or '') + '!'})",
            }
        )
        return rule

    def test_rule_without_a_scenario_acts_at_once_as_in_odoo(self):
        self._create_free_rule()
        lead = self._create_lead()
        self.assertEqual(lead.referred, "!")
        self.assertFalse(self.Run.search_count([("res_id", "=", lead.id)]))

    def test_rules_of_both_kinds_act_once_each(self):
        scenario = self._create_scenario(
            "Mark",
            "on_create",
            action={
                "state": "object_write",
                "update_path": "description",
                "value": "Mark",
            },
        )
        self._create_free_rule()
        lead = self._create_lead()
        self._end_transaction()
        self.assertEqual(lead.referred, "!")
        self.assertEqual(self._get_runs(scenario).mapped("state"), ["done"])
