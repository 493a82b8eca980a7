from odoo import fields
from odoo.tests import tagged

from ..models.automation import crm_process_run_drain
from .worker_common import AFTERNOON, NOON, WorkerCase


@tagged("post_install", "-at_install")
class TestScenarioWorkers(WorkerCase):
    """Workers execute what was left to them, each record's runs in their order."""

    def _get_woken(self):
        now = fields.Datetime.now()
        domain = [("call_at", "<=", now), ("cron_id.name", "like", "run scenarios")]
        return self.env["ir.cron.trigger"].search(domain).cron_id

    def test_one_worker_serves_every_shard(self):
        _scenario, runs = self._create_waiting(9)
        self._work()
        self.assertEqual(set(runs.mapped("state")), {"done"})

    def test_bulk_is_left_to_as_many_workers_as_have_work(self):
        scenario = self._create_scenario("Mark", "on_create")
        self.env["ir.cron.trigger"].search([]).unlink()
        leads = self._create_leads(150)
        self._end_transaction()
        self.assertEqual(set(self._get_runs(scenario).mapped("state")), {"pending"})
        self.assertEqual(len(self._get_woken()), 2)
        self._work(fields.Datetime.now())
        self.assertEqual(set(leads.mapped("referred")), {"Mark"})

    def test_chunk_has_at_most_a_hundred_runs(self):
        self._create_scenario("Mark", "on_create")
        sizes = []
        write = self.env.registry["crm.lead"].write

        def look(leads, vals):
            sizes.extend([len(leads)] * ("referred" in vals))
            return write(leads, vals)

        self.patch(self.env.registry["crm.lead"], "write", look)
        self._create_leads(80)
        self._create_leads(80)
        self._end_transaction()
        self.assertEqual(sizes, [100, 60])

    def test_what_is_too_much_for_a_request_is_left_to_workers(self):
        scenario = self._create_scenario("Mark", "on_create")
        self.patch(crm_process_run_drain, "MOST_AT_ONCE", 3)
        self._create_leads(2)
        self._create_leads(3)
        self._end_transaction()
        states = self._get_runs(scenario).mapped("state")
        self.assertEqual(states, ["done"] * 3 + ["pending"] * 2)
        self.assertTrue(self._get_woken())

    def test_runs_of_one_record_keep_their_order(self):
        lead = self._create_lead()
        first = self._create_scenario(
            "First", "on_create_or_write", rule={"watched": ["priority"]}
        )
        self._create_scenario(
            "Second", "on_create_or_write", rule={"watched": ["function"]}
        )
        with self.at(NOON):
            for change in ({"priority": "1"}, {"function": "Boss"}, {"priority": "2"}):
                lead.write(change)
                self._forget_transaction()
        written = []
        write = self.env.registry["crm.lead"].write

        def look(leads, vals):
            written.extend(filter(None, [vals.get("referred")]))
            return write(leads, vals)

        self.patch(self.env.registry["crm.lead"], "write", look)
        self._work(AFTERNOON)
        self.assertEqual(written, ["First", "Second", "First"])
        self.assertEqual(self._get_runs(first).mapped("state"), ["done", "done"])

    def test_paused_scenario_has_its_runs_wait(self):
        scenario, run = self._create_waiting()
        scenario.pause_reason = "Something is wrong"
        self._work()
        self.assertEqual(run.state, "pending")

    # === THE KILL SWITCH === #

    def test_stopped_automation_notes_and_does_nothing(self):
        scenario = self._create_scenario("Mark", "on_create")
        self.env.company.process_automation_stopped = True
        lead = self._create_lead()
        self._end_transaction()
        self.assertEqual(self._get_runs(scenario).state, "pending")
        self.assertTrue(scenario.with_user(self.sally).is_stopped)
        self._work(fields.Datetime.now())
        self.assertFalse(lead.referred)

    def test_what_has_waited_runs_when_automation_goes_on(self):
        self._create_scenario("Mark", "on_create")
        self.env.company.process_automation_stopped = True
        lead = self._create_lead()
        self._end_transaction()
        self.env["ir.cron.trigger"].search([]).unlink()
        self.env.company.process_automation_stopped = False
        self.assertEqual(len(self._get_woken()), 4)
        self._work(fields.Datetime.now())
        self.assertEqual(lead.referred, "Mark")

    def test_other_companies_go_on(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        other.process_automation_stopped = True
        self._create_scenario("Mark", "on_create")
        lead = self._create_lead()
        self._end_transaction()
        self.assertEqual(lead.referred, "Mark")
