from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from .lead_common import LeadCase

HAS_PHONE = "[('phone', '!=', False)]"


@tagged("post_install", "-at_install")
class TestTaskGoal(LeadCase):
    """A task whose goal is met otherwise closes by itself and says why."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.env["res.partner"].create({"name": "Client"})

    def _create_goal_step(self, name="Ask for the phone", **values):
        return self._create_step(
            self.todo,
            name,
            **{
                "goal_kind": "domain",
                "goal_subject": "partner",
                "goal_domain": HAS_PHONE,
                **values,
            },
        )

    def _create_running_case(self, **values):
        lead = self._create_running_lead(partner_id=self.client.id, **values)
        return lead.case_id.sudo()

    # === ASSERTIONS === #

    def assertClosed(self, tasks, *sentences):
        """The tasks are done, by nobody, and say why."""
        self.assertEqual(set(tasks.mapped("state")), {"done"})
        self.assertFalse(tasks.done_by_id)
        for task in tasks:
            for sentence in sentences:
                self.assertIn(sentence, task.result)

    # === A RECORD MATCHES === #

    def test_task_closes_when_its_client_matches(self):
        self._create_goal_step()
        task = self._create_running_case().task_ids
        self.client.phone = "+380 44 123 45 67"
        self.assertClosed(task, "“Ask for the phone” is met: “Client” matches")

    def test_task_closes_when_its_deal_matches(self):
        self._create_goal_step(
            goal_subject="lead", goal_domain="[('expected_revenue', '>', 5000)]"
        )
        case = self._create_running_case()
        case.lead_id.with_user(self.sally).expected_revenue = 6000
        self.assertClosed(case.task_ids, "“Autumn fair” matches")

    def test_task_closes_when_its_case_matches(self):
        self._create_goal_step(
            goal_subject="case", goal_domain="[('priority', '=', '3')]"
        )
        case = self._create_running_case()
        case.lead_id.with_user(self.sally).priority = "3"
        self.assertClosed(case.task_ids)

    def test_task_closes_when_an_order_joins_that_matches(self):
        self._create_goal_step(
            goal_subject="order", goal_domain="[('state', '=', 'draft')]"
        )
        case = self._create_running_case()
        self.assertEqual(case.task_ids.state, "open")
        self.env["sale.order"].create(
            {"partner_id": self.client.id, "opportunity_id": case.lead_id.id}
        )
        self.assertClosed(case.task_ids)

    def test_task_closes_when_a_record_behind_the_deal_matches(self):
        self._create_goal_step(
            goal_subject="lead", goal_domain="[('order_ids.state', '=', 'sent')]"
        )
        case = self._create_running_case()
        order = self.env["sale.order"].create(
            {"partner_id": self.client.id, "opportunity_id": case.lead_id.id}
        )
        self.assertEqual(case.task_ids.state, "open")
        order.state = "sent"
        self.assertClosed(case.task_ids)

    def test_another_client_may_match(self):
        self._create_goal_step()
        case = self._create_running_case()
        other = self.client.create({"name": "Other", "phone": "+380 44 765 43 21"})
        case.lead_id.with_user(self.sally).partner_id = other
        self.assertClosed(case.task_ids)

    def test_task_born_with_its_goal_met_closes_at_once(self):
        self._create_goal_step()
        self.client.phone = "+380 44 123 45 67"
        self.assertClosed(self._create_running_case().task_ids, "matches")

    def test_task_stays_open_while_its_client_does_not_match(self):
        self._create_goal_step()
        task = self._create_running_case().task_ids
        self.client.email = "client@example.com"
        self.assertEqual(task.state, "open")

    def test_required_task_that_closed_by_itself_opens_the_gate(self):
        self._create_goal_step(is_required=True)
        case = self._create_running_case().with_user(self.sally)
        self.client.phone = "+380 44 123 45 67"
        case.stage_id = self.doing
        self.assertEqual(case.stage_id, self.doing)

    def test_approval_never_closes_by_itself(self):
        step = self._create_goal_step()
        case = self._create_running_case()
        approval = case.task_ids.create(
            {"case_id": case.id, "step_id": step.id, "name": "X", "kind": "approval"}
        )
        self.client.phone = "+380 44 123 45 67"
        self.assertEqual(approval.state, "open")

    # === WHAT IT COSTS === #

    def test_nobody_looks_for_tasks_while_no_step_has_a_goal(self):
        self._create_step(self.todo, "Call")
        self._create_running_case()
        self._settle()
        self.client.phone = "+380 44 123 45 67"
        clients = self.env.registry["res.partner"]
        with patch.object(clients, "_tell_tasks") as told:
            self.client.function = "Director"
        told.assert_not_called()

    # === THE CLIENT WAS TALKED TO === #

    def _create_call(self, **values):
        now = fields.Datetime.now()
        call = {
            "case_id": self.env["crm.process.case"],
            "lead_id": self.env["crm.lead"],
            "partner_id": self.env["res.partner"],
            "direction": "in",
            "phone_normalized": False,
            "date": now,
        }
        call = SimpleNamespace(**call | values)
        call.sudo = lambda: call
        return call

    def _close_for(self, **values):
        return self.env["crm.process.task"]._close_for_call(self._create_call(**values))

    def _create_call_step(self):
        return self._create_goal_step("Call the client", kind="call", goal_kind="call")

    def test_call_of_the_client_closes_the_task_to_call(self):
        self._create_call_step()
        self._create_step(self.todo, "Write")
        with self.at("2026-11-24 12:00:00"):
            tasks = self._create_running_case().task_ids
        with self.at("2026-11-24 12:05:00"):
            closed = self._close_for(partner_id=self.client)
        self.assertEqual(closed.name, "Call the client")
        self.assertClosed(
            closed, "Talked to the client on 11/24/2026 2:05", "(incoming call)"
        )
        self.assertEqual((tasks - closed).state, "open")

    def test_call_about_a_deal_closes_its_tasks(self):
        self._create_call_step()
        case = self._create_running_case()
        self._close_for(lead_id=case.lead_id, direction="out")
        self.assertClosed(case.task_ids, "(outgoing call)")

    def test_call_about_a_case_leaves_other_matters_of_the_client(self):
        self._create_call_step()
        case, other = self._create_running_case(), self._create_running_case()
        self._close_for(case_id=case, partner_id=self.client)
        self.assertClosed(case.task_ids)
        self.assertEqual(other.task_ids.state, "open")

    def test_call_of_an_employee_is_a_call_of_the_company(self):
        self._create_call_step()
        self.client.is_company = True
        clerk = self.client.create({"name": "Clerk", "parent_id": self.client.id})
        task = self._create_running_case().task_ids
        self._close_for(partner_id=clerk)
        self.assertClosed(task)

    def test_call_of_a_stranger_closes_nothing(self):
        self._create_call_step()
        task = self._create_running_case().task_ids
        self._close_for(partner_id=self.client.create({"name": "Stranger"}))
        self._close_for()
        self.assertEqual(task.state, "open")

    def test_call_before_the_task_was_given_does_not_close_it(self):
        self._create_call_step()
        task = self._create_running_case().task_ids
        before = fields.Datetime.now() - timedelta(hours=1)
        self._close_for(partner_id=self.client, date=before)
        self.assertEqual(task.state, "open")
