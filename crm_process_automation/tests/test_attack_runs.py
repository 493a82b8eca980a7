from odoo.tests import tagged

from ..models.automation.crm_process_run_worker import SHARDS
from .worker_common import NOON, WorkerCase

MAKE_LEAD = {"state": "object_create", "value": "Follow-up"}


@tagged("post_install", "-at_install")
class TestAttackRuns(WorkerCase):
    """Whoever makes runs come twice, without end, or at the wrong time."""

    def _create_breeder(self, **values):
        """A scenario that answers to each new deal with another one."""
        crm_lead = self.env["ir.model"]._get("crm.lead")
        action = MAKE_LEAD | {"crud_model_id": crm_lead.id}
        return self._create_scenario("Breed", "on_create", action=action, **values)

    def _count_offspring(self):
        return self.env["crm.lead"].search_count([("name", "=", "Follow-up")])

    # === WITHOUT END === #

    def test_deals_that_make_deals_come_to_an_end(self):
        scenario = self._create_breeder()
        self.env["crm.lead"].create({"name": "First", "user_id": self.head.id})
        self._end_transaction()
        runs = self._get_runs(scenario)
        self.assertEqual(runs.mapped("depth"), [0, 1, 2, 3, 4, 5, 6])
        self.assertEqual(runs[-1].state, "suppressed")
        self.assertEqual(self._count_offspring(), 6)

    def test_deals_that_make_deals_come_to_an_end_with_the_workers_too(self):
        scenario = self._create_breeder()
        self._create_waiting(1, scenario)
        for _round in range(10):
            self._work()
            self._forget_transaction()
        self.assertEqual(max(self._get_runs(scenario).mapped("depth")), 6)
        self.assertFalse(self._get_runs(scenario, state="pending"))

    def test_runs_of_a_chain_do_not_hide_behind_fresh_ones(self):
        scenario = self._create_breeder()
        _scenario, runs = self._create_waiting(SHARDS + 1, scenario)
        runs[-1].depth = 5  # of the same shard as the first one
        self._work()
        caused = self.Run.search([("cause_run_id", "=", runs[-1].id)])
        self.assertEqual((caused.depth, caused.state), (6, "suppressed"))

    def test_actions_of_a_run_that_another_run_has_cancelled_do_nothing(self):
        _scenario, runs = self._create_waiting(2)
        runs[1]._finish("cancelled", "Mistake")
        runs._execute()
        self.assertEqual(runs.mapped("state"), ["done", "cancelled"])

    # === TWICE === #

    def test_run_that_is_released_twice_in_one_call_acts_once(self):
        scenario = self._create_breeder(policy="suppress")
        Lead = self.env["crm.lead"].with_context(import_file=True)
        Lead.create([{"name": "Imported", "user_id": self.head.id}])
        self._end_transaction()
        run = self._get_runs(scenario)
        runs = self.Run.browse([run.id, run.id]).with_user(self.manager)
        runs.action_release()
        self._end_transaction()
        followers = self.Run.search([("cause_run_id", "=", run.id)])
        self.assertEqual(len(followers), 1)

    def test_run_that_is_cancelled_and_replayed_before_it_acted_acts_once(self):
        scenario = self._create_breeder()
        self.env["crm.lead"].create({"name": "First", "user_id": self.head.id})
        run = self._get_runs(scenario)
        run.with_user(self.manager).action_cancel("Mistake")
        run.with_user(self.manager).action_replay()
        self._end_transaction()
        self.assertEqual(len(self.Run.search([("cause_run_id", "=", run.id)])), 1)
        self.assertEqual(self._count_offspring(), 6)

    # === AT THE WRONG TIME === #

    def test_what_was_left_over_is_not_done_when_switched_on_much_later(self):
        scenario, run = self._create_waiting()
        scenario.with_user(self.designer).action_switch_off()
        run.write({"state": "pending", "date_done": False})  # came meanwhile
        scenario.with_user(self.designer).action_switch_on()
        self._work()
        self.assertEqual(run.state, "cancelled")
        self.assertFalse(run.lead_id.referred)

    def test_runs_wait_while_all_is_stopped_and_go_on_once_afterwards(self):
        company = self.env.company
        company.process_automation_stopped = True
        scenario, runs = self._create_waiting(100)
        self._work()
        self.assertEqual(set(runs.mapped("state")), {"pending"})
        company.process_automation_stopped = False
        for number in range(4):
            name = f"crm_process_automation.ir_cron_run_scenarios_{number + 1}"
            self._work(cron=self.env.ref(name))
        self.assertEqual(set(runs.mapped("state")), {"done"})
        self.assertEqual(len(self._get_runs(scenario)), 100)

    def test_runs_of_a_paused_scenario_go_on_when_it_is_resumed(self):
        scenario, runs = self._create_waiting(3)
        scenario._pause("Something is wrong")
        self._work()
        self.assertEqual(set(runs.mapped("state")), {"pending"})
        scenario.with_user(self.designer).action_resume()
        self._work()
        self.assertEqual(set(runs.mapped("state")), {"done"})

    def test_rule_that_was_edited_while_its_run_waits_acts_once(self):
        scenario, run = self._create_waiting()
        action = scenario.automation_ids.action_server_ids
        action.with_user(self.designer).value = "Edited"
        self._end_transaction()
        self._work()
        self.assertEqual(self._get_runs(scenario), run)
        self.assertEqual((run.state, run.lead_id.referred), ("done", "Edited"))

    def test_deal_that_is_saved_twice_with_the_same_value_is_one_event(self):
        scenario = self._create_scenario(
            "Mark", "on_write", rule={"watched": ["priority"]}
        )
        lead = self._create_lead(priority="0")
        self._end_transaction()
        with self.at(NOON):
            for _click in range(2):
                lead.priority = "2"
                self._end_transaction()
        self.assertEqual(len(self._get_runs(scenario)), 1)
