from odoo.tests import tagged

from .paper_approval_common import PaperApprovalCase


@tagged("post_install", "-at_install")
class TestPaperApproval(PaperApprovalCase):
    """A paper is approved by the approval steps of its case that decide on it."""

    # === ORDER === #

    def test_issued_paper_is_put_to_whoever_was_asked_already(self):
        case = self._start_chain()
        task = case.sudo().task_ids
        self.assertFalse(task.document_id)
        paper = self._issue_contract(case)
        self.assertEqual(self._get_open(paper).user_id, task.user_id)
        self.assertEqual(task.state, "cancelled")
        self.assertEqual(
            self._read(paper, "approval_state", "state"), ("asked", "draft")
        )

    def test_chain_asks_one_after_the_other_and_approves(self):
        paper = self._issue_contract(self._start_chain())
        self.assertEqual(self._get_open(paper).user_id, self.anna)
        self._get_task(paper, self.anna).action_approve("The sums are right")
        self.assertEqual(self._get_open(paper).user_id, self.viktor)
        self.assertEqual(self._read(paper, "state"), ("draft",))
        self._get_task(paper, self.viktor).action_approve()
        self.assertEqual(
            self._read(paper, "state", "approved_by_id", "approval_state"),
            ("approved", self.viktor, "approved"),
        )

    def test_step_that_prepares_the_paper_is_done_by_its_issue(self):
        case = self._start(
            {"name": "Prepare", "kind": "document"},
            self._ask("Approve", self.anna, is_after_previous=True),
        )
        prepare = case.sudo().task_ids
        prepare._write({"document_type": "contract"})
        self.forms["contract"].sudo()._write({"is_mandatory": True})
        self.env.invalidate_all()
        paper = self._issue_contract(case)
        self.assertEqual(prepare.state, "done")
        self.assertEqual(self._get_open(paper).user_id, self.anna)

    def test_paper_that_waits_for_its_turn_is_approved_by_nobody_yet(self):
        case = self._start(
            {"name": "Call"}, self._ask("Approve", self.anna, is_after_previous=True)
        )
        paper = self._issue_contract(case)
        self.assertFalse(self._get_open(paper))
        case.sudo().task_ids.with_user(self.sally).action_done()
        self.assertEqual(self._get_open(paper).user_id, self.anna)

    # === IN PARALLEL, QUORUM === #

    def test_steps_in_parallel_are_asked_at_once_and_all_have_to_agree(self):
        case = self._start(
            self._ask("Accountant", self.anna), self._ask("Director", self.viktor)
        )
        paper = self._issue_contract(case)
        self.assertEqual(self._get_open(paper).user_id, self.anna | self.viktor)
        self._get_task(paper, self.viktor).action_approve()
        self.assertEqual(self._read(paper, "state"), ("draft",))
        self._get_task(paper, self.anna).action_approve()
        self.assertEqual(self._read(paper, "state"), ("approved",))

    def test_enough_approvals_approve_the_paper(self):
        people = (self.anna, self.viktor, self.petro)
        paper = self._issue_contract(self._start(self._ask("All", *people, quorum=2)))
        self._get_task(paper, self.anna).action_approve()
        self.assertEqual(self._read(paper, "state"), ("draft",))
        self._get_task(paper, self.petro).action_approve()
        self.assertEqual(self._read(paper, "state"), ("approved",))
        self.assertFalse(self._get_open(paper))

    # === WHAT FOLLOWS === #

    def test_paper_is_sent_when_the_last_one_has_approved(self):
        self.client.email = "client@sunflower.example"
        paper = self._issue_contract(self._start_chain())
        paper._send_when_approved()
        for user in (self.anna, self.viktor):
            self._get_task(paper, user).action_approve()
        self.env.invalidate_all()
        self.assertEqual(paper.sudo().dispatch_ids.email, "client@sunflower.example")

    def test_approved_paper_opens_the_way_on(self):
        case = self._start_chain()
        paper = self._issue_contract(case)
        with self.assertRefused("Accountant approves"):
            case._move_along(self.way_on)
        for user in (self.anna, self.viktor):
            self._get_task(paper, user).action_approve()
        case._move_along(self.way_on)
        self.assertEqual(case.state, "done")

    def test_step_that_decides_on_another_type_does_not_hold_the_paper(self):
        case = self._start(
            self._ask("Contract", self.anna),
            self._ask("Act", self.viktor, document_type="act"),
        )
        paper = self._issue_contract(case)
        self._get_task(paper, self.anna).action_approve()
        self.assertEqual(self._read(paper, "state"), ("approved",))

    def test_paper_whose_form_needs_no_approval_asks_nobody(self):
        self.forms["contract"].sudo()._write({"needs_approval": False})
        self.env.invalidate_all()
        paper = self._issue_contract(self._start_chain())
        self.assertFalse(self._get_open(paper))
        self.assertEqual(
            self._read(paper, "state", "approval_state"), ("approved", "none")
        )

    def test_second_paper_waits_until_the_first_is_decided(self):
        case = self._start_chain()
        first = self._issue_contract(case)
        second = self._issue_contract(case)
        self._get_task(first, self.anna).action_approve()
        self.assertFalse(self._get_open(second))
        self._get_task(first, self.viktor).action_approve()
        self.assertEqual(self._read(first, "state"), ("approved",))
        self.assertEqual(self._get_open(second).user_id, self.anna)
        for user in (self.anna, self.viktor):
            self._get_task(second, user).action_approve()
        self.assertEqual(self._read(second, "state"), ("approved",))
