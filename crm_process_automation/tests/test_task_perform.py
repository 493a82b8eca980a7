from odoo.exceptions import AccessError
from odoo.tests import tagged

from .task_common import TaskCase

DONE_DIALOG = "crm.process.task.done"


@tagged("post_install", "-at_install")
class TestTaskPerform(TaskCase):
    """One click begins to do a task, with what its kind is done with."""

    # === KINDS === #

    def test_to_do_asks_what_came_of_it(self):
        task = self._create_bare_task()
        self._open(task.action_perform(), result="They agree").action_apply()
        self.assertEqual((task.state, task.result), ("done", "They agree"))

    def test_call_opens_the_call_log_about_the_deal(self):
        task = self._get_task(self.ring)
        action = task.action_perform()
        self.assertEqual(action["res_model"], "crm.process.call.log")
        self.assertEqual(
            action["context"],
            {
                "default_task_id": task.id,
                "default_case_id": self.case.id,
                "default_lead_id": self.lead.id,
                "default_partner_id": self.client.id,
            },
        )

    def test_meeting_without_an_event_asks_what_came_of_it(self):
        task = self._create_bare_task(kind="meeting")
        self.assertEqual(task.action_perform()["res_model"], DONE_DIALOG)
        self.assertEqual(task.perform_label, "Done…")

    def test_meeting_opens_its_event(self):
        task = self._create_bare_task(
            kind="meeting", date_planned="2026-11-02 08:00:00"
        )
        action = task.action_perform()
        self.assertEqual(action["res_model"], "calendar.event")
        self.assertEqual(action["res_id"], task.sudo().event_id.id)
        self.assertEqual(task.perform_label, "Open Meeting")

    # === MAIL === #

    def _write(self, task):
        action = task.action_perform()
        self.assertEqual(action["res_model"], "mail.compose.message")
        return self._open(action, body="<p>Our offer</p>")

    def test_mail_opens_the_composer_on_the_deal(self):
        composer = self._write(self._get_task(self.write_offer))
        self.assertEqual(composer.model, "crm.lead")
        self.assertEqual(composer._evaluate_res_ids(), self.lead.ids)
        self.assertEqual(composer.partner_ids, self.client)
        self.assertEqual(composer.subject, "Write the offer")

    def test_mail_that_is_sent_is_done(self):
        task = self._get_task(self.write_offer)
        composer = self._write(task)
        self.assertEqual(task.state, "open")
        composer.subject = "Your anniversary"
        composer.action_send_mail()
        self.assertEqual((task.state, task.result), ("done", "Sent: Your anniversary"))
        self.assertEqual(task.done_by_id, self.sally)
        message = self.lead.message_ids.filtered(
            lambda message: message.subject == "Your anniversary"
        )
        self.assertEqual(message.partner_ids, self.client)

    def test_mail_goes_out_though_somebody_was_faster(self):
        task = self._get_task(self.write_offer)
        composer = self._write(task)
        task.sudo().action_done("By telephone")
        composer.action_send_mail()
        self.assertEqual(task.result, "By telephone")
        self.assertEqual(self.lead.message_ids[0].subject, "Write the offer")

    def test_mail_of_later_does_the_task_when_it_goes_out(self):
        task = self._get_task(self.write_offer)
        composer = self._write(task)
        composer.scheduled_date = "2126-11-02 08:00:00"
        composer.action_schedule_message()
        self.assertEqual(task.state, "open")
        scheduled = self.env["mail.scheduled.message"].search(
            [("model", "=", "crm.lead"), ("res_id", "=", self.lead.id)]
        )
        scheduled.with_user(self.sally).post_message()
        self.assertEqual(task.state, "done")
        self.assertEqual(task.done_by_id, self.sally)

    def test_executor_without_a_right_to_the_deal_tells_what_came_of_it(self):
        task = self._create_bare_task(kind="mail", user_id=self.oleh.id)
        action = task.with_user(self.oleh).action_perform()
        self.assertEqual(action["res_model"], DONE_DIALOG)

    # === PAPERS === #

    def _create_file(self, user=None, **values):
        files = self.env["ir.attachment"].with_user(user or self.sally)
        return files.create(
            {"name": "brief.txt", "raw": b"80 guests", "res_model": DONE_DIALOG}
            | values
        )

    def test_paper_stays_with_the_deal_and_is_named_in_the_result(self):
        task, file = self._get_task(self.scan), self._create_file()
        dialog = self._open(
            task.action_perform(), result="Signed", attachment_ids=file.ids
        )
        dialog.action_apply()
        self.assertEqual((file.res_model, file.res_id), ("crm.lead", self.lead.id))
        self.assertEqual(task.result, "Signed\nAttached: brief.txt")
        self.assertIn(file, self.lead.message_ids[0].attachment_ids)

    def test_executor_without_a_right_to_the_deal_leaves_his_paper_there(self):
        task = self._create_bare_task(kind="document", user_id=self.oleh.id)
        file = self._create_file(self.oleh)
        action = task.with_user(self.oleh).action_perform()
        self._open(action, self.oleh, attachment_ids=file.ids).action_apply()
        self.assertEqual((file.res_model, file.res_id), ("crm.lead", self.lead.id))

    def test_paper_of_another_record_is_not_taken_along(self):
        file = self._create_file(res_model="res.partner", res_id=self.client.id)
        task = self._get_task(self.scan)
        dialog = self._open(task.action_perform(), attachment_ids=file.ids)
        with self.assertRefused("bring along yourself"):
            dialog.action_apply()
        self.assertEqual(file.res_model, "res.partner")

    # === APPROVALS === #

    def test_approval_is_refused_with_a_reason(self):
        task = self._create_bare_task(kind="approval")
        dialog = self._open(task.action_perform())
        with self.assertRefused("Say why"):
            dialog.action_refuse()
        dialog.result = "Too dear"
        dialog.action_refuse()
        self.assertEqual(task.decision, "refused")

    def test_approval_is_approved_in_the_dialogue(self):
        task = self._create_bare_task(kind="approval")
        self._open(task.action_perform()).action_approve()
        self.assertEqual(task.decision, "approved")

    def test_approval_of_another_one_is_not_decided(self):
        task = self._create_bare_task(kind="approval", user_id=self.head.id)
        with self.assertRefused("for head .* to decide"):
            task.action_perform()

    # === RIGHTS AND BAD INPUT === #

    def test_nobody_begins_a_foreign_task(self):
        task = self._get_task(self.ring, self.oleh)
        for name in (
            "action_perform",
            "action_open_done",
            "action_open_cancel",
            "action_open_reassign",
            "action_open_deadline",
        ):
            with self.subTest(name), self.assertRaises(AccessError):
                getattr(task, name)()

    def test_task_that_is_done_is_not_begun_again(self):
        task = self._get_task(self.ring)
        task.action_done()
        with self.assertRefused("already done"):
            task.action_perform()
