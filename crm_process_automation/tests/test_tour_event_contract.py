from odoo.tests import tagged

from .story_tour_common import StoryTourCase


@tagged("post_install", "-at_install")
class TestTourEventContract(StoryTourCase):
    """A contract is decided on by those who are asked, on screen."""

    def test_contract_that_the_director_refuses_is_reworked_and_signed(self):
        case = self._come_to("contract", user_id=self.olena.id)
        case.order_ids.action_confirm()
        first = case.lead_id.with_user(self.olena)._issue_document("contract")
        self._decide_on_page(self.nadiia, "approve")
        self._tour("/odoo/my-work", "crm_process_contract_refuse", self.viktoriia)
        self._check_is_returned(first)
        self._tour(case.lead_id, "crm_process_contract_rework")
        second = self._get_papers(case.lead_id, "contract")[0]
        self.assertEqual((second.revision, second.approval_state), (2, "asked"))
        self.assertEqual(first.rework_task_id.state, "done")
        self._decide_on_page(self.nadiia, "approve", "The sums are right")
        self._decide_on_page(self.viktoriia, "approve")
        self.assertEqual((second.state, second.approval_state), ("approved",) * 2)
        self.assertEqual(second.approved_by_id, self.viktoriia)
        second.with_user(self.olena)._send()
        self._tour_of_client("crm_process_paper_sign")
        self.assertEqual((second.state, case.stage_code), ("signed", "payment"))
        self.assertEqual(case.deviation_ids.mapped("kind"), ["contract_approval"])

    def _check_is_returned(self, paper):
        self.assertEqual((paper.state, paper.approval_state), ("draft", "refused"))
        self.assertEqual(paper.return_reason, "The dates are wrong")
        self.assertEqual(paper.returned_by_id, self.viktoriia)
        deviation = paper.case_id.deviation_ids
        self.assertEqual(deviation.kind, "contract_approval")
        self.assertIn("The dates are wrong", deviation.cause)
        task = paper.rework_task_id
        self.assertEqual((task.user_id, task.state), (self.olena, "open"))
