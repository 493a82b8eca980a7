from odoo.tests import tagged

from .lead_common import LeadCase


@tagged("post_install", "-at_install")
class TestLeadClosing(LeadCase):
    """Won, lost, lost after won, restored: the deal and its case agree."""

    # === WIN === #

    def test_won_button_takes_the_way_to_success(self):
        lead = self._create_running_lead(self.doing)
        lead.action_set_won_rainbowman()
        self.assertStands(lead, self.done, self.won, 100)

    def test_won_button_too_early_opens_the_next_step(self):
        lead = self._create_running_lead()
        with self.assertSentToNextStep(lead, "No way leads"):
            lead.action_set_won()

    def test_drag_onto_a_won_column_that_no_stage_has_is_a_win(self):
        self.done.crm_stage_id = False
        lead = self._create_running_lead(self.doing)
        lead.stage_id = self.won
        self.assertEqual(lead.won_status, "won")

    # === LOSE === #

    def test_lost_dialogue_hands_reason_and_note_to_the_case(self):
        lead = self._create_running_lead()
        self._lose(lead, "<p>They found a cheaper hall.</p>")
        case = lead.case_id.sudo()
        move = case.move_ids.sorted("id")[-1]
        self.assertEqual((case.outcome, lead.won_status), ("refused", "lost"))
        self.assertEqual(
            (move.reason_id, move.reason_text),
            (self.too_dear, "They found a cheaper hall."),
        )

    def test_lost_without_a_reason_opens_the_next_step(self):
        lead = self._create_running_lead()
        with self.assertSentToNextStep(lead, "Give the reason"):
            lead.action_set_lost()

    def test_lost_with_several_ways_opens_the_next_step(self):
        away = self._create_stage("Away", is_end=True, outcome="refused")
        self._create_arrow(self.todo, away, kind="refuse")
        lead = self._create_running_lead()
        with self.assertSentToNextStep(lead, "Several ways"):
            lead.action_set_lost(lost_reason_id=self.too_dear.id)

    def test_lost_by_a_plain_write_asks_the_case(self):
        lead = self._create_running_lead()
        lead.write(
            {"active": False, "probability": 0, "lost_reason_id": self.too_dear.id}
        )
        self.assertEqual((lead.won_status, lead.case_id.outcome), ("lost", "refused"))

    def test_lost_after_won_leaves_the_won_column_first(self):
        lead = self._create_running_lead(self.doing)
        lead.case_id.stage_id = self.done
        self._lose(lead)
        self.assertEqual((lead.won_status, lead.stage_id), ("lost", self.working))

    def test_lost_after_won_is_a_deviation_of_the_case(self):
        lead = self._create_running_lead(self.doing)
        lead.case_id.stage_id = self.done
        self._lose(lead, "They took the money back.")
        deviation = lead.case_id.sudo().deviation_ids
        self.assertEqual(
            (deviation.kind, deviation.reason_id, deviation.cause),
            ("lost", self.too_dear, "They took the money back."),
        )

    def test_stock_deal_lost_after_won_is_refused_by_odoo(self):
        lead = self._create_lead()
        lead.action_set_won()
        with self.assertRefused("Won stage cannot be lost"):
            lead.action_set_lost()

    # === RESTORE === #

    def test_restored_deal_goes_on_where_it_was_refused(self):
        lead = self._create_running_lead(self.doing)
        lost = lead.case_id
        self._lose(lead)
        lead.action_restore()
        self.assertStands(lead, self.doing, self.working, 50)
        self.assertEqual(lead.case_id.previous_case_id, lost)
        self.assertTrue(lead.active)

    def test_restored_case_gets_no_tasks_of_the_past(self):
        self._create_step(self.todo, "Call")
        self._create_step(self.doing, "Visit")
        lead = self._create_running_lead(self.doing)
        self._lose(lead)
        lead.action_unarchive()
        self.assertEqual(lead.case_id.sudo().task_ids.mapped("name"), ["Visit"])
        self.assertEqual(lead.case_id.sudo().move_ids.kind, "placed")

    def test_restored_stock_deal_stays_stock(self):
        lead = self._create_lead()
        lead.action_set_lost()
        self._activate()
        lead.action_restore()
        self.assertFalse(lead.case_id)

    def test_won_deal_dragged_back_goes_on_there(self):
        lead = self._create_running_lead(self.doing)
        lead.case_id.stage_id = self.done
        lead.stage_id = self.new
        self.assertStands(lead, self.todo, self.new, 10)

    # === HELPERS === #

    def test_loss_is_not_taken_back_once_a_fresh_case_goes_on(self):
        lead = self._create_running_lead()
        lost = lead.case_id
        lost._move_along(self.refuse_early, text="Too dear")
        lead.action_unarchive()
        self.assertNotEqual(lead.case_id, lost)
        with self.assertRefused("has taken the place"):
            lost.with_user(self.sally).action_undo_move()
