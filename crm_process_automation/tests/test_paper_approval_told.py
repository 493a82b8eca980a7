from odoo.tests import tagged

from .paper_approval_common import PaperApprovalCase


@tagged("post_install", "-at_install")
class TestPaperApprovalTold(PaperApprovalCase):
    """Everybody who is asked is told: an activity, and a mail with the link."""

    def _assertTold(self, user, task):
        [activity] = task.sudo().face_ids.filtered("active")
        self.assertEqual(activity.user_id, user)
        link = f"/process/approval/{task.id}"
        bodies = [body for body in self._get_mails(user) if link in body]
        self.assertTrue(bodies, f"{user.login} got no mail with {link}")
        return bodies[0]

    def test_first_approver_is_mailed_the_paper_and_the_link(self):
        paper = self._issue_contract(self._start_chain())
        body = self._assertTold(self.anna, self._get_open(paper))
        for words in (paper.number, "Sunflower Ltd", "1,441.20", "issued by sally"):
            self.assertIn(words, body)

    def test_last_approver_of_the_chain_is_mailed_too(self):
        paper = self._issue_contract(self._start_chain())
        self.env.cr.flush()
        self._get_task(paper, self.anna).action_approve()
        self._assertTold(self.viktor, self._get_open(paper))

    def test_mail_to_the_last_approver_is_really_made_out(self):
        paper = self._issue_contract(self._start_chain())
        self._get_task(paper, self.anna).action_approve()
        self.env.cr.flush()
        task = self._get_open(paper)
        mail = self.env["mail.mail"].search(
            [("recipient_ids", "in", self.viktor.partner_id.ids)], order="id desc"
        )[:1]
        self.assertIn(mail.state, ("outgoing", "sent"))
        self.assertIn(f"/process/approval/{task.id}", mail.body_html)
        self.assertIn(paper.number, mail.subject or mail.mail_message_id.subject)

    def test_who_decides_two_steps_is_told_of_the_second_as_well(self):
        case = self._start(
            self._ask("First", self.anna),
            self._ask("Second", self.anna, is_after_previous=True),
        )
        paper = self._issue_contract(case)
        self.env.cr.flush()
        self._get_task(paper, self.anna).action_approve()
        self._assertTold(self.anna, self._get_open(paper))

    def test_all_of_a_parallel_round_are_mailed(self):
        people = (self.anna, self.viktor, self.petro)
        paper = self._issue_contract(self._start(self._ask("All", *people)))
        for user in people:
            self._assertTold(user, self._get_task(paper, user).sudo())

    def test_revision_is_told_anew(self):
        case = self._start_chain()
        paper = self._issue_contract(case)
        self.env.cr.flush()
        before = len(self._get_mails(self.anna))
        revision = paper.with_user(self.sally).action_revise("A better text")
        self.assertGreater(len(self._get_mails(self.anna)), before)
        self._assertTold(self.anna, self._get_open(revision))

    def test_mail_speaks_the_language_of_the_approver(self):
        self.env["res.lang"]._activate_lang("uk_UA")
        self.anna.lang = "uk_UA"
        paper = self._issue_contract(self._start_chain())
        body = self._assertTold(self.anna, self._get_open(paper))
        self.assertIn("Договір", body)

    def test_inbox_gets_it_where_somebody_handles_notifications_there(self):
        self.anna.notification_type = "inbox"
        paper = self._issue_contract(self._start_chain())
        task = self._get_open(paper)
        self.env.cr.flush()
        told = self.env["mail.notification"].search(
            [
                ("res_partner_id", "=", self.anna.partner_id.id),
                ("notification_type", "=", "inbox"),
            ]
        )
        bodies = " ".join(told.mail_message_id.mapped("body"))
        self.assertIn(f"/process/approval/{task.id}", bodies)

    # === MANAGERS === #

    def test_managers_are_told_of_a_paper_that_nobody_else_decides_on(self):
        paper = self._issue("contract")
        managers = paper.sudo().activity_ids.user_id
        self.assertIn(self.head, managers)
        self.assertFalse(managers & (self.sally | self.manager))
        mails = " ".join(self._get_mails(self.head))
        self.assertIn(paper.number, mails)
        self.assertIn(f"res_id={paper.id}", mails)

    def test_decision_of_one_manager_relieves_the_others(self):
        paper = self._issue("contract")
        paper.with_user(self.head).action_approve()
        self.env.invalidate_all()
        self.assertFalse(paper.sudo().activity_ids)

    def test_managers_are_relieved_when_a_stage_asks(self):
        paper = self._issue("contract")
        case = self._start_chain()
        self.assertTrue(paper.sudo().activity_ids)
        paper.sudo().case_id = case
        case.sudo()._ask_about(paper.sudo())
        self.env.invalidate_all()
        self.assertFalse(paper.sudo().activity_ids)

    def test_cancelled_paper_relieves_the_managers(self):
        paper = self._issue("contract")
        paper.with_user(self.sally).action_cancel("By mistake")
        self.env.invalidate_all()
        self.assertFalse(paper.sudo().activity_ids)

    # === CASES THAT DO NOT RUN === #

    def test_ended_case_asks_the_managers(self):
        case = self._start_chain()
        case.action_cancel("The client has left")
        paper = self._issue_contract(case)
        self.assertFalse(self._get_open(paper))
        self.assertIn(self.head, paper.sudo().activity_ids.user_id)

    def test_case_that_ends_withdraws_what_is_asked(self):
        case = self._start_chain()
        paper = self._issue_contract(case)
        case.action_cancel("The client has left")
        self.assertFalse(self._get_open(paper))
        self.assertEqual(self._read(paper, "approval_state"), ("none",))
        paper.with_user(self.head).action_approve()
        self.assertEqual(self._read(paper, "state"), ("approved",))

    def test_case_of_a_retired_process_still_asks(self):
        case = self._start_chain()
        case.sudo().template_id.action_retire()
        paper = self._issue_contract(case)
        for user in (self.anna, self.viktor):
            self._get_task(paper, user).action_approve()
        self.assertEqual(self._read(paper, "state"), ("approved",))

    def test_refusal_after_the_case_has_ended_is_still_reworked(self):
        case = self._start_chain()
        paper = self._issue_contract(case).sudo()
        case.action_cancel("The client has left")
        paper._return_for_rework("It is wrong", self.viktor)
        self.assertEqual(paper.rework_task_id.user_id, self.sally)
        self.assertFalse(paper.rework_task_id.case_id)
