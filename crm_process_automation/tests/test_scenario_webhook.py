import json
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from ..models.automation import crm_process_run_execute, crm_process_webhook_failure
from .scenario_common import ScenarioCase
from .webhook_common import HOST, WebhookCase

EXECUTE_LOGGER = crm_process_run_execute.__name__


@tagged("post_install", "-at_install")
class TestScenarioWebhook(ScenarioCase, WebhookCase):
    """A scenario calls another system when what it did is true, and not before."""

    def _create_call_scenario(self, url=None, **values):
        names = ["name", "expected_revenue", "write_date"]
        fields = self.env["ir.model.fields"]
        action = {
            "state": "webhook",
            "name": "Tell the warehouse",
            "webhook_url": url or f"http://{HOST}:{self.system.port}/deals",
            "webhook_field_ids": [fields._get("crm.lead", name).id for name in names],
        }
        return self._create_scenario("Warehouse", action=action, **values)

    def _get_calls(self):
        return self.env["crm.process.webhook"].search([], order="id")

    def test_call_waits_in_the_outbox_and_arrives_after(self):
        scenario = self._create_call_scenario()
        lead = self._create_lead(name="Fair")
        self._end_transaction()
        call, run = self._get_calls(), self._get_runs(scenario)
        self.assertEqual((call.state, self.system.connections), ("pending", 0))
        self.assertEqual((call.scenario_id, call.run_id), (scenario, run))
        self.assertEqual(run.state, "done")
        self.assertIn(HOST, run.trace[0]["text"])
        self.assertEqual(run.trace[0]["ids"], call.ids)
        call.date_due = "2026-11-23 10:00:00"
        self._send()
        self.assertEqual(call.state, "sent")
        [(_path, _headers, body)] = self.system.received
        sent = json.loads(body)
        self.assertEqual((sent["_model"], sent["_id"]), ("crm.lead", lead.id))
        self.assertEqual(sent["name"], "Fair")

    def test_each_record_of_a_batch_has_its_own_call_and_key(self):
        self._create_call_scenario()
        leads = self.env["crm.lead"].create([{"name": str(n)} for n in range(5)])
        self._end_transaction()
        calls = self._get_calls()
        self.assertEqual([json.loads(call.payload)["_id"] for call in calls], leads.ids)
        self.assertEqual(len(set(calls.mapped("idempotency_key"))), 5)

    def test_call_of_a_run_that_fails_is_never_made(self):
        action = [
            {
                "state": "webhook",
                "sequence": 1,
                "webhook_url": f"http://{HOST}:{self.system.port}/deals",
            },
            {"state": "code", "sequence": 2, "code": "raise UserError('No.')"},
        ]
        admin = self.env.ref("base.user_admin")
        scenario = self._create_scenario(
            "Warehouse", action=action, run_as_id=admin.id, switch_on=False
        )
        scenario.with_user(admin).action_switch_on()
        self._create_lead()
        with mute_logger(EXECUTE_LOGGER):
            self._end_transaction()
        self.assertEqual(self._get_runs(scenario).state, "failed")
        self.assertFalse(self._get_calls())
        self._send()
        self.assertEqual(self.system.connections, 0)

    def test_run_that_is_executed_again_calls_with_the_same_key(self):
        self._create_call_scenario()
        self._create_lead()
        self._end_transaction()
        call = self._get_calls()
        run, key = call.run_id, call.idempotency_key
        call.unlink()
        run.write({"state": "pending"})
        run._execute()
        self.assertEqual(self._get_calls().idempotency_key, key)

    def test_address_that_may_not_be_called_fails_the_run_with_the_reason(self):
        scenario = self._create_call_scenario()
        action = scenario.automation_ids.action_server_ids
        action.webhook_url = "https://169.254.169.254/latest"
        self._create_lead()
        with mute_logger(EXECUTE_LOGGER):
            self._end_transaction()
        run = self._get_runs(scenario)
        self.assertEqual(run.state, "failed")
        self.assertIn("inner network", run.error)
        self.assertFalse(self._get_calls())

    def test_address_that_may_not_be_called_is_told_when_it_is_saved(self):
        scenario = self._create_call_scenario()
        action = scenario.automation_ids.action_server_ids
        self.assertFalse(action.warning)
        action.webhook_url = "https://10.0.0.1/latest"
        self.assertIn("inner network", action.warning)

    def test_payload_has_what_the_person_of_the_scenario_may_read(self):
        field = self.env["crm.lead"]._fields["expected_revenue"]
        scenario = self._create_call_scenario()
        self._create_lead()
        with (
            patch.object(field, "groups", "base.group_system"),
            mute_logger(EXECUTE_LOGGER),
        ):
            self._end_transaction()
        self.assertEqual(self._get_runs(scenario).state, "failed")
        self.assertFalse(self._get_calls())

    def test_given_up_call_is_an_incident_of_whoever_switched_the_scenario_on(self):
        self._create_call_scenario()
        self._create_running_lead()
        self._end_transaction()
        call = self._get_calls()
        call.write({"attempts": 5, "date_due": "2026-11-23 10:00:00"})
        self.system.answers = [{"status": 500}]
        with mute_logger(crm_process_webhook_failure.__name__):
            self._send()
        incident = self._get_incidents()
        self.assertEqual(incident.user_id, self.designer)
        self.assertEqual(incident.case_id, call.run_id.case_id)

    # === OUTSIDE A SCENARIO === #

    def _create_plain_action(self):
        return self.env["ir.actions.server"].create(
            {
                "name": "Plain",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "state": "webhook",
                "webhook_url": "http://10.0.0.1/inner",
            }
        )

    def test_plain_action_does_what_odoo_does(self):
        lead, action = self._create_lead(), self._create_plain_action()
        self.assertFalse(action.warning)
        before = len(self.env.cr.postcommit._funcs)
        context = {"active_model": "crm.lead", "active_id": lead.id}
        action.with_context(**context, active_ids=lead.ids).run()
        self.assertFalse(self._get_calls())
        self.assertEqual(len(self.env.cr.postcommit._funcs), before + 1)
        self.env.cr.postcommit.clear()

    # === THE WAY BACK === #

    def test_designer_opens_the_run_of_a_call(self):
        self._create_call_scenario()
        self._create_lead()
        self._end_transaction()
        call = self._get_calls()
        action = call.with_user(self.designer).action_open_run()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("crm.process.run", call.run_id.id)
        )
