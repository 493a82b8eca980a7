import base64

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .document_common import DocumentCase


@tagged("post_install", "-at_install")
class TestDocumentScreen(DocumentCase):
    """What users click: the menu that issues papers, and the dialogues of a paper."""

    def _get_offers(self, record):
        offers = record.with_user(self.sally).get_document_offers()
        return [offer["type"] for offer in offers]

    # === THE MENU === #

    def test_quotation_offers_what_makes_sense(self):
        offers = ["minutes", "proposal", "contract", "questionnaire"]
        for record in (self.order, self.lead, self.case):
            with self.subTest(record._name):
                self.assertEqual(self._get_offers(record), offers)

    def test_act_is_offered_once_the_order_is_confirmed(self):
        self.order.action_confirm()
        self.assertIn("act", self._get_offers(self.order))

    def test_invoice_is_offered_once_one_is_posted(self):
        self.order.action_confirm()
        move = self.order._create_invoices()
        self.assertNotIn("invoice", self._get_offers(self.order))
        move.action_post()
        for record in (self.order, self.lead, self.case):
            with self.subTest(record._name):
                self.assertIn("invoice", self._get_offers(record))

    def test_cancelled_order_offers_nothing_about_money(self):
        self.order._action_cancel()
        offers = self._get_offers(self.order)
        self.assertEqual(offers, ["minutes", "questionnaire"])

    def test_deal_without_a_quotation_offers_nothing_about_money(self):
        lead = self._create_lead(partner_id=self.client.id)
        self.assertEqual(self._get_offers(lead), ["minutes", "questionnaire"])

    def test_type_without_an_approved_form_is_not_offered(self):
        self.forms["contract"].state = "retired"
        self.assertNotIn("contract", self._get_offers(self.order))

    def test_one_click_issues_the_paper_and_opens_it(self):
        action = self.order.with_user(self.sally).action_issue_document("proposal")
        paper = self.env["crm.process.document"].browse(action["res_id"])
        self.assertTrue(paper.number)

    def test_minutes_are_opened_to_be_written(self):
        action = self.order.with_user(self.sally).action_issue_document("minutes")
        paper = self.env["crm.process.document"].browse(action["res_id"])
        self.assertEqual((paper.state, paper.number), ("draft", False))

    def test_papers_of_a_record_are_opened(self):
        paper = self._issue()
        for record in (self.order, self.lead, self.case, self.client):
            with self.subTest(record._name):
                action = record.with_user(self.sally).action_open_documents()
                papers = self.env["crm.process.document"].search(action["domain"])
                self.assertEqual(papers, paper)

    # === THE DIALOGUES === #

    def _ask(self, paper, verb, user=None, **values):
        """Fill in the dialogue of a verb, and press its button."""
        dialogs = self.env["crm.process.document.verb"].with_user(user or self.sally)
        defaults = {"default_document_id": paper.id, "default_verb": verb}
        with Form(dialogs.with_context(**defaults)) as dialog:
            for name, value in values.items():
                dialog[name] = value
        return dialog.record.action_apply()

    def test_client_accepts_in_a_dialogue(self):
        paper = self._issue()
        self._ask(paper, "accept", way="phone", text="On the phone")
        self.assertEqual((paper.state, paper.answer), ("accepted", "On the phone"))

    def test_reason_is_asked_for(self):
        paper = self._issue()
        with self.assertRaisesRegex(AssertionError, "text is a required field"):
            self._ask(paper, "cancel")
        self._ask(paper, "cancel", text="Not needed")
        self.assertEqual(paper.state, "cancelled")

    def test_signed_copy_is_uploaded_in_a_dialogue(self):
        paper = self._issue("contract")
        content = base64.b64encode(b"%PDF-1.4 signed")
        self._ask(
            paper,
            "sign",
            signed_by="Petro Boiko",
            signed_file=content,
        )
        self.assertEqual(paper.state, "signed")
        self.assertEqual(paper.signed_attachment_id.raw, b"%PDF-1.4 signed")

    def test_revision_is_opened(self):
        paper = self._issue()
        action = self._ask(paper, "revise", text="More guests")
        self.assertEqual(action["res_id"], paper.next_ids.id)

    def test_dialogue_tells_nothing_about_a_paper_that_is_closed(self):
        paper = self._issue()
        with self.assertRaises(AccessError):
            self._ask(paper, "accept", user=self.oleh)

    # === THE FORM === #

    def test_new_paper_is_written_on_the_form(self):
        papers = self.env["crm.process.document"].with_user(self.sally)
        with Form(papers) as form:
            form.template_id = self.forms["proposal"]
            form.order_id = self.order
        paper = form.record
        self.assertEqual((paper.lead_id, paper.case_id), (self.lead, self.case))
        paper.action_issue()
        self.assertEqual(paper.amount_total, self.order.amount_total)

    def test_preview_is_the_file(self):
        paper = self._issue()
        self.assertEqual(base64.b64decode(paper.file_preview), paper.attachment_id.raw)
