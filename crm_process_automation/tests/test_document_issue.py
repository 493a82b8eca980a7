from odoo.fields import Date
from odoo.tests import tagged

from .document_common import ABOUT_MONEY, DocumentCase


@tagged("post_install", "-at_install")
class TestDocumentIssue(DocumentCase):
    """A paper is issued once, with its number, its data and its file."""

    # === FROM WHERE === #

    def test_papers_are_issued_from_an_order(self):
        for document_type in ("minutes", "contract", *ABOUT_MONEY):
            with self.subTest(document_type):
                paper = self._issue(document_type)
                self.assertEqual(paper.state, "approved")
                self.assertTrue(paper.number)
                self.assertEqual(paper.snapshot["number"], paper.number)
                self.assertTrue(paper.attachment_id.raw.startswith(b"%PDF"))

    def test_paper_is_issued_from_the_deal(self):
        paper = self._issue(host=self.lead)
        self.assertEqual(paper.order_id, self.order)
        self.assertEqual(paper.case_id, self.case)

    def test_paper_is_issued_from_the_case(self):
        paper = self._issue(host=self.case)
        self.assertEqual((paper.order_id, paper.lead_id), (self.order, self.lead))

    def test_contract_of_a_deal_is_about_the_confirmed_order(self):
        self.order.action_confirm()
        self._create_order([(self.hall, 5)], opportunity_id=self.lead.id)
        self.assertEqual(self._issue("contract", self.lead).order_id, self.order)
        self.assertNotEqual(self._issue("proposal", self.lead).order_id, self.order)

    def test_sums_and_client_of_the_order_stand_on_the_paper(self):
        paper = self._issue("contract")
        self.assertEqual(paper.amount_total, self.order.amount_total)
        self.assertEqual(paper.partner_id, self.client)
        self.assertEqual(paper.user_id, self.sally)

    # === WHAT IS MISSING === #

    def test_deal_without_a_quotation_has_no_proposal_yet(self):
        lead = self._create_lead(partner_id=self.client.id)
        with self.assertRefused("no quotation or order yet", "Make a quotation"):
            lead._issue_document("proposal")

    def test_minutes_need_no_quotation(self):
        lead = self._create_lead(partner_id=self.client.id)
        self.assertEqual(lead._issue_document("minutes").state, "approved")

    def test_type_without_an_approved_form_is_refused(self):
        self.forms["act"].state = "retired"
        with self.assertRefused("No form of the type “Act” is approved"):
            self._issue("act")

    def test_draft_goes_over_to_the_version_that_was_approved_meanwhile(self):
        draft = self.order.with_user(self.sally)._draft_document("proposal")
        self.forms["proposal"].state = "retired"
        newer = self._create_form("proposal", version=2)
        draft.action_issue()
        self.assertEqual(draft.template_id, newer)
        self.assertEqual(draft.snapshot["form"]["version"], 2)

    def test_draft_of_a_form_that_was_retired_is_refused(self):
        draft = self.order.with_user(self.sally)._draft_document("proposal")
        self.forms["proposal"].state = "retired"
        with self.assertRefused("Proposal", "choose another form"):
            draft.action_issue()
        self.assertFalse(draft.number)

    def test_paper_is_issued_once(self):
        paper = self._issue()
        number = paper.number
        with self.assertRefused("issued already", "Revise it"):
            paper.action_issue()
        self.assertEqual(paper.number, number)

    # === NUMBERS === #

    def test_draft_has_no_number(self):
        draft = self.order.with_user(self.sally)._draft_document("minutes")
        self.assertFalse(draft.number)
        self.assertEqual(draft.state, "draft")

    def test_numbers_follow_one_another_and_start_anew_each_year(self):
        numbers = [
            self._issue(date=Date.to_date(day)).number
            for day in ("2031-11-30", "2031-12-31", "2032-01-01")
        ]
        self.assertEqual(numbers, ["CP-1/2031", "CP-2/2031", "CP-1/2032"])

    def test_each_type_has_its_own_numbers(self):
        day = Date.to_date("2031-11-30")
        self.assertEqual(self._issue("contract", date=day).number, "CT-1/2031")
        self.assertEqual(self._issue("act", date=day).number, "AC-1/2031")

    def test_number_of_a_cancelled_paper_is_kept_and_not_given_again(self):
        paper = self._issue()
        number = paper.number
        paper.action_cancel("Not needed")
        self.assertEqual(paper.number, number)
        self.assertNotEqual(self._issue().number, number)

    def test_form_with_numbers_of_its_own_uses_them(self):
        sequence = self.env["ir.sequence"].create(
            {"name": "Own", "prefix": "RF-", "company_id": False}
        )
        self.forms["invoice"].write({"state": "draft"})
        self.forms["invoice"].write({"sequence_id": sequence.id, "state": "approved"})
        self.assertEqual(self._issue("invoice").number, "RF-1")

    def test_archived_numbers_are_named(self):
        sequence = self.env["ir.sequence"].create(
            {"name": "Own", "active": False, "company_id": False}
        )
        self.forms["invoice"].write({"state": "draft"})
        self.forms["invoice"].write({"sequence_id": sequence.id, "state": "approved"})
        with self.assertRefused("“Own”", "archived", "Restore"):
            self._issue("invoice")

    # === DATES === #

    def test_proposal_is_valid_as_long_as_the_quotation(self):
        self.order.validity_date = "2099-12-24"
        self.assertEqual(self._issue().date_valid_until, Date.to_date("2099-12-24"))

    def test_invoice_is_valid_as_long_as_its_form_says(self):
        self.forms["invoice"].write({"state": "draft"})
        self.forms["invoice"].write({"validity_days": 3, "state": "approved"})
        paper = self._issue("invoice", date=Date.to_date("2031-12-30"))
        self.assertEqual(paper.date_valid_until, Date.to_date("2032-01-02"))
        self.assertEqual(paper.snapshot["valid_until"], "2032-01-02")

    def test_paper_issued_by_the_system_is_dated_where_the_company_is(self):
        self.env.user.tz = False
        self.env.company.resource_calendar_id.tz = "Europe/Kyiv"
        with self.at("2026-12-11 22:30:00"):
            paper = self.order._issue_document("proposal")
        self.assertEqual(paper.date, Date.to_date("2026-12-12"))

    def test_form_without_an_end_makes_papers_without_one(self):
        self.assertFalse(self._issue("contract").date_valid_until)
