from datetime import date, datetime

from odoo.exceptions import RedirectWarning
from odoo.tests import tagged

from .face_common import FaceCase

NOVEMBER = "2026-11-30 08:00:00"


@tagged("post_install", "-at_install")
class TestTaskFaceBack(FaceCase):
    """What is done with the face is done with the task."""

    def _get_face(self, task=None, user=None):
        face = (task or self.call).activity_id
        return face.with_env(self.env).with_user(user or self.sally)

    # === DONE === #

    def test_activity_done_is_the_task_done_with_the_feedback(self):
        self._get_face().action_feedback(feedback="agreed")
        self.assertEqual(
            (self.call.state, self.call.result, self.call.done_by_id),
            ("done", "agreed", self.sally),
        )

    def test_chatter_tells_once_that_the_activity_was_done(self):
        self._get_face().action_feedback(feedback="agreed")
        self.assertEqual(len(self._get_done_messages(self.lead)), 1)

    def test_archived_activity_is_the_task_done(self):
        self._get_face().action_archive()
        self.assertEqual(self.call.state, "done")

    def test_many_activities_are_done_at_once(self):
        others = self._create_lead().case_id.sudo().task_ids - self.approval
        calls = self.call | others.filtered(lambda task: task.kind == "call")
        self._get_face(calls).action_done()
        self.assertEqual(calls.mapped("state"), ["done", "done"])

    def test_face_of_a_done_task_does_not_come_back(self):
        face = self._get_face()
        face.action_done()
        with self.assertRefused("“Call” is done"):
            face.action_unarchive()

    def test_activity_of_a_task_that_is_done_already_changes_nothing(self):
        face = self._get_face()
        self.call.action_done("first")
        face.action_feedback(feedback="second")
        self.assertEqual(self.call.result, "first")

    # === APPROVALS === #

    def test_approval_is_not_done_without_a_decision(self):
        face = self._get_face(self.approval, self.anna)
        for act in (face.action_done, face.action_archive):
            with self.assertRaisesRegex(
                RedirectWarning, "approve it or refuse"
            ) as raised:
                act()
            self.assertEqual(raised.exception.args[1]["res_id"], self.approval.id)
        self.assertEqual(self.approval.state, "open")

    # === MOVED === #

    def test_activity_moved_moves_the_deadline_at_the_same_hour(self):
        """From summer time to winter time: nine in the morning stays nine."""
        with self.at("2026-10-22 08:00:00"):
            self.call.deadline = datetime(2026, 10, 23, 6)
            self._get_face().date_deadline = date(2026, 10, 26)
        self.assertEqual(self.call.deadline, datetime(2026, 10, 26, 7))
        self.assertFaced(self.call, date_deadline=date(2026, 10, 26))

    def test_button_of_the_activity_moves_the_deadline(self):
        with self.at("2026-12-01 08:00:00"):
            self.call.deadline = datetime(2026, 12, 1, 14)
            self._get_face().action_reschedule_tomorrow()
            self.assertEqual(self.call.deadline, datetime(2026, 12, 2, 14))

    def test_task_without_a_deadline_gets_one_at_the_end_of_the_day(self):
        self.call.write({"deadline": False, "date_planned": False})
        with self.at(NOVEMBER):
            self._get_face().date_deadline = date(2026, 12, 1)
        self.assertEqual(self.call.deadline, datetime(2026, 12, 1, 16))

    def test_each_of_many_keeps_its_hour(self):
        other = self._get_task(self.call_step, self._create_lead().case_id.sudo())
        self.call.deadline = datetime(2026, 12, 1, 10)
        other.deadline = datetime(2026, 12, 2, 12)
        with self.at(NOVEMBER):
            self._get_face(self.call | other).date_deadline = date(2026, 12, 7)
        self.assertEqual(
            (self.call | other).mapped("deadline"),
            [datetime(2026, 12, 7, 10), datetime(2026, 12, 7, 12)],
        )

    # === GIVEN TO ANOTHER === #

    def test_activity_reassigned_is_the_task_reassigned(self):
        self._get_face().user_id = self.oleh
        self.assertEqual(self.call.user_id, self.oleh)
        self.assertFaced(self.call, user_id=self.oleh)

    def test_activity_taken_from_everybody_stays_on_the_deal(self):
        self._get_face().user_id = False
        self.assertFalse(self.call.user_id)
        self.assertFaced(self.call, res_id=self.lead.id)

    # === DELETED === #

    def test_activity_deleted_cancels_the_task_and_says_who_did_it(self):
        self._get_face().unlink()
        self.assertEqual(self.call.state, "cancelled")
        self.assertIn("The activity was deleted by sally", self.call.comment)

    def test_activity_cancelled_cancels_the_task(self):
        self._get_face().action_cancel()
        self.assertEqual(self.call.state, "cancelled")

    def test_required_step_stays_shut_when_its_activity_is_deleted(self):
        self._get_face().unlink()
        with self.assertRefused("Do the step “Call”"):
            self.case.with_user(self.sally).stage_id = self.doing

    def test_deleted_history_changes_nothing(self):
        face = self._get_face()
        face.action_done()
        face.unlink()
        self.assertEqual(self.call.state, "done")

    # === OTHERS' === #

    def test_activity_that_is_no_face_stays_as_odoo_has_it(self):
        plain = self.lead.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.sally.id
        )
        plain.user_id = self.oleh
        plain.date_deadline = date(2026, 12, 1)
        plain.action_feedback(feedback="done")
        self.assertEqual((plain.active, plain.feedback), (False, "done"))
        self.assertEqual(self.call.state, "open")

    def test_confirmed_order_does_not_delete_the_faces_of_its_to_dos(self):
        order = self.env["sale.order"].create({"partner_id": self.client.id})
        task = self.env["crm.process.task"].create(
            {"name": "Pack", "order_id": order.id, "user_id": self.sally.id}
        )
        self.assertIn(task.activity_id, order.activity_ids)
        order.activity_unlink(["mail.mail_activity_data_todo"])
        self.assertFaced(task)
