from odoo.exceptions import AccessError
from odoo.tests import tagged

from .access_common import AccessCase

NAME = {"fields": {"display_name": {}}}
TASK_FORM = {
    "name": {},
    "case_name": {},
    "instruction": {},
    "state": {},
    "case_id": NAME,
    "lead_id": NAME,
    "order_id": NAME,
    "step_id": NAME,
    "stage_id": NAME,
    "user_id": NAME,
}
CASE_FORM = {
    "name": {},
    "lead_id": NAME,
    "order_id": NAME,
    "partner_id": NAME,
    "route_map": {},
    "can_undo": {},
    "amount": {},
    "deviation_count": {},
    "move_ids": {"fields": {"to_stage_id": NAME}},
    "task_ids": {"fields": {"name": {}, "user_id": NAME}},
    "child_ids": {"fields": {"name": {}}},
}


@tagged("post_install", "-at_install")
class TestAccessForm(AccessCase):
    """Who has one row in hand opens it, though the deal behind it is closed."""

    def setUp(self):
        super().setUp()
        self.task = self.case.task_ids.filtered(lambda t: t.step_id == self.approve)
        self.env.invalidate_all()

    # === THE ACCOUNTANT'S TASK === #

    def test_executor_opens_the_task_and_reads_the_name_of_the_deal(self):
        [shown] = self.task.with_user(self.anna).web_read(TASK_FORM)
        self.assertEqual(shown["case_name"], "Autumn fair")
        self.assertEqual(shown["lead_id"]["display_name"], "Autumn fair")
        self.assertIn("10 %", shown["instruction"])

    def test_executor_decides(self):
        self.task.with_user(self.anna).action_done("Agreed")
        self.assertEqual((self.task.state, self.task.result), ("done", "Agreed"))

    def test_executor_finds_that_task_and_no_other(self):
        tasks = self.env["crm.process.task"].with_user(self.anna)
        self.assertEqual(tasks.search([("case_name", "=", "Autumn fair")]), self.task)
        self.assertClosed(self.case.task_ids - self.task, self.anna)

    def test_executor_reads_nothing_else_of_the_deal(self):
        for rows in (self.case, self.case.move_ids, self.case.deviation_ids):
            with self.subTest(rows._name):
                self.assertClosed(rows, self.anna)
        with self.assertRaises(AccessError):
            self.lead.with_user(self.anna).read(["name"])

    def test_executor_does_not_look_behind_the_name(self):
        behind = {"lead_id": {"fields": {"expected_revenue": {}}}}
        with self.assertRaises(AccessError):
            self.task.with_user(self.anna).web_read(behind)

    def test_colleague_does_not_decide(self):
        for user in (self.oleh, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.task.with_user(user).action_done("Agreed")
        self.assertEqual(self.task.state, "open")

    def test_own_tasks_are_a_list_that_opens(self):
        found = (
            self.env["crm.process.task"]
            .with_user(self.anna)
            .web_search_read([("user_id", "=", self.anna.id)], TASK_FORM)
        )
        self.assertEqual([row["id"] for row in found["records"]], self.task.ids)

    # === THE CASE OF A CLOSED DEAL === #

    def test_case_opens_to_who_answers_for_the_stage(self):
        self.case.stage_user_id = self.anna
        self.env.invalidate_all()
        [shown] = self.case.with_user(self.anna).web_read(CASE_FORM)
        self.assertEqual(shown["lead_id"]["display_name"], "Autumn fair")
        self.assertEqual(shown["amount"], 1000)
        self.assertTrue(shown["route_map"]["next_steps"])
        self.assertEqual([row["id"] for row in shown["task_ids"]], self.task.ids)

    def test_case_opens_to_its_salesperson_with_all_its_rows(self):
        [shown] = self.case.with_user(self.sally).web_read(CASE_FORM)
        self.assertEqual(len(shown["move_ids"]), 1)
        self.assertEqual(len(shown["task_ids"]), 2)

    def test_case_does_not_open_to_a_colleague(self):
        with self.assertRaises(AccessError):
            self.case.with_user(self.oleh).web_read(CASE_FORM)

    def test_who_answers_for_the_stage_moves_the_case_and_its_deal(self):
        self.case.stage_user_id = self.anna
        self.case.with_user(self.anna)._move_along(self.start_work)
        self.assertStands(self.lead, self.doing, self.working, 50)

    def test_refusal_does_not_give_the_deal_away(self):
        with self.assertRaises(AccessError) as caught:
            self.case.with_user(self.oleh).action_undo_move()
        self.assertNotIn("Autumn fair", str(caught.exception))
        self.assertNotIn("sally", str(caught.exception).lower())
