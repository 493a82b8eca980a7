from odoo.tests import tagged

from .screen_common import ScreenCase


@tagged("post_install", "-at_install")
class TestScenarioGallery(ScreenCase):
    """The cards tell how the scenarios do, and a copy becomes one's own."""

    def test_card_tells_runs_and_failures_of_the_last_month(self):
        self._mine(self.scenario).action_switch_on()
        with self.at("2026-03-02 10:00:00"):
            self._create_lead()
            self._create_lead()
            self._end_transaction()
        runs = self._get_runs(self.scenario)
        runs[0].state = "dead"
        with self.at("2026-03-20 10:00:00"):
            scenario = self._mine(self.scenario)
            self.assertEqual(scenario.run_count, 1)
            self.assertEqual(scenario.failure_count, 1)
            self.assertEqual(str(scenario.date_last_run), "2026-03-02 10:00:00")
        with self.at("2026-05-20 10:00:00"):
            self.env.invalidate_all()
            self.assertEqual(self._mine(self.scenario).run_count, 0)
            self.assertTrue(self._mine(self.scenario).date_last_run)

    def test_cards_are_counted_together(self):
        scenarios = self.scenario
        for number in range(5):
            scenarios += self._create_scenario(f"S{number}", switch_on=False)
        self.env.flush_all()
        self.env.invalidate_all()
        self._mine(scenarios).mapped("name")
        with self.assertQueryCount(3):
            self._mine(scenarios).mapped("run_count")

    def test_journal_of_the_card_shows_its_scenario_only(self):
        action = self._mine(self.scenario).action_open_failures()
        self.assertIn(("scenario_id", "=", self.scenario.id), action["domain"])
        self.assertIn(("state", "in", ("failed", "dead")), action["domain"])

    # === COPIES === #

    def test_copy_is_ones_own_with_rules_actions_and_settings(self):
        self._create_parameter("word", "value")
        self._create_parameter("which", "filter_domain", target=self.rule)
        self.scenario.write({"origin": "source", "code": "mark"})
        self._mine(self.scenario).action_switch_on()
        copied = self._mine(self.scenario).copy()
        self.assertEqual((copied.origin, copied.state), ("own", "off"))
        self.assertFalse(copied.code)
        self.assertEqual(copied.name, "Mark (copy)")
        rule = copied.with_context(active_test=False).automation_ids
        self.assertFalse(rule.active)
        self.assertEqual(rule.action_server_ids.mapped("name"), [self.action.name])
        self.assertEqual(copied.parameters["word"], "Mark")

    def test_setting_of_a_copy_changes_the_copy(self):
        self._create_parameter("word", "value")
        copied = self._mine(self.scenario).copy()
        copied.parameter_ids.value_text = "Only here"
        self.assertEqual(self.action.value, "Mark")
        self.assertEqual(copied.parameters, {"word": "Only here"})

    # === ODOO'S OWN SCREEN === #

    def test_rule_deleted_in_odoos_own_screen_leaves_the_scenario(self):
        self._mine(self.scenario).action_switch_on()
        self._create_lead()
        self._end_transaction()
        admin = self.env.ref("base.user_admin")
        self._create_parameter("word", "value")
        self.rule.with_user(admin).unlink()
        self.assertFalse(self.scenario.parameter_ids.exists())
        self.assertTrue(self.scenario.exists())
        self.assertEqual(self._get_runs(self.scenario).state, "done")
        with self.assertRefused("has no rule"):
            self._mine(self.scenario).action_switch_off()
            self._mine(self.scenario).action_switch_on()
