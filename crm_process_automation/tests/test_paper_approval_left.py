from odoo.tests import tagged

from .paper_approval_common import PaperApprovalCase


@tagged("post_install", "-at_install")
class TestPaperApprovalLeft(PaperApprovalCase):
    """An approver who works here no more leaves no paper that nobody decides on."""

    def _issue_for(self, *people, **values):
        return self._issue_contract(self._start(self._ask("All", *people, **values)))

    def test_deputy_decides_in_his_place(self):
        self.viktor.process_deputy_id = self.petro
        paper = self._issue_for(self.viktor)
        self.viktor.action_archive()
        task = self._get_task(paper, self.petro)
        self.assertRegex(task.assignment_reason, "viktor.*, who works here no more")
        task.action_approve()
        self.assertEqual(
            self._read(paper, "state", "approved_by_id"), ("approved", self.petro)
        )

    def test_head_decides_without_a_deputy(self):
        team = self.env["crm.team"].create({"name": "Fairs", "user_id": self.head.id})
        case = self._start(self._ask("Director", self.viktor))
        case.sudo().team_id = team
        paper = self._issue_contract(case)
        self.viktor.action_archive()
        self.assertEqual(self._get_open(paper).user_id, self.head)

    def test_nobody_gets_two_voices_by_it(self):
        self.viktor.process_deputy_id = self.petro
        paper = self._issue_for(self.viktor, self.petro)
        self.viktor.action_archive()
        users = self._get_open(paper).mapped("user_id.login")
        self.assertEqual(users.count("petro"), 1)

    def test_issuer_gets_no_voice_by_it(self):
        self.viktor.process_deputy_id = self.sally
        paper = self._issue_for(self.viktor)
        self.viktor.action_archive()
        self.assertNotIn(self.sally, self._get_open(paper).user_id)

    def test_who_stays_keeps_his_tasks(self):
        paper = self._issue_for(self.viktor)
        self.petro.action_archive()
        self.assertEqual(self._get_open(paper).user_id, self.viktor)
