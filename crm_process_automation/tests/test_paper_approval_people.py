from odoo.exceptions import AccessError
from odoo.tests import tagged

from .paper_approval_common import PaperApprovalCase


@tagged("post_install", "-at_install")
class TestPaperApprovalOwn(PaperApprovalCase):
    """Nobody decides on a paper that he has issued himself, unless its form allows."""

    def test_issuer_is_not_asked_where_enough_others_are(self):
        case = self._start(self._ask("All", self.sally, self.anna, quorum=1))
        paper = self._issue_contract(case)
        self.assertEqual(self._get_open(paper).user_id, self.anna)
        spared = paper.sudo().approval_task_ids.filtered(
            lambda task: task.user_id == self.sally
        )
        self.assertRegex(spared.comment, "own matter of sally .* does not decide")

    def test_issuer_who_is_the_only_one_is_refused_and_managers_are_told(self):
        case = self._start(self._ask("Self", self.sally))
        paper = self._issue_contract(case)
        task = self._get_task(paper, self.sally)
        self.assertFalse(task.may_decide)
        for decide in (
            task.action_approve,
            task.action_done,
            lambda: task.action_refuse("No"),
            lambda: paper.with_user(self.sally).action_approve(),
        ):
            with self.assertRefused("somebody else decides|You have issued"):
                decide()
        self.assertIn(self.head, paper.sudo().activity_ids.user_id)
        self._get_open(paper).with_user(self.head).action_approve()
        self.assertEqual(
            self._read(paper, "state", "approved_by_id"), ("approved", self.head)
        )

    def test_issuer_hands_his_task_over(self):
        paper = self._issue_contract(self._start(self._ask("Self", self.sally)))
        self._get_task(paper, self.sally).user_id = self.petro
        self._get_task(paper, self.petro).action_approve()
        self.assertEqual(self._read(paper, "state"), ("approved",))

    def test_manager_who_issued_it_decides_in_nobodys_place(self):
        case = self._start(self._ask("Director", self.viktor))
        paper = self._issue_contract(case, user=self.head)
        task = self._get_open(paper).with_user(self.head)
        self.assertFalse(task.may_decide)
        with self.assertRefused("somebody else decides"):
            task.action_approve()

    def test_manager_does_not_approve_his_own_paper_by_the_button(self):
        paper = self._issue("contract", user=self.head)
        with self.assertRefused("You have issued"):
            paper.with_user(self.head).action_approve()
        self.assertNotIn("approve", paper.with_user(self.head).possible_verbs)
        other = self._create_user("other_head", "sales_team.group_sale_manager")
        paper.with_user(other).action_approve()
        self.assertEqual(self._read(paper, "state"), ("approved",))

    def test_form_may_allow_it(self):
        self.forms["contract"].sudo()._write({"allows_own_approval": True})
        self.env.invalidate_all()
        paper = self._issue_contract(self._start(self._ask("Self", self.sally)))
        self._get_task(paper, self.sally).action_approve()
        self.assertEqual(self._read(paper, "state"), ("approved",))

    def test_paper_that_the_system_issues_is_the_responsibles_own(self):
        paper = self.order.sudo().with_user(1)._issue_document("contract")
        self.assertEqual(paper.issued_by_id, self.sally)

    def test_who_issued_it_is_not_written(self):
        paper = self._issue("contract")
        for values in ({"issued_by_id": self.oleh.id}, {"is_returned": True}):
            with self.assertRefused("cannot be written directly"):
                paper.with_user(self.sally).write(values)


@tagged("post_install", "-at_install")
class TestPaperApprovalAccess(PaperApprovalCase):
    """An approver without rights in CRM reads the paper by his task, nothing else."""

    def test_accountant_without_crm_rights_decides_a_contract(self):
        paper = self._issue_contract(self._start(self._ask("Accountant", self.anna)))
        with self.assertRaises(AccessError):
            self.lead.with_user(self.anna).read(["name"])
        with self.assertRaises(AccessError):
            self.order.with_user(self.anna).read(["name"])
        self._get_task(paper, self.anna).action_approve("The sums are right")
        self.assertEqual(
            self._read(paper, "state", "approved_by_id"), ("approved", self.anna)
        )

    def test_approver_reads_the_paper_and_its_file_by_his_task(self):
        case = self._start(self._ask("Director", self.viktor))
        other, paper = self._issue_contract(self.case), self._issue_contract(case)
        self.assertOpen(paper, self.viktor)
        self.assertClosed(other, self.viktor)
        file = paper.sudo().attachment_id.with_user(self.viktor)
        self.assertTrue(file.raw.startswith(b"%PDF"))
        with self.assertRaises(AccessError):
            other.sudo().attachment_id.with_user(self.viktor).read(["raw"])

    def test_approver_still_reads_what_he_has_decided(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        self._get_task(paper, self.viktor).action_approve()
        self.assertOpen(paper, self.viktor)

    def test_whose_task_was_withdrawn_reads_no_more(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        paper.with_user(self.sally).action_cancel("By mistake")
        self.assertClosed(paper, self.viktor)

    def test_approver_writes_and_sends_nothing(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        self.assertMayNot("write", paper, self.viktor)
        for verb, arguments in (
            ("action_send", ()),
            ("action_cancel", ("No",)),
            ("action_revise", ("No",)),
        ):
            with self.subTest(verb), self.assertRaises(AccessError):
                getattr(paper.with_user(self.viktor), verb)(*arguments)

    def test_nobody_opens_a_paper_by_a_task_that_he_gives_himself(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        tasks = self.env["crm.process.task"].with_user(self.petro)
        values = {"name": "Mine", "kind": "approval", "user_id": self.petro.id}
        with self.assertRefused("not written directly"):
            tasks.create(values | {"document_id": paper.id})
        task = tasks.with_context(default_document_id=paper.id).create(values)
        self.assertFalse(task.document_id)
        with self.assertRefused("not written directly"):
            task.write({"document_id": paper.id})
        self.assertClosed(paper, self.petro)

    def test_colleague_and_issuer_do_not_decide_for_the_approver(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        for user in (self.oleh, self.petro):
            with self.assertRaises(AccessError):
                paper.with_user(user).action_approve()
        with self.assertRefused("somebody else decides|You have issued"):
            paper.with_user(self.sally).action_approve()
        self.assertEqual(self._read(paper, "state"), ("draft",))

    def test_manager_who_was_not_asked_does_not_approve_past_the_approvers(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        with self.assertRefused("is for viktor.* to decide"):
            paper.with_user(self.head).action_approve()

    def test_approver_approves_on_the_paper(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        self.assertTrue(paper.with_user(self.viktor).may_decide)
        paper.with_user(self.viktor).action_approve("Fine")
        task = paper.sudo().approval_task_ids
        self.assertEqual((task.decision, task.comment), ("approved", "Fine"))

    def test_approver_refuses_on_the_paper(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        with self.assertRefused("is for viktor.* to decide"):
            paper.with_user(self.head).action_refuse("No")
        paper.with_user(self.viktor).action_refuse("No")
        self.assertEqual(self._read(paper, "approval_state"), ("refused",))
