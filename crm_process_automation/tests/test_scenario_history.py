from odoo.fields import Command
from odoo.tests import tagged

from .screen_common import ScreenCase


@tagged("post_install", "-at_install")
class TestScenarioHistory(ScreenCase):
    """Who has changed what in a scenario stands in its history, in words."""

    def _get_history(self):
        self._settle()
        messages = self.scenario.message_ids.sorted("id")
        return "\n".join(str(body) for body in messages.mapped("body") if body)

    def test_change_of_an_action_makes_a_version(self):
        self._mine(self.action).value = "Changed"
        self.assertEqual(self.scenario.version, 2)
        history = self._get_history()
        self.assertIn("Version 2", history)
        self.assertIn("Mark → Changed", history)
        self.assertEqual(
            self.scenario.message_ids[0].author_id, self.designer.partner_id
        )

    def test_changes_of_one_save_make_one_version(self):
        self._mine(self.action).value = "Changed"
        self._mine(self.rule).filter_domain = "[('priority', '=', '3')]"
        self.assertEqual(self.scenario.version, 2)
        self._settle()
        self._mine(self.rule).trigger = "on_archive"
        self.assertEqual(self.scenario.version, 3)

    def test_setting_is_a_change_of_what_it_sets(self):
        parameter = self._create_parameter("word", "value")
        self._settle()
        before = self.scenario.version
        self._mine(parameter).value_text = "Set up"
        self.assertEqual(self.scenario.version, before + 1)
        self.assertIn("Mark → Set up", self._get_history())

    def test_new_and_deleted_parts_are_told(self):
        values = {"name": "Second", "model_id": self.rule.model_id.id, "state": "multi"}
        values["usage"] = "base_automation"
        self._mine(self.rule).action_server_ids = [Command.create(values)]
        self.assertIn("Action “Second” is new", self._get_history())
        second = self.rule.action_server_ids.filtered(lambda row: row != self.action)
        self._mine(second).unlink()
        self.assertIn("Action “Second” was deleted", self._get_history())

    def test_switching_is_no_change(self):
        self._mine(self.scenario).action_switch_on()
        self._mine(self.scenario).action_switch_off()
        self.assertEqual(self.scenario.version, 1)

    def test_saving_the_same_is_no_change(self):
        self._mine(self.action).write({"value": "Mark", "update_path": "referred"})
        self.assertEqual(self.scenario.version, 1)

    def test_making_a_scenario_is_no_change_of_it(self):
        scenario = self._create_scenario("Fresh", switch_on=False)
        self.assertEqual(scenario.version, 1)

    def test_run_tells_the_version_that_it_followed(self):
        self._mine(self.scenario).action_switch_on()
        self._mine(self.action).value = "Second edition"
        self._create_lead()
        self._end_transaction()
        self.assertEqual(self._get_runs(self.scenario).scenario_version, 2)
