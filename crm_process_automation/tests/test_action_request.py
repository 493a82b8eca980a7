from odoo.exceptions import AccessError
from odoo.tests import tagged

from .action_common import ActionCase
from .call_common import CallCase


@tagged("post_install", "-at_install")
class TestActionRequest(ActionCase):
    """A contact brings a request: its name, process, stage, responsible and object."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._activate()
        cls.template.is_automatic = False
        cls.client.user_id = cls.sally

    def _create_request(self, model="res.partner", **values):
        return self._create_action(
            "request", model, **{"process_name": "Request from {name}", **values}
        )

    def _get_leads(self):
        return self.env["crm.lead"].search([("name", "=like", "Request%")])

    # === WHAT IS OPENED === #

    def test_contact_becomes_the_client_of_the_request(self):
        with self.assertNoted("Opened the request “Request from Sunflower Ltd”"):
            self._run(self._create_request(), self.client)
        lead = self._get_leads()
        self.assertEqual(lead.name, "Request from Sunflower Ltd")
        self.assertEqual(lead.partner_id, self.client)
        self.assertEqual(lead.user_id, self.sally)
        self.assertEqual(lead.create_uid, self.sally)

    def test_contact_is_left_out_where_it_is_no_object(self):
        self._run(self._create_request(process_is_object=False), self.client)
        self.assertFalse(self._get_leads().partner_id)

    def test_request_goes_through_its_process(self):
        self._run(self._create_request(process_template_code="work"), self.client)
        self.assertEqual(self._get_leads().case_id.stage_id, self.todo)

    def test_request_begins_at_the_stage_named(self):
        action = self._create_request(
            process_template_code="work", process_stage_code="doing"
        )
        self._run(action, self.client)
        lead = self._get_leads()
        self.assertEqual(lead.case_id.stage_id, self.doing)
        self.assertEqual(lead.stage_id, self.working)

    def test_stage_out_of_reach_loses_no_request(self):
        action = self._create_request(
            process_template_code="work", process_stage_code="done"
        )
        with self.assertNoted("From here you can take: Doing"):
            self._run(action, self.client)
        self.assertEqual(self._get_leads().case_id.stage_id, self.todo)

    def test_request_without_a_process_stands_in_its_column(self):
        self._run(
            self._create_request(process_crm_stage_id=self.working.id), self.client
        )
        self.assertEqual(self._get_leads().stage_id, self.working)

    def test_named_person_answers(self):
        action = self._create_request(process_user_id=self.oleh.id)
        self._run(action, self.client, user=self.head)
        self.assertEqual(self._get_leads().user_id, self.oleh)

    def test_order_brings_a_request_of_its_client(self):
        order = self.env["sale.order"].create(
            {"partner_id": self.client.id, "user_id": self.sally.id}
        )
        action = self._create_request("sale.order", process_name="Request after {name}")
        self._run(action, order)
        self.assertEqual(self._get_leads().partner_id, self.client)

    # === ONLY ONE === #

    def test_client_with_an_open_request_gets_no_second(self):
        action = self._create_request()
        self._run(action, self.client)
        with self.assertSkipped("“Request from Sunflower Ltd” of this client is open"):
            self._run(action, self.client)
        self.assertEqual(len(self._get_leads()), 1)

    def test_colleague_of_a_client_with_a_request_brings_no_second(self):
        self._run(self._create_request(), self.client)
        clerk = self.client.create({"name": "Clerk", "parent_id": self.client.id})
        self._run(self._create_request(), clerk, user=self.head)
        self.assertEqual(len(self._get_leads()), 1)

    def test_client_of_a_lost_request_gets_a_new_one(self):
        action = self._create_request()
        self._run(action, self.client)
        self._get_leads().action_set_lost()
        self._run(action, self.client)
        self.assertEqual(len(self._get_leads()), 1)

    def test_who_wants_may_open_two(self):
        action = self._create_request(process_skip_open=False)
        self._run(action, self.client)
        self._run(action, self.client)
        self.assertEqual(len(self._get_leads()), 2)

    def test_batch_opens_one_for_each_client(self):
        clients = self.client | self.client.create([{"name": "A"}, {"name": "B"}])
        self._run(self._create_request(), clients, user=self.head)
        self.assertEqual(self._get_leads().partner_id, clients)

    # === RIGHTS AND BAD INPUT === #

    def test_who_may_open_no_deals_opens_no_request(self):
        clerk = self._create_user("clerk", "base.group_partner_manager")
        with self.assertRaises(AccessError):
            self._run(self._create_request(), self.client, user=clerk)

    def test_nameless_request_warns(self):
        action = self._create_request(process_name=False)
        self.assertRegex(action.warning, "Name the request")

    def test_retired_process_is_named_with_the_remedy(self):
        action = self._create_request(process_template_code="work")
        self.template.action_retire()
        action.invalidate_recordset()
        with self.assertRefused("“Work” has no active version"):
            self._run(action, self.client)


@tagged("post_install", "-at_install")
class TestActionOnCall(ActionCase, CallCase):
    """A missed call brings a request or a task to call back, of strangers, too."""

    def _request(self, call):
        action = self._create_action(
            "request", "crm.process.call", process_name="Request by phone {phone}"
        )
        self._run(action, call, user=self.head)
        return self.env["crm.lead"].search([("name", "=like", "Request by phone%")])

    def _give_callback(self, call, **values):
        action = self._create_action(
            "task",
            "crm.process.call",
            process_name="Call back {phone}",
            process_task_kind="call",
            process_delay=2,
            process_user_id=self.oleh.id,
            **values,
        )
        self._run(action, call, user=self.head)
        return self.env["crm.process.task"].search([("action_id", "=", action.id)])

    def _report_stranger(self, number="+380501112233", call_id="77"):
        return self._report(**{"from": number, "call_id": call_id})

    def test_stranger_brings_a_request_with_the_number(self):
        call = self._report_stranger()
        lead = self._request(call)
        self.assertEqual(lead.phone, call.phone)
        self.assertEqual(call.lead_id, lead)

    def test_stranger_who_calls_again_brings_no_second_request(self):
        self._request(self._report_stranger())
        again = self._report_stranger(call_id="78")
        self.assertEqual(len(self._request(again)), 1)

    def test_client_with_an_open_deal_brings_no_request(self):
        self.assertFalse(self._request(self._report()))

    def test_stranger_is_called_back(self):
        task = self._give_callback(self._report_stranger())
        self.assertEqual((task.kind, task.user_id), ("call", self.oleh))
        self.assertIn("+380501112233", task.instruction)

    def test_client_has_one_task_to_be_called_back(self):
        call = self._report()  # the company's own rule gives the task
        with self.assertSkipped("is open already"):
            self.assertFalse(self._give_callback(call, process_skip_open=False))
        self.assertEqual(len(self._get_callbacks()), 1)

    def test_answered_call_of_a_stranger_closes_the_task(self):
        task = self._give_callback(self._report_stranger())
        self._report(
            **{
                "from": "101",
                "to": "+380501112233",
                "direction": "out",
                "result": "answered",
                "call_id": "79",
            }
        )
        self.assertEqual(task.state, "done")
