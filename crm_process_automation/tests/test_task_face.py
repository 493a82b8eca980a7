from datetime import date, datetime

from odoo.tests import tagged

from .face_common import FaceCase


@tagged("post_install", "-at_install")
class TestTaskFace(FaceCase):
    """Every open task of somebody has a face: an activity in the inbox."""

    # === MADE === #

    def test_step_of_a_deal_is_an_activity_of_the_deal(self):
        self.assertFaced(
            self.call, res_model="crm.lead", res_id=self.lead.id, user_id=self.sally
        )
        self.assertIn(self.call.activity_id, self.lead.activity_ids)

    def test_face_says_what_to_do_and_how(self):
        self.assertFaced(self.call, summary="Call", note="<p>Ask</p>")

    def test_face_has_the_type_of_the_kind(self):
        call = self.env.ref("mail.mail_activity_data_call")
        approval = self.env.ref("crm_process_automation.mail_activity_type_approval")
        self.assertFaced(self.call, activity_type_id=call)
        self.assertFaced(self.approval, activity_type_id=approval)

    def test_every_kind_has_its_type(self):
        for kind in ("todo", "call", "meeting", "mail", "document", "approval"):
            task = self._create_task(kind=kind, name=kind)
            self.assertTrue(task.activity_id.activity_type_id, kind)

    def test_face_speaks_the_language_of_the_executor(self):
        self.anna.lang = "uk_UA"
        lead = self._create_lead().sudo()
        task = self._get_task(self.approval_step, lead.case_id)
        self.assertFaced(task, summary="Погодити")

    def test_face_stands_on_the_day_of_the_executor(self):
        """At half past ten in the evening in London, it is tomorrow in Kyiv."""
        task = self._create_task(deadline=datetime(2026, 12, 1, 22, 30))
        self.assertFaced(task, date_deadline=date(2026, 12, 2))

    def test_task_without_a_deadline_stands_on_its_planned_day(self):
        task = self._create_task(date_planned=datetime(2026, 12, 1, 10))
        self.assertFaced(task, date_deadline=date(2026, 12, 1))

    def test_task_without_any_moment_stands_on_the_day_it_is_given(self):
        with self.at("2026-12-03 10:00:00"):
            task = self._create_task()
        self.assertFaced(task, date_deadline=date(2026, 12, 3))

    def test_task_without_a_case_is_an_activity_of_its_executor_only(self):
        task = self.env["crm.process.task"].create(
            {"name": "Tidy up", "user_id": self.sally.id}
        )
        self.assertFaced(task, res_model=False, user_id=self.sally)

    def test_task_of_nobody_has_no_face(self):
        self.assertNotFaced(self._create_task(user_id=False))

    def test_executor_does_not_follow_the_deal(self):
        followers = self.lead.sudo().message_partner_ids
        self.assertNotIn(self.anna.partner_id, followers)

    def test_tasks_are_found_by_their_activity(self):
        tasks = self.env["crm.process.task"]
        face = self.call.activity_id
        self.assertEqual(tasks.search([("activity_id", "=", face.id)]), self.call)
        idle = self._create_task(user_id=False)
        without = tasks.search([("activity_id", "=", False)])
        self.assertIn(idle, without)
        self.assertNotIn(self.call, without)

    def test_update_of_the_add_on_gives_old_tasks_their_faces(self):
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM mail_activity")
        self.env.invalidate_all()
        self.env["crm.process.task"]._give_missing_faces()
        self.assertFaced(self.call)
        self.assertFaced(self.approval)

    # === FOLLOWS === #

    def test_new_deadline_moves_the_face(self):
        self.call.deadline = datetime(2026, 12, 1, 10)
        self.assertFaced(self.call, date_deadline=date(2026, 12, 1))

    def test_new_executor_gets_the_face(self):
        self.call.user_id = self.oleh
        self.assertFaced(self.call, user_id=self.oleh)

    def test_task_that_somebody_gets_at_last_has_a_face(self):
        task = self._create_task(user_id=False)
        task.user_id = self.oleh
        self.assertFaced(task, user_id=self.oleh)

    def test_new_name_and_instruction_are_on_the_face(self):
        task = self._create_task(name="Ring")
        task.write({"name": "Ring twice", "instruction": "<p>Softly</p>"})
        self.assertFaced(task, summary="Ring twice", note="<p>Softly</p>")

    # === ENDS === #

    def test_done_task_archives_its_face_with_the_result(self):
        face = self.call.activity_id
        self.call.with_user(self.sally).action_done("agreed")
        self.assertEqual(
            (face.active, face.state, face.feedback), (False, "done", "agreed")
        )
        self.assertEqual(self.call.activity_id, face)

    def test_chatter_tells_once_that_a_task_was_done(self):
        self.call.with_user(self.sally).action_done("agreed")
        messages = self._get_done_messages(self.lead)
        self.assertEqual(len(messages), 1)
        self.assertIn("agreed", messages.body)
        self.assertEqual(messages.author_id, self.sally.partner_id)

    def test_decided_approval_archives_its_face(self):
        face = self.approval.activity_id
        self.approval.with_user(self.anna).action_approve("fine")
        self.assertEqual((face.active, face.feedback), (False, "fine"))

    def test_task_that_closes_by_itself_says_so_on_its_face(self):
        face = self.call.activity_id
        self.call._close_by_itself("The client called.")
        self.assertEqual((face.active, face.feedback), (False, "The client called."))

    def test_cancelled_task_loses_its_face(self):
        face = self.call.activity_id
        self.call.action_cancel("no need")
        self.assertFalse(face.exists())
        self.assertFalse(self._get_done_messages(self.lead))

    # === KEPT === #

    def test_user_does_not_tie_a_task_to_another_activity(self):
        other = (
            self.env["mail.activity"]
            .with_user(self.sally)
            .create({"summary": "Mine", "user_id": self.sally.id})
        )
        other.process_task_id = self.call
        self.assertFalse(other.process_task_id)
        task = self.call.with_user(self.sally)
        with self.assertRefused("made by themselves"):
            task.face_ids = other

    def test_activity_that_is_created_is_no_face(self):
        activities = self.env["mail.activity"].with_user(self.sally)
        values = {"summary": "Mine", "user_id": self.sally.id}
        made = activities.with_context(default_process_task_id=self.call.id).create(
            [values | {"process_task_id": self.call.id}, values]
        )
        self.assertFalse(made.process_task_id)

    # === FACTORIES === #

    def _create_task(self, **values):
        return self.env["crm.process.task"].create(
            {
                "name": "Task",
                "case_id": self.case.id,
                "user_id": self.sally.id,
                **values,
            }
        )
