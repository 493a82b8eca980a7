from psycopg2.errors import SerializationFailure

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.runtime import worker
from .worker_common import NOON, WorkerCase


@tagged("post_install", "-at_install")
class TestScenarioFailure(WorkerCase):
    """A run that fails holds no other up, is tried again, and is not forgotten."""

    def test_one_bad_record_spoils_no_other(self):
        scenario = self._create_scenario("Mark", "on_create")
        leads = self._create_leads(40)
        with self._spoiling(self._get_runs(scenario)[7], UserError("Ask Anna.")):
            self._end_transaction()
        spoilt = self._get_runs(scenario).filtered(lambda run: run.state != "done")
        self.assertEqual((spoilt.state, spoilt.error), ("failed", "Ask Anna."))
        self.assertEqual(spoilt.lead_id, leads[7])
        self.assertEqual(set((leads - leads[7]).mapped("referred")), {"Mark"})

    def test_failure_never_breaks_what_the_user_saves(self):
        scenario = self._create_scenario("Mark", "on_create")
        values = {"name": "Fair", "type": "opportunity"}
        lead = self._create_lead()
        with self._spoiling(self._get_runs(scenario), ValueError("no such thing")):
            [read] = lead.sudo().web_save(values, {"name": {}})
        self.assertEqual(read["name"], "Fair")
        self.assertEqual(self._get_runs(scenario).state, "failed")

    def test_error_of_the_database_spoils_no_other(self):
        scenario = self._create_scenario("Mark", "on_create")
        leads = self._create_leads(2)
        write = self.env.registry["crm.lead"].write

        def fail(records, vals):
            if "referred" in vals and leads[0] in records.sudo():
                records.env.cr.execute("SELECT 1 / 0", log_exceptions=False)
            return write(records, vals)

        self.patch(self.env.registry["crm.lead"], "write", fail)
        self._end_transaction()
        self.assertEqual(self._get_runs(scenario).mapped("state"), ["failed", "done"])

    def test_collision_in_a_request_is_for_odoo_to_retry(self):
        scenario = self._create_scenario("Mark", "on_create")
        error = SerializationFailure("could not serialize access")
        with self.assertRaises(SerializationFailure):
            self._create_lead()
            with self._spoiling(self._get_runs(scenario), error):
                self._end_transaction()

    def test_other_scenarios_go_on_after_a_failure(self):
        first = self._create_scenario("First", "on_create")
        action = {"state": "object_write", "update_path": "function", "value": "Boss"}
        self._create_scenario("Second", "on_create", action=action)
        lead = self._create_lead()
        with self._spoiling(self._get_runs(first), ValueError("no such thing")):
            self._end_transaction()
        self.assertEqual(lead.function, "Boss")

    def test_what_a_good_record_brings_about_is_not_lost_with_the_bad_one(self):
        first = self._create_scenario("First", "on_create")
        second = self._create_scenario(
            "Second",
            "on_create_or_write",
            rule={"watched": ["referred"]},
            action={"state": "object_write", "update_path": "function", "value": "B"},
        )
        leads = self._create_leads(4, function="A")
        self._get_runs(second)._finish("done")
        self._end_transaction()
        leads.write({"referred": False, "function": "A"})
        self._end_transaction()
        again = self._create_leads(4, function="A")
        bad = self._get_runs(first)[-1]
        with self._spoiling(bad, ValueError("no such thing")):
            self._end_transaction()
        self.assertEqual(set(again[:3].mapped("function")), {"B"})

    def test_failed_run_is_tried_three_times_more_and_then_given_up(self):
        _scenario, run = self._create_waiting()
        with self._spoiling(run, ValueError("no such thing")):
            for moment, state, attempts in (
                ("10:00:00", "failed", 1),
                ("10:00:30", "failed", 1),
                ("10:02:00", "failed", 2),
                ("10:04:00", "failed", 2),
                ("10:08:00", "failed", 3),
                ("10:30:00", "failed", 3),
                ("10:50:00", "dead", 4),
            ):
                self._work(f"2026-11-23 {moment}")
                self.assertEqual((run.state, run.attempts), (state, attempts))
        self.assertEqual(run.error, "ValueError: no such thing")

    def test_next_try_wakes_a_worker(self):
        _scenario, run = self._create_waiting()
        with self._spoiling(run, ValueError("no such thing")):
            self._work(NOON)
        moments = self.env["ir.cron.trigger"].search([("cron_id", "=", self.cron.id)])
        self.assertIn(run.date_try, moments.mapped("call_at"))

    def test_given_up_run_is_an_incident_of_who_switched_it_on(self):
        run = self._create_dead()
        incident = self._get_incidents(run_id=run.id)
        self.assertEqual(
            (incident.kind, incident.user_id), ("run_failed", self.designer)
        )
        self.assertIn("no such thing", incident.name)

    def test_given_up_run_of_a_process_is_an_incident_of_its_head(self):
        team = {"name": "Fairs", "user_id": self.head.id}
        team = self.env["crm.team"].create(team | {"member_ids": self.sally.ids})
        self._activate()
        _scenario, run = self._create_waiting(team_id=team.id)
        self._die(run)
        self.assertTrue(run.case_id)
        incident = self._get_incidents(run_id=run.id)
        self.assertEqual((incident.user_id, incident.case_id), (self.head, run.case_id))

    def test_incident_closes_by_itself_when_the_replay_succeeds(self):
        run = self._create_dead()
        run.with_user(self.manager).action_replay()
        self._end_transaction()
        incident = self._get_incidents(run_id=run.id)
        self.assertEqual((run.state, incident.state), ("done", "handled"))
        self.assertFalse(incident.handled_by_id)

    def test_run_given_up_again_opens_its_incident_again(self):
        run = self._create_dead()
        incident = self._get_incidents(run_id=run.id)
        incident.with_user(self.designer).action_handle("Mended.")
        run.with_user(self.manager).action_replay()
        with self._spoiling(run, ValueError("still no such thing")):
            self._end_transaction()
        self.assertEqual((run.state, incident.state), ("dead", "open"))
        self.assertIn("still no such thing", incident.answer)

    def test_collision_with_another_transaction_is_no_failure(self):
        _scenario, run = self._create_waiting()
        error = SerializationFailure("could not serialize access")
        fails = iter([error, error])
        write = self.env.registry["crm.lead"].write

        def collide(leads, vals):
            if "referred" in vals and (error := next(fails, None)):
                raise error
            return write(leads, vals)

        self.patch(self.env.registry["crm.lead"], "write", collide)
        self.patch(worker.time, "sleep", lambda _seconds: None)
        self._work()
        self.assertEqual((run.state, run.attempts), ("done", 0))
