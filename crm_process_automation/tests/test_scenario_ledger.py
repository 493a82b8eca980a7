from odoo import fields
from odoo.tests import tagged

from odoo.addons.crm_process_automation.models.automation.ledger import Ledger

from .scenario_common import ScenarioCase


@tagged("post_install", "-at_install")
class TestScenarioLedger(ScenarioCase):
    """What a transaction remembers is true, whatever becomes of its parts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scenario = cls._create_scenario(
            "Mark",
            "on_create_or_write",
            rule={"watched": ["priority"], "filter_domain": "[('priority', '=', '3')]"},
        )
        cls.lead = cls._create_lead()

    def setUp(self):
        super().setUp()
        self._end_transaction()

    def _write_and_take_back(self):
        savepoint = self.env.cr.savepoint()
        self.lead.priority = "3"
        self.env.flush_all()
        savepoint.close(rollback=True)

    def test_event_that_a_savepoint_took_back_has_no_run(self):
        self._write_and_take_back()
        self._end_transaction()
        self.assertFalse(self._get_runs(self.scenario))

    def test_event_that_happens_again_after_a_savepoint_is_not_lost(self):
        self._write_and_take_back()
        self.lead.priority = "3"
        self._end_transaction()
        self.assertEqual(self._get_runs(self.scenario).state, "done")

    def test_event_before_a_savepoint_that_is_taken_back_runs_once(self):
        self.lead.priority = "3"
        savepoint = self.env.cr.savepoint()
        self.lead.priority = "2"
        self.lead.priority = "3"
        savepoint.close(rollback=True)
        self.lead.priority = "1"
        self.lead.priority = "3"
        self._end_transaction()
        self.assertEqual(self._get_runs(self.scenario).mapped("state"), ["done"])

    def test_hook_before_the_commit_is_not_taken_away(self):
        ledger = Ledger.of(self.env)
        with ledger.writing(self.env):
            self.lead.priority = "3"
        self.env.cr.precommit.clear()
        self._end_transaction()
        self.assertEqual(self.lead.referred, "Mark")

    def test_runs_wait_for_the_end_whatever_savepoints_are_made_meanwhile(self):
        self.lead.priority = "3"
        with self.env.cr.savepoint():
            self.assertFalse(self.lead.referred)
        self.assertFalse(self.lead.referred)
        self._end_transaction()
        self.assertEqual(self.lead.referred, "Mark")

    def test_nested_savepoints_keep_what_the_outer_one_keeps(self):
        with self.env.cr.savepoint():
            self._write_and_take_back()
            self.lead.priority = "3"
        self._end_transaction()
        self.assertEqual(len(self._get_runs(self.scenario)), 1)

    def test_change_after_the_runs_of_the_transaction_is_another_event(self):
        self.lead.priority = "3"
        self.Run._drain()
        self.lead.priority = "1"
        self.lead.priority = "3"
        self._end_transaction()
        self.assertEqual(len(self._get_runs(self.scenario)), 2)

    def test_write_that_fails_leaves_nothing_waiting_for_its_end(self):
        with self.assertRaises(ValueError), self.env.cr.savepoint():
            self.lead.priority = "no such"
        self.lead.priority = "3"
        self._end_transaction()
        self.assertEqual(self.lead.referred, "Mark")

    def test_batch_of_a_scheduled_job_ends_with_its_scenarios(self):
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            lead = self.lead.with_env(self.env(cr=cr))
            lead.priority = "3"
            lead.env["ir.cron"]._commit_progress(1)
            self.assertEqual(lead.referred, "Mark")

    def test_condition_means_the_user_who_brought_the_event_about(self):
        scenario = self._create_scenario(
            "Own", "on_create", rule={"filter_domain": "[('user_id', '=', uid)]"}
        )
        Lead = self.env["crm.lead"].with_user(self.sally)
        lead = Lead.create({"name": "Fair", "user_id": self.sally.id})
        self._forget_transaction()
        run = self._get_runs(scenario)
        self.assertEqual(run.user_id, self.sally)
        run.sudo()._execute()
        self.assertEqual((run.state, lead.referred), ("done", "Own"))

    def test_condition_that_counts_from_today_held_on_the_day_of_the_event(self):
        scenario = self._create_scenario(
            "Today",
            "on_create",
            rule={"filter_domain": "[('date_deadline', '=', 'today')]"},
        )
        with self.at("2026-03-02 10:00:00"):
            lead = self._create_lead(date_deadline=fields.Date.today())
            self._forget_transaction()
        with self.at("2026-03-03 10:00:00"):
            run = self._get_runs(scenario)
            run.sudo()._execute()
        self.assertEqual((run.error, lead.referred), (False, "Today"))
