from odoo.tests import tagged

from .story_tour_common import StoryTourCase


@tagged("post_install", "-at_install")
class TestTourEventSale(StoryTourCase):
    """A deal walks the ready-made event sale from first contact to closing, on screen.

    The client accepts and signs on the pages that his mails lead to; in English and in
    Ukrainian.
    """

    def _walk(self, lang):
        self._speak(lang)
        self._tour("/odoo/crm/new", "crm_process_story_proposal")
        lead = self.env["crm.lead"].search([("name", "=", "Corporate New Year")])
        case = lead.case_id
        self._be_agreed(case)
        self._be_signed(case)
        self._be_held(case)
        self._be_closed(case)
        self.assertEqual(lead.won_status, "won")
        self.assertEqual((case.state, case.outcome), ("done", "success"))
        self.assertFalse(case.deviation_ids)
        self.assertEqual(case.child_ids.mapped("outcome"), ["success"])

    def _be_agreed(self, case):
        """The client accepts the proposal: the deal goes on by itself."""
        self._tour_of_client("crm_process_paper_accept")
        proposal = self._get_papers(case.lead_id, "proposal")
        self.assertEqual(
            (proposal.state, proposal.answer), ("accepted", "With pleasure")
        )
        self.assertEqual(proposal.delivery_state, "opened")
        minutes = self._get_papers(case.lead_id, "minutes")
        self.assertEqual((minutes.state, minutes.amount_total), ("approved", 0))
        self.assertEqual(case.stage_code, "contract")

    def _be_signed(self, case):
        case.order_ids.with_user(self.olena).action_confirm()
        self._tour(case.lead_id, "crm_process_story_contract")
        contract = self._get_papers(case.lead_id, "contract")
        self._decide_on_page(self.nadiia, "approve")
        self._decide_on_page(self.viktoriia, "approve")
        self.assertEqual(contract.state, "approved")
        contract.with_user(self.olena)._send()
        self._tour_of_client("crm_process_paper_sign")
        self.assertEqual(
            (contract.state, contract.signed_by), ("signed", "Olena Petrenko")
        )
        self.assertEqual(case.stage_code, "payment")

    def _be_held(self, case):
        first, last = case.order_ids.instalment_ids.sorted()
        self._pay_as_accountant(first)
        self.assertEqual((first.state, first.amount_paid), ("paid", 500))
        first.with_user(self.olena).action_issue_paper()
        self._check_money(case)
        self._tour(case.lead_id, "crm_process_story_event")
        act = self._get_papers(case.lead_id, "act")
        self._tour_of_client("crm_process_paper_sign", act)
        self.assertEqual((act.state, act.amount_total), ("signed", 1000))
        self._pay_as_accountant(last)
        self._check_money(case)
        self.assertEqual(case.order_ids.instalment_ids.mapped("state"), ["paid"] * 2)

    def _be_closed(self, case):
        self.assertEqual(case.stage_code, "closing")
        self._be_judged(case)
        self._tour(case.lead_id, "crm_process_story_close")

    def _be_judged(self, case):
        """The client answers the questions: his marks stand on the case."""
        paper = self._get_papers(case.lead_id, "questionnaire")
        self.assertEqual(paper.state, "sent")
        self._tour_of_client("crm_process_questionnaire_answer")
        self.assertEqual(paper.state, "accepted")
        self.assertEqual(paper.survey_input_id.lang_id.code, self.client.lang)
        row = self.env["crm.process.evaluation"].search([("case_id", "=", case.id)])
        self.assertEqual((row.document_id, row.nps, row.csat), (paper, 9, 5))
        self.assertEqual(row.comment, "More light in the hall")

    def test_success_story_in_english(self):
        self._walk("en_US")

    def test_success_story_in_ukrainian(self):
        self._walk("uk_UA")
