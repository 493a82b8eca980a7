from odoo.exceptions import AccessError
from odoo.tests import tagged

from .access_common import AccessCase


@tagged("post_install", "-at_install")
class TestApprovalAccess(AccessCase):
    """Who decides on an approval, hands it over, and asks again."""

    def setUp(self):
        super().setUp()
        self.task = self.case.task_ids.filtered(lambda t: t.step_id == self.approve)

    def test_approver_decides_although_the_deal_is_closed_to_her(self):
        task = self.task.with_user(self.anna)
        with self.assertRaises(AccessError):
            self.lead.with_user(self.anna).read(["name"])
        task.action_approve("Fine")
        self.assertEqual((task.decision, task.done_by_id), ("approved", self.anna))

    def test_approver_refuses_although_the_deal_is_closed_to_her(self):
        self.task.with_user(self.anna).action_refuse("Too dear")
        self.assertEqual(self.task.decision, "refused")
        self.assertIn("Too dear", self.lead.message_ids[:1].body)

    def test_colleague_does_not_decide(self):
        for decide in (
            lambda task: task.action_approve(),
            lambda task: task.action_refuse("No"),
            lambda task: task.action_done(),
        ):
            with self.assertRaises(AccessError):
                decide(self.task.with_user(self.oleh))
            with self.assertRefused("is for anna"):
                decide(self.task.with_user(self.sally))
        self.assertEqual(self.task.state, "open")

    def test_manager_decides(self):
        self.task.with_user(self.head).action_approve()
        self.assertEqual(
            (self.task.user_id, self.task.done_by_id), (self.anna, self.head)
        )

    def test_only_who_may_decide_is_offered_to(self):
        for user, may in ((self.anna, True), (self.head, True), (self.sally, False)):
            self.assertEqual(self.task.with_user(user).may_decide, may)
        self.task.with_user(self.anna).action_approve()
        self.assertFalse(self.task.with_user(self.anna).may_decide)

    def test_nobody_takes_a_decision_over(self):
        task = self.task.with_user(self.sally)
        for values in ({"user_id": self.sally.id}, {"kind": "todo"}):
            with self.assertRefused("is for anna"):
                task.write(values)
        self.assertEqual((self.task.user_id, self.task.kind), (self.anna, "approval"))

    def test_approver_hands_her_decision_over(self):
        self.task.with_user(self.anna).user_id = self.head
        self.env.invalidate_all()
        self.assertEqual(self.task.user_id, self.head)

    def test_decision_is_not_written_past_the_verbs(self):
        task = self.task.with_user(self.anna)
        for values in (
            {"decision": "approved"},
            {"state": "done"},
            {"is_asked_again": True},
        ):
            with self.assertRefused("not written directly"):
                task.write(values)

    def test_whoever_may_write_the_deal_asks_again(self):
        self.task.with_user(self.anna).action_refuse("Too dear")
        self.task.with_user(self.sally).action_ask_again()
        tasks = self.case.task_ids.filtered(lambda t: t.step_id == self.approve)
        self.assertEqual(sorted(tasks.mapped("state")), ["done", "open"])

    def test_approver_does_not_ask_herself_again(self):
        task = self.task.with_user(self.anna)
        task.action_refuse("Too dear")
        self.assertFalse(task.may_ask_again)
        with self.assertRaises(AccessError):
            task.action_ask_again()

    def test_dialogue_decides(self):
        dialogs = self.env["crm.process.task.done"].with_user(self.anna)
        dialog = dialogs.create({"task_id": self.task.id})
        with self.assertRefused("Say why"):
            dialog.action_refuse()
        dialog.result = "Too dear"
        dialog.action_refuse()
        self.assertEqual(
            (self.task.decision, self.task.result), ("refused", "Too dear")
        )

    def test_dialogue_approves(self):
        self.env["crm.process.task.done"].with_user(self.anna).create(
            {"task_id": self.task.id, "result": "Fine"}
        ).action_approve()
        self.assertEqual((self.task.decision, self.task.result), ("approved", "Fine"))

    def test_dialogue_is_not_opened_about_a_foreign_task(self):
        dialogs = self.env["crm.process.task.done"].with_user(self.oleh)
        with self.assertRaises(AccessError):
            dialogs.create({"task_id": self.task.id})

    def test_decisions_stand_on_the_case(self):
        self.task.with_user(self.anna).action_refuse("Too dear")
        case = self.case.with_user(self.sally)
        self.assertEqual(case.approval_ids, self.task.with_user(self.sally))
        self.assertEqual(case.approval_ids.remark, "Too dear")
