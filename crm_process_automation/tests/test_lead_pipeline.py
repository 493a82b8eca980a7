from odoo.exceptions import AccessError
from odoo.tests import tagged

from .lead_common import LeadCase


@tagged("post_install", "-at_install")
class TestLeadPipeline(LeadCase):
    """The deal stands where its case stands, and a drag asks the case."""

    # === PROCESS → PIPELINE === #

    def test_move_takes_the_deal_along(self):
        lead = self._create_running_lead()
        lead.case_id.stage_id = self.doing
        self.assertStands(lead, self.doing, self.working, 50)

    def test_stage_without_a_column_keeps_the_deal_where_it_is(self):
        self.doing.crm_stage_id = False
        lead = self._create_running_lead(self.doing)
        self.assertStands(lead, self.doing, self.new, 50)

    def test_whole_batch_moves_with_one_write(self):
        self._activate()
        leads = self.env["crm.lead"].create([{"name": str(n)} for n in range(10)])
        written = []
        write = self.registry["crm.lead"].write

        def spy(records, vals):
            if "stage_id" in vals:
                written.append(len(records))
            return write(records, vals)

        self.patch(self.registry["crm.lead"], "write", spy)
        leads.case_id.write({"stage_id": self.doing.id})
        self.assertEqual(written, [10])
        self.assertEqual(leads.stage_id, self.working)

    def test_success_wins_the_deal(self):
        lead = self._create_running_lead(self.doing)
        lead.case_id.stage_id = self.done
        self.assertStands(lead, self.done, self.won, 100)
        self.assertEqual(lead.won_status, "won")

    def test_success_without_a_column_wins_as_odoo_does(self):
        self.done.crm_stage_id = False
        lead = self._create_running_lead(self.doing)
        lead.case_id.stage_id = self.done
        self.assertEqual(lead.won_status, "won")

    def test_refusal_loses_the_deal_with_its_reason(self):
        lead = self._create_running_lead()
        lead.case_id._move_along(self.refuse_early, reason=self.too_dear)
        self.assertEqual(
            (lead.won_status, lead.lost_reason_id), ("lost", self.too_dear)
        )

    def test_cancelled_case_loses_the_deal(self):
        lead = self._create_running_lead()
        lead.case_id.action_cancel("The fair does not take place.")
        self.assertEqual(lead.won_status, "lost")

    def test_undo_of_the_win_brings_the_deal_back(self):
        lead = self._create_running_lead(self.doing)
        lead.case_id.stage_id = self.done
        lead.case_id.action_undo_move()
        self.assertStands(lead, self.doing, self.working, 50)
        self.assertEqual(lead.won_status, "pending")

    def test_undo_of_the_loss_brings_the_deal_back(self):
        lead = self._create_running_lead()
        lead.case_id._move_along(self.refuse_early, reason=self.too_dear)
        lead.case_id.action_undo_move()
        self.assertTrue(lead.active)
        self.assertFalse(lead.lost_reason_id)
        self.assertStands(lead, self.todo, self.new, 10)

    # === DRAG === #

    def test_drag_takes_the_only_arrow_there(self):
        lead = self._create_running_lead()
        lead.stage_id = self.working
        self.assertStands(lead, self.doing, self.working, 50)
        move = lead.case_id.sudo().move_ids.sorted("id")[-1]
        self.assertEqual(move.transition_id, self.start_work)

    def test_drag_onto_its_own_column_does_nothing(self):
        lead = self._create_running_lead()
        moves = lead.case_id.sudo().move_ids
        lead.stage_id = self.new
        self.assertEqual(lead.case_id.sudo().move_ids, moves)

    def test_drag_that_a_control_point_refuses_says_what_is_missing(self):
        self._create_control(
            self.todo, "Client", kind="field", field_path="partner_id", message="Who?"
        )
        lead = self._create_running_lead()
        with self.assertSentToNextStep(lead, "cannot leave “To do” yet", "Who?"):
            lead.stage_id = self.working
        self.assertStands(lead, self.todo, self.new, 10)

    def test_drag_together_with_what_was_missing_is_accepted(self):
        self._create_control(self.todo, "Client", kind="field", field_path="partner_id")
        lead = self._create_running_lead()
        partner = self.env["res.partner"].create({"name": "Client"})
        lead.write({"stage_id": self.working.id, "partner_id": partner.id})
        self.assertStands(lead, self.doing, self.working, 50)

    def test_drag_to_where_no_way_leads_names_the_ways(self):
        lead = self._create_running_lead()
        with self.assertSentToNextStep(lead, "No way leads", "you can take: Doing"):
            lead.stage_id = self.waiting_room

    def test_drag_with_several_ways_lets_the_user_choose(self):
        self._create_arrow(self.todo, self.doing, name="Again", kind="repeat")
        lead = self._create_running_lead()
        with self.assertSentToNextStep(lead, "Several ways"):
            lead.stage_id = self.working

    def test_drag_back_needs_the_reason_of_the_way_back(self):
        lead = self._create_running_lead(self.doing)
        with self.assertSentToNextStep(lead, "Give the reason"):
            lead.stage_id = self.new

    def test_drag_goes_to_the_nearest_stage_of_the_column(self):
        far = self._create_stage("Far", crm_stage_id=self.working.id)
        self._create_arrow(self.doing, far)
        self._create_arrow(far, self.done)
        lead = self._create_running_lead()
        lead.stage_id = self.working
        self.assertEqual(lead.case_id.stage_id, self.doing)

    def test_drag_of_a_paused_deal_says_that_it_is_paused(self):
        lead = self._create_running_lead()
        lead.case_id.action_pause("2099-01-01", "Waits for spring")
        with self.assertSentToNextStep(lead, "is paused"):
            lead.stage_id = self.working

    def test_colleague_may_not_drag_a_foreign_deal(self):
        lead = self._create_running_lead()
        with self.assertRaises(AccessError):
            lead.with_user(self.oleh).write({"stage_id": self.working.id})

    def test_forged_writer_opens_nothing(self):
        lead = self._create_running_lead()
        forged = lead.with_context(process_pipeline_writer="case")
        with self.assertSentToNextStep(lead, "No way leads"):
            forged.write({"stage_id": self.waiting_room.id})

    def test_drag_of_a_card_asks_the_case(self):
        lead = self._create_running_lead()
        lead.web_save({"stage_id": self.working.id}, {"stage_id": {}})
        self.assertStands(lead, self.doing, self.working, 50)
