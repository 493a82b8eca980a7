from odoo.exceptions import AccessError
from odoo.tests import tagged

from .document_common import DocumentCase


@tagged("post_install", "-at_install")
class TestDocumentAccess(DocumentCase):
    """Who reads, issues and decides on a paper, and who does not."""

    def test_whoever_reads_the_deal_reads_its_papers(self):
        paper = self._issue()
        self.assertOpen(paper, self.sally)
        self.assertOpen(paper, self.head)

    def test_colleague_without_the_deal_does_not_read_them(self):
        self.assertClosed(self._issue(), self.oleh)

    def test_responsible_of_a_paper_reads_it_though_the_deal_is_closed_to_him(self):
        paper = self._issue(user_id=self.oleh.id)
        self.assertOpen(paper, self.oleh)
        with self.assertRaises(AccessError):
            paper.with_user(self.oleh).lead_id.read(["name"])

    def test_responsible_of_a_draft_issues_it_though_the_deal_is_closed_to_him(self):
        draft = self.order.with_user(self.sally)._draft_document(
            "contract", user_id=self.oleh.id
        )
        draft.with_user(self.oleh).action_issue()
        self.assertEqual(draft.snapshot["totals"]["total"], "1441.20")

    def test_accountant_without_crm_rights_reads_every_paper(self):
        self.assertOpen(self._issue("invoice"), self.anna)

    def test_accountant_writes_on_no_paper_of_others(self):
        paper = self._issue("contract")
        self.assertFalse(paper.with_user(self.anna).has_access("write"))
        for verb, arguments in (
            ("action_send", ()),
            ("action_accept", ()),
            ("action_reject", ("Too dear",)),
            ("action_revise", ("Too dear",)),
            ("action_cancel", ("Too dear",)),
        ):
            with self.subTest(verb), self.assertRaises(AccessError):
                getattr(paper.with_user(self.anna), verb)(*arguments)

    def test_accountant_issues_no_draft_of_others(self):
        draft = self.order.with_user(self.sally)._draft_document("act")
        self._issue("contract")
        with self.assertRaises(AccessError):
            draft.with_user(self.anna).action_issue()

    def test_accountant_issues_an_act_that_was_given_to_her(self):
        draft = self.order.with_user(self.sally)._draft_document(
            "act", user_id=self.anna.id
        )
        self._issue("contract")
        draft.with_user(self.anna).action_issue()
        self.assertTrue(draft.number)

    def test_accountant_does_not_approve(self):
        form = self._create_form("act", code="strict", needs_approval=True)
        self._issue("contract")
        paper = self._issue("act", template_id=form.id)
        with self.assertRaises(AccessError):
            paper.with_user(self.anna).action_approve()

    def test_whoever_writes_the_order_issues_its_papers(self):
        self.assertTrue(self._issue(user=self.sally).number)
        self.assertTrue(self._issue(user=self.head).number)

    def test_whoever_does_not_write_the_order_issues_none(self):
        for user in (self.oleh, self.anna):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._issue(user=user)

    def test_whoever_may_not_read_a_paper_uses_none_of_its_verbs(self):
        paper = self._issue().with_user(self.oleh)
        copy = self.env["ir.attachment"]
        for verb, arguments in (
            ("action_issue", ()),
            ("action_approve", ()),
            ("action_send", ()),
            ("action_accept", ()),
            ("action_sign", ("Petro", None, copy)),
            ("action_reject", ("Too dear",)),
            ("action_revise", ("Too dear",)),
            ("action_cancel", ("Too dear",)),
            ("action_print_again", ()),
            ("action_open_file", ()),
        ):
            with self.subTest(verb), self.assertRaises(AccessError):
                getattr(paper, verb)(*arguments)

    def test_other_company_neither_reads_nor_issues(self):
        paper = self._issue()
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._create_user(
            "stranger",
            "crm_process_automation.group_process_accountant,"
            "sales_team.group_sale_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        self.assertClosed(paper, stranger)
        with self.assertRaises(AccessError):
            self._issue(user=stranger)

    def test_paper_is_not_tied_to_a_foreign_deal(self):
        papers = self.env["crm.process.document"].with_user(self.oleh)
        with self.assertRaises(AccessError):
            papers.create(
                {
                    "template_id": self.forms["minutes"].id,
                    "lead_id": self.lead.id,
                    "partner_id": self.client.id,
                }
            )

    def test_counts_are_those_of_the_papers_that_the_user_may_read(self):
        self._issue()
        self._issue("contract")
        for record in (self.order, self.lead, self.case):
            with self.subTest(record._name):
                self.assertEqual(record.with_user(self.sally).document_count, 2)
        client = self.client.with_user
        self.assertEqual(client(self.sally).document_count, 2)
        self.assertEqual(client(self.oleh).document_count, 0)
