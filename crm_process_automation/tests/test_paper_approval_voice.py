from odoo.tests import tagged

from .paper_approval_common import PaperApprovalCase


@tagged("post_install", "-at_install")
class TestPaperApprovalVoice(PaperApprovalCase):
    """In a round of several each person has one voice, a manager too."""

    def _issue_for(self, *people, **values):
        return self._issue_contract(self._start(self._ask("All", *people, **values)))

    def _get_deputy_of_head(self):
        return self._create_user("second_head", "sales_team.group_sale_manager")

    # === DECIDING === #

    def test_one_manager_does_not_make_up_a_quorum(self):
        paper = self._issue_for(self.anna, self.viktor)
        self._get_task(paper, self.anna).with_user(self.head).action_approve()
        left = self._get_task(paper, self.viktor).with_user(self.head)
        self.assertFalse(left.may_decide)
        self.assertIn("each of them decides once", left._explain_no_decision())
        for decide in (left.action_approve, left.action_done):
            with self.assertRefused("each of them decides once"):
                decide()
        self.assertEqual(self._read(paper, "state"), ("draft",))

    def test_manager_does_not_decide_for_all_at_once(self):
        paper = self._issue_for(self.anna, self.viktor)
        with self.assertRefused("each of them decides once"):
            self._get_open(paper).with_user(self.head).action_approve()
        self.assertEqual(self._read(paper, "approval_state"), ("asked",))

    def test_two_managers_may(self):
        paper = self._issue_for(self.anna, self.viktor)
        second = self._get_deputy_of_head()
        self._get_task(paper, self.anna).with_user(self.head).action_approve()
        self._get_task(paper, self.viktor).with_user(second).action_approve()
        self.assertEqual(self._read(paper, "state"), ("approved",))

    def test_manager_may_decide_one_of_each_step(self):
        case = self._start(
            self._ask("Accountant", self.anna), self._ask("Director", self.viktor)
        )
        paper = self._issue_contract(case)
        self._get_open(paper).with_user(self.head).action_approve()
        self.assertEqual(self._read(paper, "state"), ("approved",))

    def test_quorum_counts_people(self):
        paper = self._issue_for(self.anna, self.viktor, self.petro, quorum=2)
        for user in (self.anna, self.viktor):
            self._get_task(paper, user).with_user(self.head).sudo().action_approve()
        self.assertEqual(self._read(paper, "state"), ("draft",))

    # === HANDING OVER === #

    def test_whoever_is_asked_already_is_handed_no_second_voice(self):
        paper = self._issue_for(self.anna, self.viktor)
        task = self._get_task(paper, self.anna)
        with self.assertRefused("viktor.* is asked about .* already"):
            task._reassign(self.viktor)
        with self.assertRefused("viktor.* is asked about .* already"):
            task.user_id = self.viktor

    def test_issuer_is_handed_no_approval_of_his_paper(self):
        paper = self._issue_for(self.anna)
        with self.assertRefused("has issued it or asked for it"):
            self._get_task(paper, self.anna)._reassign(self.sally)

    def test_colleague_may_be_handed_it(self):
        paper = self._issue_for(self.anna, self.viktor)
        self._get_task(paper, self.anna)._reassign(self.petro)
        self.assertEqual(self._get_open(paper).user_id, self.viktor | self.petro)
