from odoo.tests import tagged

from .screen_common import ScreenCase


@tagged("post_install", "-at_install")
class TestScenarioSwitch(ScreenCase):
    """A scenario is switched on once nothing stands in its way, and says what does."""

    def _make_mail(self, **values):
        template = self.env["mail.template"].create(
            {
                "name": "Status",
                "model_id": self.rule.model_id.id,
                "use_default_to": False,
                **values,
            }
        )
        self.action.write(
            {
                "state": "mail_post",
                "mail_post_method": "email",
                "template_id": template.id,
            }
        )
        return template

    def test_missing_setting_is_asked_for_in_one_sentence(self):
        self._create_parameter("word", "value", required=True, value_text=False)
        with self.assertRefused("Choose “Word” in Set Up"):
            self._mine(self.scenario).action_switch_on()
        self.assertFalse(self.scenario.active)

    def test_switch_opens_the_settings_when_one_is_missing(self):
        parameter = self._create_parameter("word", "value", required=True)
        parameter.value_text = " "
        self.assertEqual(self.scenario.missing_text, "Word")
        action = self._mine(self.scenario).action_toggle()
        self.assertEqual(action["res_id"], self.scenario.id)
        self.assertEqual(action["target"], "new")
        parameter.value_text = "Chosen"
        self._mine(self.scenario).action_toggle()
        self.assertEqual(self.scenario.state, "on")

    def test_scenario_without_action_is_not_switched_on(self):
        self.action.unlink()
        with self.assertRefused("has no action"):
            self._mine(self.scenario).action_switch_on()

    def test_mail_to_nobody_is_not_switched_on(self):
        template = self._make_mail()
        with self.assertRefused("addressed to nobody"):
            self._mine(self.scenario).action_switch_on()
        template.email_to = "{{ object.email_from }}"
        self._mine(self.scenario).action_switch_on()
        self.assertEqual(self.scenario.state, "on")

    def test_archived_template_is_not_switched_on(self):
        self._make_mail(email_to="a@example.com").active = False
        with self.assertRefused("“Status”.*is archived"):
            self._mine(self.scenario).action_switch_on()

    def test_archived_person_is_not_given_tasks(self):
        self.action.write({"state": "next_activity", "activity_user_id": self.oleh.id})
        self.oleh.active = False
        with self.assertRefused("oleh.*is archived"):
            self._mine(self.scenario).action_switch_on()

    def test_archived_person_runs_nothing(self):
        self.scenario.run_as_id = self.oleh
        self.oleh.active = False
        with self.assertRefused("oleh.*archived"):
            self._mine(self.scenario).action_switch_on()

    def test_switching_on_touches_nothing_that_is_there(self):
        lead = self._create_lead()
        self._end_transaction()
        self._mine(self.scenario).action_switch_on()
        self._end_transaction()
        self.assertFalse(lead.referred)
        self.assertFalse(self._get_runs(self.scenario))

    # === EXISTING RECORDS === #

    def _open_existing(self, **values):
        dialogs = self._mine(self.env["crm.process.scenario.existing"])
        return dialogs.create({"scenario_id": self.scenario.id, **values})

    def test_existing_records_are_run_on_by_an_act_of_its_own(self):
        self.rule.filter_domain = "[('name', '=', 'Old')]"
        old = self._create_lead(name="Old")
        self._create_lead(name="Other")
        self._mine(self.scenario).action_switch_on()
        dialog = self._open_existing()
        self.assertEqual(dialog.record_count, 1)
        self.assertIn("Old", dialog.record_names)
        self.assertIn("at once", dialog.outcome)
        dialog.action_run()
        self._end_transaction()
        run = self._get_runs(self.scenario)
        self.assertEqual((run.kind, run.state), ("manual", "done"))
        self.assertEqual(run.user_id, self.designer)
        self.assertEqual(old.referred, "Mark")

    def test_many_existing_records_follow_the_policy(self):
        self.rule.filter_domain = "[('name', '=', 'Old')]"
        self.env["crm.lead"].create([{"name": "Old"} for _count in range(101)])
        self.scenario.policy = "suppress"
        self._mine(self.scenario).action_switch_on()
        dialog = self._open_existing()
        self.assertIn("held back", dialog.outcome)
        dialog.action_run()
        self._end_transaction()
        runs = self._get_runs(self.scenario)
        self.assertEqual(set(runs.mapped("state")), {"suppressed"})
        self.assertEqual(len(runs), 101)

    def test_scenario_that_is_off_runs_on_nothing(self):
        with self.assertRefused("switch it on first"):
            self._open_existing().action_run()

    def test_salesperson_runs_no_scenario_on_existing_records(self):
        dialogs = self.env["crm.process.scenario.existing"].with_user(self.sally)
        self.assertFalse(dialogs.has_access("create"))
