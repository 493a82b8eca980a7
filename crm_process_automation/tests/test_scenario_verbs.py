from odoo.exceptions import AccessError
from odoo.tests import tagged

from .worker_common import WorkerCase


@tagged("post_install", "-at_install")
class TestScenarioVerbs(WorkerCase):
    """Managers replay, release and cancel runs; nobody else does."""

    def _create_held(self):
        scenario = self._create_scenario("Mark", "on_create", policy="suppress")
        Lead = self.env["crm.lead"].with_context(import_file=True)
        Lead.create([{"name": "Imported"}])
        self._end_transaction()
        return self._get_runs(scenario)

    # === REPLAY === #

    def test_replayed_run_acts_under_the_same_key(self):
        run = self._create_dead()
        key = run.event_key
        run.with_user(self.manager).action_replay()
        self._end_transaction()
        self.assertEqual((run.state, run.event_key), ("done", key))
        self.assertEqual(run.lead_id.referred, "Mark")

    def test_many_are_replayed_together(self):
        _scenario, runs = self._create_waiting(3)
        runs._finish("cancelled", "Mistake")
        runs.with_user(self.manager).action_replay()
        self._end_transaction()
        self.assertEqual(set(runs.mapped("state")), {"done"})

    def test_done_run_is_not_done_twice(self):
        _scenario, run = self._create_waiting()
        self._work()
        with self.assertRefused("would do it twice"):
            run.with_user(self.manager).action_replay()

    def test_waiting_and_held_runs_are_not_replayed(self):
        _scenario, run = self._create_waiting()
        with self.assertRefused("will run by itself"):
            run.with_user(self.manager).action_replay()
        with self.assertRefused("release it"):
            self._create_held().with_user(self.manager).action_replay()

    def test_run_of_a_scenario_that_is_off_is_not_replayed(self):
        run = self._create_dead()
        run.scenario_id.with_user(self.designer).action_switch_off()
        with self.assertRefused("switched off"):
            run.with_user(self.manager).action_replay()

    def test_salesperson_commands_no_run(self):
        run = self._create_dead().with_user(self.sally)
        for command in (
            run.action_replay,
            run.action_release,
            lambda: run.action_cancel("No need"),
        ):
            with self.assertRaisesRegex(AccessError, "managers and designers"):
                command()

    # === RELEASE === #

    def test_released_run_acts(self):
        run = self._create_held()
        self.assertEqual(run.state, "suppressed")
        run.with_user(self.manager).action_release()
        self._end_transaction()
        self.assertEqual(run.state, "done")
        self.assertEqual(run.released_by_id, self.manager)
        self.assertEqual(run.lead_id.referred, "Mark")

    def test_only_what_is_held_back_is_released(self):
        run = self._create_dead()
        with self.assertRefused("is not held back"):
            run.with_user(self.manager).action_release()

    # === CANCEL === #

    def test_cancelled_run_does_nothing_and_says_why(self):
        _scenario, run = self._create_waiting()
        run.with_user(self.manager).action_cancel("The client called off")
        self._work()
        self.assertEqual((run.state, run.error), ("cancelled", "The client called off"))
        self.assertFalse(run.lead_id.referred)

    def test_cancelled_run_closes_its_incident(self):
        run = self._create_dead()
        run.with_user(self.manager).action_cancel("The client called off")
        self.assertEqual(self._get_incidents(run_id=run.id).state, "handled")

    def test_run_that_is_over_is_not_cancelled(self):
        _scenario, run = self._create_waiting()
        self._work()
        with self.assertRefused("is over already"):
            run.with_user(self.manager).action_cancel("Too late")

    def test_cancelling_needs_a_reason(self):
        _scenario, run = self._create_waiting()
        for reason in ("", "  ", None, ["x"]):
            with self.assertRefused("Say why"):
                run.with_user(self.manager).action_cancel(reason)

    def test_switching_off_cancels_what_waits(self):
        scenario, run = self._create_waiting()
        scenario.with_user(self.designer).action_switch_off()
        self.assertEqual(run.state, "cancelled")
        self.assertIn("switched off", run.error)

    def test_deleting_the_scenario_cancels_what_waits(self):
        scenario, run = self._create_waiting()
        scenario.unlink()
        self.assertEqual(run.state, "cancelled")

    def test_rule_deleted_while_runs_wait_cancels_them(self):
        scenario, run = self._create_waiting()
        scenario.automation_ids.unlink()
        self._work()
        self.assertEqual(run.state, "cancelled")
        self.assertRegex(run.error, "rule .* was deleted")

    def test_record_deleted_while_its_run_waits_cancels_it(self):
        _scenario, run = self._create_waiting()
        run.lead_id.sudo().unlink()
        self._work()
        self.assertEqual(run.state, "cancelled")
        self.assertIn("record was deleted", run.error)
