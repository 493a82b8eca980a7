from odoo.exceptions import AccessError
from odoo.tests import tagged

from .face_common import FaceCase


@tagged("post_install", "-at_install")
class TestTaskFaceRights(FaceCase):
    """Whoever is to do a task may do it, through its face, too; a stranger may not."""

    def _get_bare_task(self, user):
        return self.env["crm.process.task"].create(
            {"name": "Check", "case_id": self.case.id, "user_id": user.id}
        )

    def test_executor_sees_the_activity_of_a_deal_that_is_closed_to_him(self):
        self.assertFalse(self.lead.with_user(self.anna).has_access("read"))
        self.assertIn(self.approval.activity_id, self._get_inbox(self.anna))

    def test_executor_does_the_activity_of_a_deal_that_is_closed_to_him(self):
        task = self._get_bare_task(self.anna)
        self._get_inbox(self.anna).browse(task.activity_id.id).action_done()
        self.assertEqual((task.state, task.done_by_id), ("done", self.anna))

    def test_clerk_without_process_rights_does_his_activity(self):
        clerk = self._create_user("clerk", "base.group_user")
        task = self._get_bare_task(clerk)
        self._get_inbox(clerk).action_feedback(feedback="packed")
        self.assertEqual((task.state, task.done_by_id), ("done", clerk))

    def test_button_to_the_task_is_for_those_who_may_read_it(self):
        clerk = self._create_user("clerk", "base.group_user")
        self._get_bare_task(clerk)
        self.assertFalse(self._get_inbox(clerk).may_open_process_task)
        approval = self.approval.activity_id.with_env(self.env)
        self.assertTrue(approval.with_user(self.anna).may_open_process_task)

    def test_activity_knows_that_it_is_an_approval(self):
        clerk = self._create_user("clerk", "base.group_user")
        approval = self.approval.activity_id.with_env(self.env)
        self.assertTrue(approval.with_user(self.anna).is_process_approval)
        self._get_bare_task(clerk)
        self.assertFalse(self._get_inbox(clerk).is_process_approval)

    def test_clerk_puts_his_activity_off(self):
        clerk = self._create_user("clerk", "base.group_user")
        task = self._get_bare_task(clerk)
        planned = task.date_planned
        self._get_inbox(clerk).action_reschedule_nextweek()
        self.assertGreater(task.date_planned, planned)

    def test_stranger_does_nothing_with_the_activity(self):
        face = self.call.activity_id.with_env(self.env).with_user(self.anna)
        for act in (
            face.action_done,
            face.unlink,
            lambda: face.write({"user_id": self.anna.id}),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                act()
        self.assertEqual(self.call.state, "open")

    def test_activity_opens_the_task_where_the_deal_is_closed(self):
        face = self.approval.activity_id.with_env(self.env)
        action = face.with_user(self.anna).action_open_document()
        self.assertEqual(
            (action["res_model"], action["res_id"]),
            ("crm.process.task", self.approval.id),
        )

    def test_activity_opens_the_deal_where_that_is_open(self):
        face = self.call.activity_id.with_env(self.env).with_user(self.sally)
        self.assertEqual(face.action_open_document()["res_model"], "crm.lead")

    def test_stranger_does_not_open_the_task_through_the_activity(self):
        face = self.call.activity_id.with_env(self.env).with_user(self.anna)
        with self.assertRaises(AccessError):
            face.action_open_process_task()
