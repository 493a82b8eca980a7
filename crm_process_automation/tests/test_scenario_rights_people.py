from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools.misc import mute_logger

from .screen_common import MUTED, ScreenCase


@tagged("post_install", "-at_install")
class TestScenarioRightsPeople(ScreenCase):
    """Who may do what with scenarios, and what belongs to administrators."""

    # === SALESPEOPLE === #

    def test_salesperson_reads_the_name_of_a_scenario(self):
        self.assertEqual(self._mine(self.scenario, self.sally).name, "Mark")
        self.assertEqual(self._mine(self.scenario, self.sally).display_name, "Mark")

    def test_salesperson_reads_not_what_a_scenario_is_made_of(self):
        scenario = self._mine(self.scenario, self.sally)
        for name in ("automation_ids", "parameters", "parameter_ids", "run_as_id"):
            with self.subTest(name), mute_logger("odoo.orm.models"):
                with self.assertRaises(AccessError):
                    scenario.read([name])
        for records in (self.rule, self.action):
            self.assertFalse(self._mine(records, self.sally).has_access("read"))

    def test_salesperson_neither_changes_nor_switches_a_scenario(self):
        scenario = self._mine(self.scenario, self.sally)
        for act in (
            scenario.action_switch_on,
            scenario.action_switch_off,
            scenario.action_toggle,
            scenario.action_duplicate,
            lambda: scenario.write({"name": "Mine"}),
        ):
            with mute_logger(*MUTED), self.assertRaises(AccessError):
                act()

    # === ADMINISTRATORS === #

    def _create_technical(self):
        scenario = self._create_scenario(
            "Programmed",
            switch_on=False,
            is_technical=True,
            action={"state": "code", "code": "record.write({'referred': 'code'})"},
        )
        self._settle()
        return scenario

    def test_administrator_keeps_python_in_a_technical_scenario(self):
        scenario = self._create_technical()
        scenario.run_as_id = self.env.ref("base.user_admin")
        scenario.with_user(self.env.ref("base.user_admin")).action_switch_on()
        lead = self._create_lead()
        self._end_transaction()
        self.assertEqual(lead.referred, "code")

    def test_administrator_puts_no_python_where_consultants_edit(self):
        admin = self.env.ref("base.user_admin")
        with self.assertRaisesRegex(ValidationError, "for administrators only"):
            self._mine(self.action, admin).write({"state": "code", "code": "pass"})

    def test_technical_scenario_does_not_become_a_consultants_one(self):
        scenario = self._create_technical()
        with self.assertRaises(ValidationError):
            scenario.is_technical = False

    def test_consultant_changes_no_technical_scenario(self):
        scenario = self._create_technical()
        rule = scenario.with_context(active_test=False).automation_ids
        for records in (scenario, rule, rule.action_server_ids):
            self.assertFalse(self._mine(records).has_access("write"))
        with mute_logger(*MUTED), self.assertRaises(AccessError):
            self._mine(scenario).action_switch_on()
        self.assertWriteRefused(self.rule, {"scenario_id": scenario.id})

    def test_consultant_makes_no_technical_scenario(self):
        self.assertWriteRefused(self.scenario, {"is_technical": True})
        with self.assertRaises(AccessError):
            self._mine(self.env["crm.process.scenario"]).create(
                {"name": "Mine", "is_technical": True}
            )

    # === WHOSE RIGHTS === #

    def test_consultant_changes_not_what_acts_with_more_rights(self):
        boss = new_test_user(
            self.env,
            "boss",
            groups="base.group_system,sales_team.group_sale_manager,"
            "crm_process_automation.group_process_designer",
        )
        self.scenario.run_as_id = boss
        self.scenario.with_user(boss).action_switch_on()
        parameter = self._create_parameter("word", "value")
        for change in (
            lambda: self._mine(self.action).write({"value": "Mine"}),
            lambda: self._mine(self.rule).write({"filter_domain": "[]"}),
            lambda: self._mine(parameter).write({"value_text": "Mine"}),
            self._mine(self.action).unlink,
        ):
            with self.assertRefused("runs as boss"):
                change()
        self._mine(self.scenario).action_switch_off()
        self._mine(self.action).value = "Mine"
        self.assertEqual(self.action.value, "Mine")

    def test_consultant_gets_not_round_the_switch(self):
        for name, value in (
            ("active", True),
            ("switched_on_by_id", self.env.ref("base.user_admin").id),
            ("pause_reason", False),
        ):
            with self.subTest(name):
                self.assertWriteRefused(self.scenario, {name: value})
        scenarios = self._mine(self.env["crm.process.scenario"])
        with self.assertRefused("with its buttons"):
            scenarios.create({"name": "Mine", "active": True})

    # === COMPANIES === #

    def test_scenario_of_a_foreign_company_is_closed(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.assertWriteRefused(self.scenario, {"company_id": other.id})
        parameter = self._create_parameter("word", "value")
        self.scenario.run_as_id = False
        self.scenario.company_id = other
        self.env.flush_all()
        self.env.invalidate_all()
        for records in (self.scenario, self.rule, self.action, parameter):
            with self.subTest(records._name):
                self.assertFalse(self._mine(records).has_access("read"))
                self.assertFalse(self._mine(records).has_access("write"))

    def test_scenario_of_all_companies_is_open(self):
        self.scenario.company_id = False
        self._mine(self.action).value = "Everywhere"
        self.assertEqual(self.action.value, "Everywhere")
