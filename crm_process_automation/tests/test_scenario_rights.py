from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from .screen_common import MUTED, ScreenCase


@tagged("post_install", "-at_install")
class TestScenarioRights(ScreenCase):
    """A consultant edits his scenarios, and nothing else that is automatic."""

    def _get_action_values(self, **values):
        return {
            "name": "Another action",
            "model_id": self.rule.model_id.id,
            "usage": "base_automation",
            "state": "object_write",
            "update_path": "referred",
            "value": "Designed",
            **values,
        }

    def _create_designed_rule(self, scenario=None, **values):
        scenario = self.scenario if scenario is None else scenario
        return self._mine(self.env["base.automation"]).create(
            {
                "name": "Designed",
                "scenario_id": scenario.id,
                "model_id": self.rule.model_id.id,
                "trigger": "on_create",
                **values,
            }
        )

    # === WHAT A CONSULTANT MAY === #

    def test_consultant_designs_a_scenario_that_runs(self):
        scenarios = self._mine(self.env["crm.process.scenario"])
        scenario = scenarios.create({"name": "My own"})
        actions = [Command.create(self._get_action_values())]
        self._create_designed_rule(scenario, action_server_ids=actions)
        scenario.action_switch_on()
        lead = self._create_lead()
        self._end_transaction()
        self.assertEqual(lead.referred, "Designed")
        self.assertEqual(self._get_runs(scenario.sudo()).run_as_id, self.designer)

    def test_consultant_edits_and_deletes_rules_and_actions(self):
        self._mine(self.action).value = "Changed"
        self._mine(self.rule).filter_domain = "[('priority', '=', '3')]"
        self.assertEqual(self.action.value, "Changed")
        self._mine(self.action).unlink()
        self._mine(self.rule).unlink()
        self.assertFalse(self.rule.exists())

    def test_rule_of_a_scenario_that_is_off_rests(self):
        self.assertFalse(self._create_designed_rule().active)
        with self.assertRefused("Switch the scenario on"):
            self._mine(self.rule).active = True

    def test_rules_that_the_consultant_does_not_see_keep_working(self):
        self._create_designed_rule()
        lead = self._create_lead()
        lead.sudo().action_archive()
        self.assertTrue(self.env["base.automation"].search([]) >= self.free_rule)
        archived = getattr(type(self.env["crm.lead"]).write, "origin", None)
        self.assertTrue(archived)

    # === WHAT HE MAY NOT === #

    def test_consultant_sees_only_rules_and_actions_of_scenarios(self):
        everything = self.env["base.automation"].with_context(active_test=False)
        self.assertIn(self.rule, self._mine(everything).search([]))
        self.assertNotIn(self.free_rule, self._mine(everything).search([]))
        for records in (self.free_rule, self.free_action):
            for operation in ("read", "write", "unlink"):
                with self.subTest(f"{operation} {records._name}"):
                    self.assertFalse(self._mine(records).has_access(operation))

    def test_consultant_creates_no_rule_outside_a_scenario(self):
        with mute_logger(*MUTED), self.assertRaises(AccessError):
            self._create_designed_rule(self.env["crm.process.scenario"])
        actions = self._mine(self.env["ir.actions.server"])
        with mute_logger(*MUTED), self.assertRaises(AccessError):
            actions.create(self._get_action_values())

    def test_consultant_smuggles_no_python(self):
        for values in (
            {"state": "code"},
            {"state": "code", "code": "env.cr.commit()"},
            {"evaluation_type": "equation", "value": "env.user"},
            {"group_ids": [Command.link(self.env.ref("base.group_user").id)]},
            {"binding_model_id": self.rule.model_id.id},
            {"child_ids": [Command.create(self._get_action_values(state="code"))]},
        ):
            with self.subTest(str(values)):
                self.assertWriteRefused(self.action, values)

    def test_defaults_smuggle_no_python(self):
        defaults = self._mine(self.env["ir.default"])
        defaults.set("ir.actions.server", "evaluation_type", "equation", user_id=True)
        values = self._get_action_values(base_automation_id=self.rule.id)
        with self.assertRaises(ValidationError):
            self._mine(self.env["ir.actions.server"]).create(values)

    def test_consultant_carries_nothing_out_of_a_scenario(self):
        self.assertWriteRefused(self.rule, {"scenario_id": False})
        self.assertWriteRefused(self.action, {"base_automation_id": False})
        self.assertWriteRefused(self.action, {"base_automation_id": self.free_rule.id})
        self.assertWriteRefused(self.action, {"parent_id": self.free_action.id})

    def test_consultant_takes_no_foreign_action_over(self):
        self.assertWriteRefused(
            self.rule, {"action_server_ids": [Command.link(self.free_action.id)]}
        )
        self.assertWriteRefused(
            self.action, {"child_ids": [Command.link(self.free_action.id)]}
        )
        self.assertWriteRefused(self.free_action, {"base_automation_id": self.rule.id})

    def test_record_of_a_call_is_found_by_no_program(self):
        self.assertWriteRefused(
            self.rule, {"trigger": "on_webhook", "record_getter": "env.user"}
        )

    def test_scenario_acts_on_no_model_of_the_system(self):
        users = self.env["ir.model"]._get("res.users")
        with mute_logger(*MUTED), self.assertRaises(ValidationError):
            self._create_designed_rule(model_id=users.id)

    def test_action_of_a_scenario_is_run_by_its_rule_only(self):
        lead = self._create_lead()
        action = self.action.with_context(
            active_model="crm.lead", active_id=lead.id, active_ids=lead.ids
        )
        for user in (self.designer, self.sally, self.env.ref("base.user_admin")):
            with self.subTest(user.login), self.assertRaisesRegex(UserError, "Mark"):
                action.with_user(user).run()
        self.assertFalse(lead.referred)

    def test_parts_of_an_action_act_in_the_rights_of_the_person(self):
        part = self._get_action_values(update_path="partner_id.name", usage="ir_cron")
        part.pop("usage")
        self.action.write({"state": "multi", "child_ids": [Command.create(part)]})
        self.assertEqual(self.action.child_ids.scenario_id, self.scenario)
        self.scenario.run_as_id = self.sally
        self.scenario.with_user(self.designer).sudo().action_switch_on()
        client = self.env["res.partner"].create({"name": "Sunflower"})
        self.env["ir.model.access"].search(
            [("model_id.model", "=", "res.partner"), ("perm_write", "=", True)]
        ).perm_write = False
        self._create_lead(partner_id=client.id)
        with mute_logger("odoo.addons.crm_process_automation", *MUTED):
            self._end_transaction()
        self.assertEqual(client.name, "Sunflower")
