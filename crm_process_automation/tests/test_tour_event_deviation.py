from odoo.tests import new_test_user, tagged

from .ready_common import MODULE
from .story_tour_common import StoryTourCase

WORDS = "Fewer guests, another hall"
FIRE = "Fireworks at ten"
WATER = "A water show instead of fireworks"


@tagged("post_install", "-at_install")
class TestTourEventDeviation(StoryTourCase):
    """How an event sale departs from its success route, on screen."""

    def _send(self, paper):
        paper.with_user(self.olena)._send()

    def test_proposal_is_reworked_after_the_client_has_rejected_it(self):
        case = self._come_to("proposal", user_id=self.olena.id)
        first = case.lead_id.with_user(self.olena)._issue_document("proposal")
        self._send(first)
        self._tour_of_client("crm_process_paper_reject")
        self.assertEqual((first.state, first.answer), ("rejected", WORDS))
        self.assertEqual(case.deviation_ids.mapped("kind"), ["rework_proposal"])
        self._tour(first, "crm_process_story_revise")
        self._tour_of_client("crm_process_paper_accept")
        second = self._get_papers(case.lead_id, "proposal")[0]
        self.assertEqual((second.revision, second.state), (2, "accepted"))
        self.assertEqual(second.previous_id, first)
        self.assertTrue(first.is_superseded)
        self.assertEqual(case.stage_code, "proposal")

    def test_payment_comes_in_parts(self):
        case = self._come_to("payment", user_id=self.olena.id)
        self.assertFalse(case.deviation_ids)
        first = case.order_ids.instalment_ids.sorted()[0]
        first.with_user(self.nadiia).action_invoice()
        self._send(first.with_user(self.olena)._issue_paper())
        self._tour_of_client("crm_process_paper_see")
        self._tour(first.move_id, "crm_process_story_pay_part", self.nadiia)
        self.assertEqual((first.state, first.residual), ("partly", 250))
        self.assertEqual(case.deviation_ids.mapped("kind"), ["partial_payment"])
        self._do_tasks(case)
        self._tour(case.lead_id, "crm_process_story_part_paid")
        self.assertEqual(case.stage_code, "payment")
        self._pay_as_accountant(first)
        self._tour(case.lead_id, "crm_process_story_rest_paid")
        self.assertEqual((first.state, case.stage_code), ("paid", "event"))

    def test_client_cancels_after_the_prepayment(self):
        case = self._come_to("event", user_id=self.olena.id)
        called_off = "transition_event_preparation_v1_programme_off"
        arrow = self.env.ref(f"{MODULE}.{called_off}")
        case.child_ids._move_along(arrow, text="The client gives it up")
        self.olena.group_ids += self.env.ref("account.group_account_invoice")
        order, contract = case.order_ids, self._get_papers(case.lead_id, "contract")
        self._tour(order, "crm_process_story_refund")
        self.assertEqual(order.state, "cancel")
        self.assertEqual(sum(order.instalment_ids.mapped("amount_to_return")), 500)
        self.assertEqual(case.deviation_ids.mapped("kind"), ["refund"])
        self.assertEqual(case.stage_code, "refund")
        self._do_tasks(case)
        self._go_on(case)
        self.assertEqual((case.stage_code, case.outcome), ("refunded", "refused"))
        self.assertEqual(contract.state, "signed")
        self._tour("/my/papers", "crm_process_paper_called_off", self._get_guest())

    def _get_guest(self):
        """Return somebody of the client's with a login."""
        guest = new_test_user(self.env, "iryna", groups="base.group_portal")
        guest.partner_id.parent_id = self.client
        return guest

    def test_preparation_is_agreed_anew(self):
        case = self._come_to("event", user_id=self.olena.id)
        child = case.child_ids
        first = child.with_user(self.olena)._issue_document("minutes", agenda=FIRE)
        self._send(first)
        self._tour_of_client("crm_process_programme_reject")
        self.assertEqual((first.state, first.answer), ("rejected", WATER))
        self.assertEqual(child.stage_code, "programme")
        self._do_tasks(child)
        self._tour(first, "crm_process_programme_revise")
        self._tour_of_client("crm_process_programme_accept")
        second = child.document_ids.sorted("id")[-1]
        self.assertEqual((second.revision, second.state), (2, "accepted"))
        self.assertEqual(child.stage_code, "contractors")
        # And once more, as the salesperson is told by telephone.
        self._tour(case.lead_id, "crm_process_story_preparation")
        self.assertEqual((child.stage_code, case.stage_code), ("programme", "event"))
        deviations = child.deviation_ids
        self.assertEqual(deviations.mapped("kind"), ["preparation"] * 2)
        self.assertEqual(set(deviations.mapped("cause")), {WATER, "Without music"})
