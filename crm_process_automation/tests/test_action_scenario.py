from odoo.tests import tagged

from .action_common import ActionCase
from .scenario_common import ScenarioCase


@tagged("post_install", "-at_install")
class TestActionScenario(ActionCase, ScenarioCase):
    """Within a scenario the actions act as its person and tell the journal."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._activate()

    def _get_run(self, scenario):
        self._end_transaction()
        return self._get_runs(scenario)

    def test_task_is_given_by_the_person_of_the_scenario(self):
        action = {"state": "process_task", "process_name": "Ring {partner_id.name}"}
        scenario = self._create_scenario("Ring", action=action)
        lead = self._create_lead(partner_id=self.client.id)
        run = self._get_run(scenario)
        self.assertEqual((run.state, run.error), ("done", False))
        task = lead.case_id.sudo().task_ids
        self.assertEqual(task.name, "Ring Sunflower Ltd")
        self.assertEqual(task.create_uid, self.head)
        self.assertIn("Ring Sunflower Ltd", str(run.trace))

    def test_ordinary_rule_gives_the_task_at_once(self):
        rule = self.env["base.automation"].create(
            {
                "name": "Ring",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "trigger": "on_create",
            }
        )
        self._create_action(
            "task",
            process_name="Ring",
            base_automation_id=rule.id,
            usage="base_automation",
        )
        lead = self._create_lead()
        self.assertEqual(lead.case_id.sudo().task_ids.name, "Ring")

    def test_run_without_anything_to_do_is_skipped_and_says_why(self):
        self.template.is_automatic = False
        action = {"state": "process_move", "process_arrow_kind": "success"}
        scenario = self._create_scenario("Move", action=action)
        self._create_lead()
        run = self._get_run(scenario)
        self.assertEqual(run.state, "skipped")
        self.assertIn("goes through no process", run.error)

    def test_failure_names_the_record_and_the_remedy(self):
        self.template.is_automatic = False
        action = {"state": "process_task", "process_name": "Ring"}
        scenario = self._create_scenario("Ring", action=action)
        lead = self._create_lead()
        lead.sudo().user_id = False
        run = self._get_run(scenario)
        self.assertEqual(run.state, "failed")
        self.assertIn("Nobody answers for “Autumn fair”", run.error)
        self.assertTrue(lead.exists())

    def test_one_bad_deal_spoils_no_other(self):
        self.template.is_automatic = False
        action = {"state": "process_task", "process_name": "Ring"}
        scenario = self._create_scenario("Ring", action=action)
        leads = self._create_lead() | self._create_lead() | self._create_lead()
        leads[1].sudo().user_id = False
        runs = self._get_run(scenario)
        self.assertEqual(runs.mapped("state"), ["done", "failed", "done"])

    def test_scenario_writes_no_more_than_its_person_may(self):
        petro = self._create_user("petro", "sales_team.group_sale_salesman")
        action = {"state": "process_assign", "process_user_id": petro.id}
        scenario = self._create_scenario("Take", action=action, run_as_id=petro.id)
        lead = self._create_lead()
        run = self._get_run(scenario)
        self.assertEqual(run.state, "failed")
        self.assertEqual(lead.user_id, self.sally)

    def test_every_new_contact_brings_a_request(self):
        scenario = self._create_scenario("Request", switch_on=False)
        scenario._get_rules().unlink()
        action = {"state": "process_request", "process_name": "Request from {name}"}
        self._create_rule(scenario, "on_create", action, model="res.partner")
        scenario.with_user(self.designer).action_switch_on()
        clients = self.client.create([{"name": f"Client {n}"} for n in range(3)])
        runs = self._get_run(scenario)
        self.assertEqual(runs.mapped("state"), ["done"] * 3)
        leads = self.env["crm.lead"].search([("partner_id", "in", clients.ids)])
        self.assertEqual(len(leads), 3)
        self.assertEqual(leads.case_id.stage_id, self.todo)
