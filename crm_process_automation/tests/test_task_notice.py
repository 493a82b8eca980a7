from datetime import datetime

from odoo.tests import tagged

from .face_common import FaceCase


@tagged("post_install", "-at_install")
class TestTaskNotice(FaceCase):
    """One notification for a person and a transaction, in the person's language."""

    def _get_notices(self, user):
        """Return what the user was notified of, the latest first."""
        return self.env["mail.message"].search(
            [
                ("message_type", "=", "user_notification"),
                ("partner_ids", "in", user.partner_id.ids),
            ]
        )

    def _collect(self, user, action, *arguments):
        """Return the notices that `user` gets by `action` and the commit after it."""
        before = self._get_notices(user)
        action(*arguments)
        self.env.cr.flush()
        return self._get_notices(user) - before

    def _create_leads(self, count):
        Lead = self.env["crm.lead"].with_user(self.sally)
        return Lead.create(
            [
                {"name": f"Deal {n}", "type": "opportunity", "user_id": self.sally.id}
                for n in range(count)
            ]
        )

    # === GIVEN === #

    def test_one_task_given_by_another_is_told(self):
        notice = self._collect(self.anna, self._create_leads, 1)
        self.assertEqual(len(notice), 1)
        self.assertRegex(notice.subject, "Approve – Deal 0")

    def test_many_tasks_given_at_once_are_told_at_once(self):
        notice = self._collect(self.anna, self._create_leads, 15)
        self.assertEqual(len(notice), 1)
        self.assertIn("15", notice.subject)
        self.assertIn("and 5 more", notice.body)

    def test_bulk_move_in_which_some_stay_tells_once(self):
        """The wizard tries smaller and smaller batches, each in a savepoint."""
        leads = self._create_leads(5)
        for lead in leads[::2]:
            self._get_task(self.call_step, lead.case_id.sudo()).action_done()
        self.env.cr.flush()
        wizard = self.env["crm.process.bulk"].with_user(self.sally)
        wizard = wizard.with_context(active_model="crm.lead", active_ids=leads.ids)
        bulk = wizard.create({"verb": "move", "stage_id": self.doing.id})
        notice = self._collect(self.anna, bulk.action_apply)
        self.assertEqual(len(notice), 1)
        self.assertIn("3", notice.subject)

    def test_who_gives_himself_a_task_knows_it(self):
        self.assertFalse(self._collect(self.sally, self._create_leads, 3))

    def test_reassigned_task_is_told_to_the_new_executor(self):
        face = self.call.activity_id.with_env(self.env).with_user(self.sally)
        notice = self._collect(self.oleh, face.write, {"user_id": self.oleh.id})
        self.assertEqual(len(notice), 1)

    def test_task_that_is_cancelled_at_once_is_not_told(self):
        def give_and_take():
            self.call.with_user(self.sally).user_id = self.oleh
            self.call.action_cancel("no need")

        self.assertFalse(self._collect(self.oleh, give_and_take))

    def test_quiet_import_tells_nobody(self):
        task = self.call.with_context(mail_activity_quick_update=True)
        self.assertFalse(
            self._collect(self.oleh, task.write, {"user_id": self.oleh.id})
        )

    # === REMINDED === #

    def test_reminder_says_when_what_and_for_which_deal(self):
        with self.at("2026-12-01 08:00:00"):
            self.call.deadline = datetime(2026, 12, 1, 12, 30)
            notice = self._collect(self.sally, self.call._remind, "reminder")
        self.assertRegex(notice.subject, "Due at 2:30.PM: Call – Autumn fair")

    def test_reminder_speaks_the_language_of_the_executor(self):
        self.sally.lang = "uk_UA"
        with self.at("2026-12-01 08:00:00"):
            self.call.deadline = datetime(2026, 12, 1, 12, 30)
            notice = self._collect(self.sally, self.call._remind, "due")
        self.assertRegex(notice.subject, "14:30.*Зателефонувати")

    def test_many_reminders_are_one_notification(self):
        tasks = self.call | self._create_leads(4).case_id.sudo().task_ids
        calls = tasks.filtered(lambda task: task.kind == "call")
        self.assertEqual(len(self._collect(self.sally, calls._remind, "due")), 1)

    def test_nobody_is_reminded_of_what_is_done(self):
        self.call.action_done()
        self.assertFalse(self._collect(self.sally, self.call._remind, "due"))

    def test_who_has_left_is_not_reminded_but_who_answers_for_the_case(self):
        task = self._get_task(self.approval_step)
        self.anna.active = False
        self.assertTrue(self._collect(self.sally, task._remind, "due"))
