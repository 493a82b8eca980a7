from odoo.tests import tagged

from .paper_approval_common import PaperApprovalCase


@tagged("post_install", "-at_install")
class TestPaperApprovalRefusal(PaperApprovalCase):
    """A refused paper goes back to be reworked, and its revision is asked anew."""

    def _issue_refused(self, case=None):
        """Return a contract that Anna has approved, and Viktor refused."""
        paper = self._issue_contract(case or self._start_chain())
        self._get_task(paper, self.anna).action_approve()
        self._get_task(paper, self.viktor).action_refuse("The dates are wrong.")
        return paper

    # === REFUSED === #

    def test_refusal_needs_a_word(self):
        paper = self._issue_contract(self._start_chain())
        task = self._get_task(paper, self.anna)
        for comment in (False, "", " \n "):
            with self.assertRefused("Say why it is refused"):
                task.action_refuse(comment)
            with self.assertRefused("Say why it is refused"):
                paper.with_user(self.anna).action_refuse(comment)
        self.assertEqual(self._read(paper, "approval_state"), ("asked",))

    def test_refused_paper_stays_an_unsent_draft_and_says_why(self):
        paper = self._issue_refused()
        self.assertEqual(
            self._read(paper, "state", "is_returned", "approval_state", "date_sent"),
            ("draft", True, "refused", False),
        )
        self.assertEqual(
            self._read(paper, "return_reason", "returned_by_id"),
            ("The dates are wrong.", self.viktor),
        )
        with self.assertRefused("waits to be approved"):
            paper.with_user(self.sally).action_send()

    def test_refusal_is_a_deviation_of_its_type(self):
        case = self._start_chain()
        self._issue_refused(case)
        self.assertEqual(self._get_deviations(case), ["contract_approval"])
        self.assertIn("The dates are wrong", case.sudo().deviation_ids.cause)

    def test_refused_proposal_is_a_reworked_proposal(self):
        self.forms["proposal"].sudo()._write({"needs_approval": True})
        self.env.invalidate_all()
        case = self._start(self._ask("Director", self.viktor, document_type="proposal"))
        paper = self._issue("proposal", case_id=case.id)
        self._get_task(paper, self.viktor).action_refuse("Too cheap")
        self.assertEqual(self._get_deviations(case), ["rework_proposal"])

    def test_task_to_rework_it_begins_on_the_paper(self):
        paper = self._issue_refused()
        task = paper.sudo().rework_task_id.with_user(self.sally)
        action = task.action_perform()
        self.assertEqual(
            (action["res_model"], action["res_id"]), (paper._name, paper.id)
        )
        self.assertEqual(task.perform_label, "Open Paper")

    def test_responsible_is_given_a_task_to_rework_it(self):
        paper = self._issue_refused()
        task = paper.sudo().rework_task_id
        self.assertEqual((task.user_id, task.state), (self.sally, "open"))
        self.assertIn("The dates are wrong", task.instruction)
        self.assertIn(paper.number, task.name)
        self.assertTrue(task.deadline)

    def test_one_refusal_of_parallel_steps_withdraws_the_others(self):
        case = self._start(
            self._ask("Accountant", self.anna), self._ask("Director", self.viktor)
        )
        paper = self._issue_contract(case)
        self._get_task(paper, self.anna).action_refuse("No VAT")
        self.assertFalse(self._get_open(paper))
        self.assertEqual(self._get_deviations(case), ["contract_approval"])
        left = paper.sudo().approval_task_ids.filtered(lambda t: not t.decision)
        self.assertRegex(left.comment, "was refused by anna")

    def test_refusal_that_leaves_enough_others_returns_nothing(self):
        people = (self.anna, self.viktor, self.petro)
        paper = self._issue_contract(self._start(self._ask("All", *people, quorum=2)))
        self._get_task(paper, self.anna).action_refuse("No")
        self.assertEqual(self._read(paper, "is_returned"), (False,))
        self._get_task(paper, self.viktor).action_approve()
        self._get_task(paper, self.petro).action_approve()
        self.assertEqual(self._read(paper, "state"), ("approved",))

    def test_case_says_to_revise_it(self):
        case = self._start_chain()
        paper = self._issue_refused(case)
        with self.assertRefused(
            "refused by viktor.*The dates are wrong. Revise “Contract No. "
            f"{paper.number}”, or ask again"
        ):
            case._move_along(self.way_on)

    def test_nobody_approves_a_returned_paper_by_the_button(self):
        paper = self._issue_refused()
        with self.assertRefused("was refused by viktor.*Revise it"):
            paper.with_user(self.head).action_approve()

    # === REVISED === #

    def test_revision_is_asked_anew_from_the_first_on(self):
        paper = self._issue_refused()
        revision = paper.with_user(self.sally).action_revise("Dates corrected")
        self.assertEqual(self._get_open(revision).user_id, self.anna)
        for user in (self.anna, self.viktor):
            self._get_task(revision, user).action_approve()
        self.assertEqual(self._read(revision, "state"), ("approved",))
        self.assertEqual(self._read(paper, "state"), ("draft",))

    def test_revision_closes_the_task_to_rework(self):
        paper = self._issue_refused()
        task = paper.sudo().rework_task_id
        paper.with_user(self.sally).action_revise("Dates corrected")
        self.env.invalidate_all()
        self.assertEqual(task.state, "done")
        self.assertIn("revision 2", task.result)

    def test_revision_before_anybody_has_decided_is_asked_by_new_tasks(self):
        paper = self._issue_contract(self._start_chain())
        tasks = self._get_open(paper)
        revision = paper.with_user(self.sally).action_revise("A better text")
        self.assertEqual(self._get_open(revision).user_id, tasks.user_id)
        self.assertEqual(tasks.state, "cancelled")
        self.assertFalse(self._get_open(paper))

    def test_approval_of_the_revision_before_counts_no_more(self):
        people = (self.anna, self.viktor)
        paper = self._issue_contract(self._start(self._ask("Both", *people)))
        self._get_task(paper, self.anna).action_approve()
        revision = paper.with_user(self.sally).action_revise("A better text")
        self.assertEqual(self._get_open(revision).user_id, self.anna | self.viktor)
        self._get_task(revision, self.viktor).action_approve()
        self.assertEqual(self._read(revision, "state"), ("draft",))

    def test_approved_paper_that_is_revised_is_asked_anew(self):
        case = self._start_chain()
        paper = self._issue_contract(case)
        for user in (self.anna, self.viktor):
            self._get_task(paper, user).action_approve()
        revision = paper.with_user(self.sally).action_revise("The client wants more")
        self.assertEqual(self._get_open(revision).user_id, self.anna)
        with self.assertRefused("Accountant approves"):
            case._move_along(self.way_on)

    def test_asking_again_asks_about_the_same_paper(self):
        case = self._start_chain()
        paper = self._issue_refused(case)
        refused = paper.sudo().approval_task_ids.filtered(
            lambda task: task.decision == "refused"
        )
        rework = paper.sudo().rework_task_id
        refused.with_user(self.sally).action_ask_again()
        self.assertEqual(self._get_open(paper).user_id, self.viktor)
        self.assertEqual(
            self._read(paper, "is_returned", "approval_state"), (False, "asked")
        )
        self.assertEqual(rework.state, "done")
        self._get_task(paper, self.viktor).action_approve("Agreed by telephone")
        self.assertEqual(self._read(paper, "state"), ("approved",))

    # === CANCELLED === #

    def test_cancelled_paper_withdraws_what_is_asked(self):
        paper = self._issue_contract(self._start_chain())
        task = self._get_open(paper)
        paper.with_user(self.sally).action_cancel("The client has left")
        self.assertEqual(self._read(paper, "approval_state"), ("none",))
        self.assertEqual(task.state, "cancelled")
        self.assertIn("was cancelled", task.comment)

    def test_cancelled_paper_needs_no_rework(self):
        paper = self._issue_refused()
        paper.with_user(self.sally).action_cancel("The client has left")
        self.env.invalidate_all()
        self.assertEqual(paper.sudo().rework_task_id.state, "done")

    def test_paper_after_a_cancelled_one_is_asked_about(self):
        case = self._start_chain()
        self._issue_contract(case).with_user(self.sally).action_cancel("Wrong form")
        paper = self._issue_contract(case)
        self.assertEqual(self._get_open(paper).user_id, self.anna)
