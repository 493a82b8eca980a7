from odoo.exceptions import AccessError
from odoo.tests import tagged

from .assignment_common import MONDAY
from .decided_paper_common import DecidedPaperCase


@tagged("post_install", "-at_install")
class TestDecidedPaper(DecidedPaperCase):
    """A paper whose form names a process is approved by it."""

    def test_issue_begins_the_process_that_the_form_names(self):
        paper, case = self._issue_contract()
        self.assertEqual(paper.state, "draft")
        self.assertEqual(case.approval_document_id, paper)
        self.assertEqual(case.asked_by_id, self.sally)
        self.assertEqual(case.subject_order_id, self.order)

    def test_director_reads_the_file_of_the_paper_without_the_deal(self):
        paper, case = self._issue_contract()
        self.assertFalse(self.lead.with_user(self.director).has_access("read"))
        seen = case.with_user(self.director)
        self.assertEqual(seen.approval_preview, "pdf")
        self.assertTrue(seen.approval_pdf)
        self.assertEqual(seen.action_open_approval_file()["type"], "ir.actions.act_url")
        task = self._get_task(case)
        self.assertTrue(task.approval_pdf)
        self.assertEqual(task.approval_name, paper.display_name)

    def test_approved_process_approves_the_paper(self):
        paper, case = self._issue_contract()
        task = self._get_task(case)
        task.action_approve()
        self.assertEqual(case.outcome, "success")
        self.assertEqual(paper.state, "approved")
        self.assertEqual(paper.approved_by_id, self.director)
        self.assertEqual(task.decided_checksum, paper.checksum)

    def test_refused_paper_stays_a_draft_and_its_revision_goes_on(self):
        paper, case = self._issue_contract()
        self._get_task(case).action_refuse("Clause 5")
        self.assertEqual(paper.state, "draft")
        self.assertEqual(case.stage_id.code, "rework")
        revision = paper.action_revise("Clause 5 corrected")
        self.assertEqual(revision.sudo().approval_case_ids, case)
        self.assertEqual(case.stage_id.code, "approval")
        self._get_task(case).action_approve()
        self.assertEqual(revision.state, "approved")

    def test_refused_paper_is_returned_and_its_deal_knows_why(self):
        paper, case = self._issue_contract()
        self._get_task(case).action_refuse("Clause 5")
        self.assertTrue(paper.is_returned)
        self.assertIn("Clause 5", paper.return_reason)
        self.assertEqual(paper.returned_by_id, self.director)

    def test_page_of_the_mail_shows_the_file_to_the_director(self):
        paper, case = self._issue_contract()
        file = self._get_task(case)._get_file_to_decide()
        self.assertEqual(file, paper.sudo().attachment_id)

    def test_revision_meanwhile_is_asked_for_instead(self):
        paper, case = self._issue_contract()
        former = self._get_task(case)
        revision = paper.action_revise("Another price")
        self.assertEqual(case.approval_document_id, revision)
        self.assertEqual(former.state, "cancelled")
        self._get_task(case).action_approve()
        self.assertEqual(revision.state, "approved")

    def test_form_without_a_process_begins_none(self):
        self.forms["contract"].sudo()._write({"approval_template_id": None})
        self.env.invalidate_all()
        with self.at(MONDAY):
            paper = self._issue("contract")
        self.assertFalse(paper.sudo().approval_case_ids)

    def test_process_that_is_retired_begins_none(self):
        self.route.action_retire()
        with self.at(MONDAY):
            paper = self._issue("contract")
        self.assertFalse(paper.sudo().approval_case_ids)
        self.assertEqual(paper.state, "draft")

    def test_paper_that_is_approved_otherwise_ends_the_process(self):
        paper, case = self._issue_contract()
        paper.sudo().action_approve()
        self.assertEqual(case.state, "cancelled")
        self.assertFalse(case.sudo()._get_open_approval_tasks())

    def _issue_unasked(self, asker):
        """Return a contract whose process, begun by `asker`, asks nobody yet."""
        with self.at(MONDAY):
            paper = self._issue("contract")
        paper.sudo().approval_case_ids.asked_by_id = asker
        self.assertEqual(paper.approval_state, "none")
        return paper.with_user(self.head)

    def test_manager_who_asked_does_not_approve_it_by_the_button(self):
        paper = self._issue_unasked(self.head)
        with self.assertRaisesRegex(AccessError, "You asked for .* yourself"):
            paper.action_approve()
        self.assertEqual(paper.state, "draft")

    def test_manager_approves_by_the_button_what_another_asked_for(self):
        paper = self._issue_unasked(self.sally)
        paper.action_approve()
        self.assertEqual(paper.state, "approved")

    def test_cancelled_paper_ends_the_process(self):
        paper, case = self._issue_contract()
        paper.with_user(self.head).action_cancel("Wrong client")
        self.assertEqual(case.state, "cancelled")

    def test_paper_is_asked_for_only_once(self):
        paper, _case = self._issue_contract()
        cases = self.env["crm.process.case"].with_user(self.sally)
        with self.assertRefused("is being approved already"):
            cases._ask_to_approve(paper, {"template_id": self.route.id})

    def test_approved_paper_needs_no_approval(self):
        with self.at(MONDAY):
            paper = self._issue("proposal")
        cases = self.env["crm.process.case"].with_user(self.sally)
        with self.assertRefused("is no issued draft"):
            cases._ask_to_approve(paper, {"template_id": self.route.id})
