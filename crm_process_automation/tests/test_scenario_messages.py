import json

from odoo.tests import HttpCase, tagged

from .scenario_common import ScenarioCase


@tagged("post_install", "-at_install")
class TestScenarioMessages(ScenarioCase):
    """Messages, phone calls and calls from other systems are events."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.env["res.partner"].create(
            {"name": "Client", "email": "client@example.com"}
        )

    def _write_as_client(self, lead, body="Hello"):
        return lead.sudo().message_post(
            body=body,
            author_id=self.client.id,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
        )

    def test_each_message_of_a_client_is_an_event(self):
        scenario = self._create_scenario("Mark", "on_message_received")
        lead = self._create_lead()
        messages = self._write_as_client(lead) | self._write_as_client(lead, "Again")
        self._end_transaction()
        self.assertEqual(
            set(self._get_runs(scenario).mapped("occurrence")),
            {f"message:{message.id}" for message in messages},
        )
        self.assertEqual(lead.referred, "Mark")

    def test_message_of_a_colleague_is_none_of_a_clients(self):
        received = self._create_scenario("Received", "on_message_received")
        sent = self._create_scenario("Sent", "on_message_sent")
        lead = self._create_lead()
        lead.message_post(
            body="Offer", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        lead.message_post(body="Between us", subtype_xmlid="mail.mt_note")
        self._end_transaction()
        self.assertFalse(self._get_runs(received))
        self.assertEqual(len(self._get_runs(sent)), 1)

    def test_conditions_are_asked_of_messages(self):
        scenario = self._create_scenario(
            "Mark",
            "on_message_received",
            rule={"filter_domain": "[('priority', '=', '3')]"},
        )
        lead = self._create_lead()
        self._write_as_client(lead)
        self._end_transaction()
        self.assertFalse(self._get_runs(scenario))

    def test_missed_call_is_an_event_named_by_the_exchange(self):
        scenario = self._create_scenario(
            "Call back",
            "on_create",
            action={
                "state": "object_write",
                "update_path": "note",
                "value": "Call back",
            },
            rule={
                "model": "crm.process.call",
                "filter_domain": "[('result', '=', 'missed')]",
            },
        )
        values = {"direction": "in", "phone": "+380671234567"}
        calls = self.env["crm.process.call"].create(
            [
                {**values, "result": "missed", "external_id": "A-1"},
                {**values, "result": "answered", "external_id": "A-2"},
            ]
        )
        self._end_transaction()
        run = self._get_runs(scenario)
        self.assertEqual((run.kind, run.res_id), ("call", calls[0].id))
        self.assertIn("A-1", run.occurrence)


@tagged("post_install", "-at_install")
class TestScenarioWebhook(HttpCase, ScenarioCase):
    """A system that calls twice about one event has brought about one."""

    def test_call_that_is_repeated_is_one_event(self):
        scenario = self._create_scenario("Mark", "on_webhook")
        lead = self._create_lead()
        self._end_transaction()
        payload = {"_model": "crm.lead", "_id": lead.id}
        for number in ("e-1", "e-1", "e-2"):
            self.url_open(
                f"/web/hook/{scenario.automation_ids.webhook_uuid}",
                data=json.dumps({**payload, "_event_id": number}),
                headers={"Content-Type": "application/json"},
            ).raise_for_status()
        self.env.invalidate_all()
        runs = self._get_runs(scenario, kind="webhook")
        self.assertEqual(runs.mapped("occurrence"), ["e-1", "e-2"])
        self.assertEqual(lead.referred, "Mark")
