from odoo.tests import tagged

from .paper_approval_common import PaperApprovalCase


@tagged("post_install", "-at_install")
class TestPaperApprovalOutcome(PaperApprovalCase):
    """What follows from a decision: who is told, what is sent, what comes back."""

    def _issue_for_viktor(self):
        return self._issue_contract(self._start(self._ask("Director", self.viktor)))

    # === A MANAGER REFUSES === #

    def test_manager_refuses_a_paper_that_nobody_is_asked_about(self):
        case = self._start()
        paper = self._issue_contract(case)
        self.assertIn("refuse", paper.with_user(self.head).possible_verbs)
        with self.assertRefused("Say why"):
            paper.with_user(self.head).action_refuse(" ")
        paper.with_user(self.head).action_refuse("No VAT")
        self.assertEqual(
            self._read(paper, "approval_state", "return_reason", "returned_by_id"),
            ("refused", "No VAT", self.head),
        )
        self.assertEqual(paper.sudo().rework_task_id.user_id, self.sally)
        self.assertEqual(self._get_deviations(case), ["contract_approval"])
        self.assertFalse(paper.sudo().activity_ids)

    def test_salesperson_refuses_no_paper(self):
        paper = self._issue_contract(self._start())
        for user in (self.sally, self.oleh):
            with self.assertRefused("is for a manager to approve|may not read"):
                paper.with_user(user).action_refuse("No")
        self.assertNotIn("refuse", paper.with_user(self.sally).possible_verbs)

    def test_manager_refuses_neither_his_own_nor_an_approved_paper(self):
        own = self._issue_contract(self._start(), user=self.head)
        with self.assertRefused("You have issued"):
            own.with_user(self.head).action_refuse("No")
        paper = self._issue_contract(self._start())
        paper.with_user(self.head).action_approve()
        with self.assertRefused("decided already|approved already"):
            paper.with_user(self.head).action_refuse("No")

    # === THE AUTHOR IS TOLD === #

    def _get_notes(self, paper, user):
        messages = (
            self.env["mail.message"]
            .sudo()
            .search(
                [
                    ("model", "=", paper._name),
                    ("res_id", "=", paper.id),
                    ("message_type", "=", "user_notification"),
                    ("partner_ids", "in", user.partner_id.ids),
                ]
            )
        )
        return " ".join(map(str, messages.mapped("body")))

    def test_author_is_told_that_his_paper_is_approved(self):
        paper = self._issue_for_viktor()
        self._get_task(paper, self.viktor).action_approve()
        self.assertRegex(self._get_notes(paper, self.sally), "viktor.* has approved")

    def test_who_approves_his_own_paper_is_not_told(self):
        self.forms["contract"].sudo()._write({"allows_own_approval": True})
        self.env.invalidate_all()
        paper = self._issue_contract(self._start(self._ask("Self", self.sally)))
        self._get_task(paper, self.sally).action_approve()
        self.assertNotIn("has approved", self._get_notes(paper, self.sally))

    # === THE FILE === #

    def test_changed_file_is_not_decided_on(self):
        paper = self._issue_for_viktor()
        task = self._get_task(paper, self.viktor)
        paper.sudo().attachment_id.raw = b"%PDF-1.4 another"
        self.env.invalidate_all()
        self.assertIn("somebody has changed it", task._explain_no_decision())
        with self.assertRefused("somebody has changed it"):
            task.action_approve()
        self.assertEqual(self._read(paper, "state"), ("draft",))

    def test_task_keeps_which_file_was_decided_on(self):
        paper = self._issue_for_viktor()
        task = self._get_task(paper, self.viktor)
        task.action_approve()
        self.assertEqual(task.sudo().decided_checksum, paper.sudo().checksum)

    # === THE CASE HAS ENDED === #

    def test_end_of_the_case_keeps_its_drafts_from_the_client(self):
        self.client.email = "client@sunflower.example"
        case = self._start(self._ask("Director", self.viktor))
        paper = self._issue_contract(case)
        paper._send_when_approved()
        case.action_cancel("The client has left")
        paper.with_user(self.head).action_approve()
        self.assertFalse(paper.sudo().dispatch_ids)
        self.assertEqual(self._read(paper, "is_sent_when_approved"), (False,))

    def test_paper_of_an_ended_case_is_not_sent_by_its_approval(self):
        self.client.email = "client@sunflower.example"
        case = self._start()
        paper = self._issue_contract(case)
        case.action_cancel("The client has left")
        paper._send_when_approved()
        paper.with_user(self.head).action_approve()
        self.assertFalse(paper.sudo().dispatch_ids)
        told = " ".join(map(str, paper.sudo().message_ids.mapped("body")))
        self.assertIn("Send the paper by hand", told)
