from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from .scenario_common import ScenarioCase

LOGGER = "odoo.addons.crm_process_automation.models.automation.base_automation_date"


@tagged("post_install", "-at_install")
class TestScenarioDates(ScenarioCase):
    """A date is an event once, at its last value, and history is left alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.frozen = "2026-03-02 10:00:00"

    def _create_date_scenario(self, field="date_deadline", switch_on=True, **rule):
        model = rule.pop("model", "crm.lead")
        action = rule.pop("action", None)
        return self._create_scenario(
            "Remind",
            "on_time",
            switch_on=switch_on,
            **({"action": action} if action else {}),
            rule={
                "model": model,
                "trg_date_id": self.env["ir.model.fields"]._get(model, field).id,
                "trg_date_range": 0,
                "trg_date_range_type": "hour",
                "trg_date_range_mode": "after",
                **rule,
            },
        )

    def _look(self, scenario, moment):
        """Have the dates looked at, as the scheduled job does."""
        with self.at(moment):
            scenario.automation_ids._record_due_apart()
            self._end_transaction()
        return self._get_runs(scenario)

    # === ONCE, AND ONLY WHAT COMES === #

    def test_date_that_was_past_at_the_switch_is_history(self):
        with self.at("2026-03-02 10:00:00"):
            self._create_lead(date_deadline="2026-03-01")
            scenario = self._create_date_scenario()
        self.assertFalse(self._look(scenario, "2026-03-09 10:00:00"))

    def test_future_date_of_a_record_that_was_there_comes_once(self):
        with self.at("2026-03-02 10:00:00"):
            lead = self._create_lead(date_deadline="2026-03-05")
            scenario = self._create_date_scenario()
        self.assertFalse(self._look(scenario, "2026-03-04 21:59:00"))
        run = self._look(scenario, "2026-03-04 22:00:00")  # midnight in Kyiv
        self.assertEqual((run.state, run.occurrence), ("done", "2026-03-05"))
        self.assertEqual(lead.referred, "Remind")
        self.assertEqual(self._look(scenario, "2026-03-04 22:01:00"), run)
        self.assertEqual(self._look(scenario, "2026-03-08 22:01:00"), run)

    def test_what_came_while_it_was_off_is_history(self):
        with self.at("2026-03-02 10:00:00"):
            self._create_lead(date_deadline="2026-03-05")
            scenario = self._create_date_scenario()
        with self.at("2026-03-03 10:00:00"):
            scenario.action_switch_off()
        with self.at("2026-03-07 10:00:00"):
            scenario.with_user(self.designer).action_switch_on()
        self.assertFalse(self._look(scenario, "2026-03-07 10:01:00"))

    def test_date_that_is_moved_comes_at_its_last_value(self):
        with self.at("2026-03-02 10:00:00"):
            lead = self._create_lead(date_deadline="2026-03-05")
            scenario = self._create_date_scenario()
            lead.date_deadline = "2026-03-07"
            lead.date_deadline = "2026-03-06"
        self.assertFalse(self._look(scenario, "2026-03-05 12:00:00"))
        self._look(scenario, "2026-03-06 12:00:00")
        runs = self._look(scenario, "2026-03-09 12:00:00")
        self.assertEqual(runs.mapped("occurrence"), ["2026-03-06"])

    def test_another_version_does_not_repeat_what_has_come(self):
        with self.at("2026-03-02 10:00:00"):
            self._create_lead(date_deadline="2026-03-05")
            scenario = self._create_date_scenario()
        self._look(scenario, "2026-03-04 22:01:00")
        scenario.version += 1
        self.assertEqual(len(self._look(scenario, "2026-03-04 22:02:00")), 1)

    def test_date_moved_before_the_turn_of_its_run_cancels_the_run(self):
        with self.at("2026-03-02 10:00:00"):
            lead = self._create_lead(date_deadline="2026-03-05")
            scenario = self._create_date_scenario()
        with self.at("2026-03-05 10:00:00"):
            scenario.automation_ids._record_due()
            self._forget_transaction()
            lead.date_deadline = "2026-03-20"
            run = self._get_runs(scenario)
            run.sudo()._execute()
        self.assertEqual(run.state, "cancelled")

    def test_condition_of_the_day_does_not_cancel_a_late_run(self):
        with self.at("2026-03-02 10:00:00"):
            lead = self._create_lead(date_deadline="2026-03-05")
            scenario = self._create_date_scenario(
                filter_domain="[('date_deadline', '=', 'today')]"
            )
        with self.at("2026-03-05 10:00:00"):
            scenario.automation_ids._record_due()
            self._forget_transaction()
        with self.at("2026-03-06 10:00:00"):
            self._get_runs(scenario).sudo()._execute()
        self.assertEqual(lead.referred, "Remind")

    # === THE CLOCK === #

    def test_days_before_a_moment_keep_the_clock_over_both_changes(self):
        with self.at("2026-01-02 10:00:00"):
            scenario = self._create_date_scenario(
                "date_open",
                trg_date_range=2,
                trg_date_range_type="day",
                trg_date_range_mode="before",
            )
            # Kyiv: the clock is put forward on 29 March, and back on 25 October.
            spring = self._create_lead(date_open="2026-03-30 07:00:00")
            autumn = self._create_lead(date_open="2026-10-26 08:00:00")
        self.assertFalse(self._look(scenario, "2026-03-28 07:59:00"))
        self.assertEqual(self._look(scenario, "2026-03-28 08:00:00").lead_id, spring)
        self.assertEqual(len(self._look(scenario, "2026-10-24 06:59:00")), 1)
        runs = self._look(scenario, "2026-10-24 07:00:00")
        self.assertEqual(runs.lead_id, spring | autumn)

    def test_clock_that_is_put_back_repeats_nothing_and_goes_on(self):
        with self.at("2026-03-02 10:00:00"):
            self._create_lead(date_open="2026-03-05 10:00:00")
            self._create_lead(date_open="2026-03-05 11:00:00")
            scenario = self._create_date_scenario("date_open")
        self.assertEqual(len(self._look(scenario, "2026-03-05 10:30:00")), 1)
        self.assertEqual(len(self._look(scenario, "2026-03-05 09:30:00")), 1)
        self.assertEqual(len(self._look(scenario, "2026-03-05 10:31:00")), 1)
        self.assertEqual(len(self._look(scenario, "2026-03-05 11:01:00")), 2)

    def test_yearly_date_comes_each_year_and_in_common_years_on_the_28th(self):
        with self.at("2026-01-10 10:00:00"):
            lead = self._create_lead(date_deadline="2024-02-29")
            scenario = self._create_date_scenario(is_yearly=True)
        self.assertFalse(self._look(scenario, "2026-02-27 12:00:00"))
        self.assertEqual(self._look(scenario, "2026-02-28 12:00:00").occurrence, "2026")
        self._look(scenario, "2027-02-28 12:00:00")
        self.assertEqual(len(self._look(scenario, "2028-02-28 12:00:00")), 2)
        runs = self._look(scenario, "2028-02-29 12:00:00")
        self.assertEqual(runs.mapped("occurrence"), ["2026", "2027", "2028"])
        self.assertEqual(set(runs.mapped("state")), {"done"})
        self.assertEqual(runs.lead_id, lead)

    def test_month_later_is_the_last_day_of_a_shorter_month(self):
        with self.at("2026-01-02 10:00:00"):
            self._create_lead(date_deadline="2026-01-31")
            scenario = self._create_date_scenario(
                trg_date_range=1, trg_date_range_type="month"
            )
        self.assertFalse(self._look(scenario, "2026-02-27 21:59:00"))
        self.assertTrue(self._look(scenario, "2026-02-27 22:00:00"))

    # === THE SCHEDULED JOB === #

    def test_rule_that_cannot_be_asked_stops_no_other(self):
        with self.at("2026-03-02 10:00:00"):
            self._create_lead(date_deadline="2026-03-05")
            broken = self._create_date_scenario()
            sound = self._create_date_scenario()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE base_automation SET filter_domain = %s WHERE id = %s",
            ["[('gone', '=', 1)]", broken.automation_ids.id],
        )
        self.env.invalidate_all()
        with (
            self.enter_registry_test_mode(),
            mute_logger(LOGGER),
            self.at("2026-03-05 10:00:00"),
        ):
            self.env.ref(
                "crm_process_automation.ir_cron_record_dates"
            ).method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(broken.state, "paused")
        self.assertIn("“Remind” cannot be looked at", broken.pause_reason)
        self.assertEqual(self._get_runs(sound).state, "done")

    def test_odoos_own_job_finds_the_dates_as_well(self):
        with self.at("2026-03-02 10:00:00"):
            self._create_lead(date_deadline="2026-03-05")
            scenario = self._create_date_scenario()
        with self.enter_registry_test_mode(), self.at("2026-03-05 10:00:00"):
            self.env.ref(
                "base_automation.ir_cron_data_base_automation_check"
            ).method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self._get_runs(scenario).mapped("state"), ["done"])
