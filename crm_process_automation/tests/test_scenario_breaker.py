from psycopg2.errors import CheckViolation

from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from .worker_common import AFTERNOON, NOON, WorkerCase


@tagged("post_install", "-at_install")
class TestScenarioBreaker(WorkerCase):
    """A scenario that does harm is stopped before it does more."""

    def test_runs_given_up_in_a_row_pause_the_scenario(self):
        scenario = self._create_scenario("Mark", "on_create", breaker_limit=3)
        _scenario, runs = self._create_waiting(3, scenario)
        self._die(runs)
        self.assertEqual(set(runs.mapped("state")), {"dead"})
        self.assertEqual(scenario.state, "paused")
        self.assertIn("3 runs in a row", scenario.pause_reason)
        kinds = self._get_incidents(scenario_id=scenario.id).mapped("kind")
        self.assertEqual(sorted(kinds), ["run_failed"] * 3 + ["scenario_paused"])

    def test_fewer_do_not(self):
        scenario = self._create_scenario("Mark", "on_create", breaker_limit=4)
        _scenario, runs = self._create_waiting(3, scenario)
        self._die(runs)
        self.assertEqual(scenario.state, "on")

    def test_one_that_was_done_meanwhile_interrupts_the_row(self):
        scenario = self._create_scenario("Mark", "on_create", breaker_limit=2)
        self._create_dead(scenario)
        with self.at("2026-11-23 10:51:00"):
            self._create_leads(1)
            self._end_transaction()
        _scenario, runs = self._create_waiting(1, scenario)
        with self._spoiling(runs, ValueError("no such thing")):
            for time in ("10:52", "10:55", "11:02", "11:45"):
                self._work(f"2026-11-23 {time}:00")
        self.assertEqual((runs.state, scenario.state), ("dead", "on"))

    def test_resumed_scenario_begins_to_count_anew(self):
        scenario = self._create_scenario("Mark", "on_create", breaker_limit=2)
        _scenario, runs = self._create_waiting(2, scenario)
        self._die(runs)
        with self.at("2026-11-23 10:55:00"):
            scenario.with_user(self.designer).action_resume()
            self.assertEqual(scenario._count_given_up(), 0)

    def test_zero_never_pauses(self):
        scenario = self._create_scenario("Mark", "on_create", breaker_limit=0)
        _scenario, runs = self._create_waiting(3, scenario)
        self._die(runs)
        self.assertEqual(scenario.state, "on")

    def test_limits_are_not_negative(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self._create_scenario("Mark", "on_create", breaker_limit=-1)

    # === ONE RECORD AGAIN AND AGAIN === #

    def _change(self, lead, times):
        with self.at(NOON):
            for number in range(times):
                lead.priority = str(number % 3 + 1)
                self._end_transaction()

    def test_run_too_many_on_one_record_is_held_back(self):
        scenario = self._create_scenario(
            "Mark", "on_create_or_write", rule={"watched": ["priority"]}, record_limit=3
        )
        lead = self._create_lead(priority="0")
        self._forget_transaction()
        self._get_runs(scenario)._finish("cancelled", "Not counted")
        self._change(lead, 4)
        runs = self._get_runs(scenario)[1:]
        self.assertEqual(runs.mapped("state"), ["done"] * 3 + ["suppressed"])
        self.assertIn("round in a circle", runs[-1].error)

    def test_held_back_run_is_released(self):
        scenario = self._create_scenario(
            "Mark", "on_create_or_write", rule={"watched": ["priority"]}, record_limit=1
        )
        lead = self._create_lead(priority="0")
        self._forget_transaction()
        self._change(lead, 2)
        held = self._get_runs(scenario, state="suppressed")
        with self.at(NOON):
            held.with_user(self.manager).action_release()
            self._end_transaction()
        self.assertEqual(held.state, "done")

    def test_an_hour_later_it_runs_again(self):
        scenario = self._create_scenario(
            "Mark", "on_create_or_write", rule={"watched": ["priority"]}, record_limit=1
        )
        lead = self._create_lead(priority="0")
        self._forget_transaction()
        self._change(lead, 1)
        with self.at(AFTERNOON):
            lead.priority = "3"
            self._end_transaction()
        self.assertEqual(self._get_runs(scenario)[-1].state, "done")
