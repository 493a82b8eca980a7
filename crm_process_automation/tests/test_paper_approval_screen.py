from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .paper_approval_common import PaperApprovalCase


@tagged("post_install", "-at_install")
class TestPaperApprovalScreen(PaperApprovalCase):
    """Approvers decide on the form and in the list, of papers and of tasks."""

    def _issue_two(self):
        return self.env["crm.process.document"].union(
            *(
                self._issue_contract(self._start(self._ask("Director", self.viktor)))
                for _number in range(2)
            )
        )

    def _decide(self, records, user, verb, comment=""):
        """Return the verdicts of what `user` does in the list of `records`."""
        is_paper = records._name == "crm.process.document"
        name = "crm.process.document.bulk" if is_paper else "crm.process.task.bulk"
        wizard = self.env[name].with_user(user)
        wizard = wizard.with_context(active_model=records._name, active_ids=records.ids)
        field = "comment" if is_paper else "result"
        bulk = wizard.create({"verb": verb, field: comment})
        bulk.action_apply()
        return bulk.verdict_ids

    # === THE FORM OF A PAPER === #

    def test_approver_is_offered_both_buttons_and_nothing_else(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        verbs = paper.with_user(self.viktor).possible_verbs
        self.assertEqual(verbs, ["approve", "refuse"])
        self.assertNotIn("approve", paper.with_user(self.sally).possible_verbs)
        self.assertNotIn("approve", paper.with_user(self.head).possible_verbs)

    def test_approver_opens_the_form_of_the_paper(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        with Form(paper.with_user(self.viktor)) as form:
            self.assertEqual(form.approval_state, "asked")

    def test_dialogue_refuses(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        dialogs = self.env["crm.process.document.verb"].with_user(self.viktor)
        dialog = dialogs.create({"document_id": paper.id, "verb": "refuse"})
        with self.assertRefused("Say why it is refused"):
            dialog.action_apply()
        dialog.text = "The dates are wrong"
        dialog.action_apply()
        self.assertEqual(self._read(paper, "return_reason"), ("The dates are wrong",))

    def test_dialogue_approves(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        self.env["crm.process.document.verb"].with_user(self.viktor).create(
            {"document_id": paper.id, "verb": "approve"}
        ).action_apply()
        self.assertEqual(self._read(paper, "state"), ("approved",))

    def test_dialogue_is_not_opened_about_a_foreign_paper(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        dialogs = self.env["crm.process.document.verb"].with_user(self.petro)
        with self.assertRaises(AccessError):
            dialogs.create({"document_id": paper.id, "verb": "approve"})

    # === LISTS === #

    def test_many_papers_are_approved_in_their_list(self):
        papers = self._issue_two()
        verdicts = self._decide(papers, self.viktor, "approve")
        self.assertEqual(verdicts.mapped("is_done"), [True, True])
        self.assertEqual(papers.sudo().mapped("state"), ["approved"] * 2)

    def test_many_papers_are_refused_with_one_comment(self):
        papers = self._issue_two()
        self._decide(papers, self.viktor, "refuse", "Too dear")
        self.assertEqual(papers.sudo().mapped("return_reason"), ["Too dear"] * 2)

    def test_list_tells_of_each_paper_that_is_not_ones_own_to_decide(self):
        papers = self._issue_two()
        verdicts = self._decide(
            papers[0] | self._issue("proposal"), self.viktor, "approve"
        )
        self.assertEqual(sorted(verdicts.mapped("is_done")), [False, True])
        verdicts = self._decide(papers[1], self.head, "approve")
        self.assertRegex(verdicts.text, "is for viktor.* to decide")
        verdicts = self._decide(papers[1], self.viktor, "refuse")
        self.assertIn("Say why", verdicts.text)
        self.assertEqual(self._read(papers[1], "state"), ("draft",))

    def test_many_tasks_are_approved_in_their_list(self):
        papers = self._issue_two()
        tasks = papers.sudo().approval_task_ids
        self._decide(tasks, self.viktor, "approve", "Fine")
        self.assertEqual(papers.sudo().mapped("state"), ["approved"] * 2)
        self.assertEqual(tasks.mapped("comment"), ["Fine"] * 2)

    def test_many_tasks_are_refused_in_their_list(self):
        papers = self._issue_two()
        tasks = papers.sudo().approval_task_ids
        with self.assertRefused("Say why it is refused"):
            self._decide(tasks, self.viktor, "refuse")
        self._decide(tasks, self.viktor, "refuse", "Too dear")
        self.assertEqual(papers.sudo().mapped("is_returned"), [True] * 2)

    def test_to_do_is_not_approved_in_the_list(self):
        case = self._start({"name": "Call"})
        verdicts = self._decide(case.sudo().task_ids, self.sally, "approve")
        self.assertIn("is no approval", verdicts.text)

    def test_paper_is_found_by_whoever_is_to_decide(self):
        papers = self._issue_two()
        mine = [
            (
                "approval_task_ids",
                "any",
                [("state", "=", "open"), ("user_id", "=", self.viktor.id)],
            )
        ]
        found = papers.with_user(self.viktor).search(mine)
        self.assertEqual(found, papers.with_user(self.viktor))
        self.assertFalse(papers.with_user(self.petro).search([]) & papers)

    def test_task_of_a_paper_leads_to_its_page(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        task = self._get_task(paper, self.viktor)
        self.assertEqual(task.approval_url, f"/process/approval/{task.id}")
        with Form(task) as form:
            self.assertEqual(form.document_id, paper)
