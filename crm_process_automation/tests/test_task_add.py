from odoo.exceptions import AccessError
from odoo.tests import tagged

from .task_common import TaskCase


@tagged("post_install", "-at_install")
class TestTaskAdd(TaskCase):
    """A task beyond those of the stage is given out where the work is done."""

    def _add(self, user=None, **values):
        dialogs = self.env["crm.process.task.add"].with_user(user or self.sally)
        dialogs.create(
            {"case_id": self.case.id, "name": "Call back", **values}
        ).action_apply()
        return self.case.sudo().task_ids.filtered(lambda task: not task.step_id)

    def test_added_task_belongs_to_the_deal_and_to_who_added_it(self):
        task = self._add(kind="call", deadline="2100-11-02 10:00:00")
        self.assertEqual((task.name, task.kind), ("Call back", "call"))
        self.assertEqual((task.lead_id, task.user_id), (self.lead, self.sally))
        self.assertEqual(task.case_name, "Autumn fair")

    def test_added_task_is_at_hand(self):
        task = self._add()
        self.case.invalidate_recordset(["route_map"])
        self.assertIn(task.id, [drawn["id"] for drawn in self.case.route_map["tasks"]])

    def test_task_may_be_given_to_a_colleague(self):
        task = self._add(user_id=self.oleh.id)
        self.assertTrue(task.with_user(self.oleh).has_access("write"))

    def test_task_without_words_is_refused(self):
        with self.assertRefused("Say what is to be done"):
            self._add(name="   ")

    def test_task_due_in_the_past_is_refused(self):
        with self.assertRefused("lies ahead"):
            self._add(deadline="2020-01-01 10:00:00")

    def test_task_is_not_given_to_who_has_left(self):
        self.oleh.active = False
        with self.assertRefused("does not work here"):
            self._add(user_id=self.oleh.id)

    def test_task_is_not_added_to_an_ended_case(self):
        self.case._move_along(self.refuse_early, text="Too dear")
        with self.assertRefused("ended|Refused"):
            self._add()

    def test_nobody_adds_a_task_to_a_foreign_deal(self):
        with self.assertRaises(AccessError):
            self._add(user=self.oleh)
        with self.assertRaises(AccessError):
            self.case.with_user(self.oleh).action_open_add_task()
