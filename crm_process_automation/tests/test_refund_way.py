from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .refund_common import RefundCase


@tagged("post_install", "-at_install")
class TestRefundWay(RefundCase):
    """Money goes back, whatever the case of the order is held by just then."""

    def _create_waiting(self):
        """Return a case of a deal that waits for its preparation."""
        preparation = self._create_template("Preparation")
        begin = self._create_stage("Prepare", preparation, is_start=True)
        ready = self._create_stage("Ready", preparation, is_end=True, outcome="success")
        self._create_arrow(begin, ready)
        preparation.action_activate()
        event = self._create_template("Event", host_model="crm.lead")
        hold = self._create_stage(
            "Hold", event, is_start=True, subprocess_id=preparation.id
        )
        held = self._create_stage("Held", event, is_end=True, outcome="success")
        self.off_stage = self._create_stage(
            "Off", event, is_end=True, outcome="refused"
        )
        self.elsewhere = self._create_stage("Call off", event)
        self._create_arrow(hold, held)
        self._create_arrow(hold, self.off_stage, kind="refund")
        self._create_arrow(hold, self.elsewhere, kind="cancel")
        self._create_arrow(self.elsewhere, self.off_stage, kind="cancel")
        event.action_activate()
        lead = self.env["crm.lead"].create({"name": "Fair", "user_id": self.sally.id})
        return lead._process_start(event)

    def test_sub_process_that_the_case_waits_for_is_cancelled(self):
        case = self._create_waiting()
        self.assertEqual(case.state, "waiting")
        order = self._create_paid(case)
        self._refund(order)
        self.assertEqual(case.child_ids.mapped("outcome"), ["cancelled"])
        self.assertEqual(case.stage_id, self.off_stage)
        self.assertEqual(case.outcome, "refused")

    def test_dialogue_says_where_a_waiting_case_goes(self):
        case = self._create_waiting()
        order = self._create_paid(case)
        self.assertIn("goes to “Off”", "\n".join(order._tell_refund()))

    def test_paused_case_leaves_too(self):
        case = self._create_deal()
        order = self._create_paid(case)
        case.action_pause(fields.Date.today() + timedelta(days=9), "A holiday")
        self._refund(order)
        self.assertEqual((case.state, case.outcome), ("done", "refused"))

    def test_deal_is_lost_for_the_reason_of_its_refund(self):
        event = self._create_template("Event", host_model="crm.lead")
        hold = self._create_stage("Hold", event, is_start=True)
        held = self._create_stage("Held", event, is_end=True, outcome="success")
        paying = self._create_stage("Paying back", event)
        back = self._create_stage("Back", event, is_end=True, outcome="refused")
        self._create_arrow(hold, held)
        self._create_arrow(hold, paying, kind="refund")
        returned = self._create_arrow(paying, back)
        event.action_activate()
        lead = self.env["crm.lead"].create({"name": "Fair", "user_id": self.sally.id})
        case = lead._process_start(event)
        order = self._create_paid(case)
        self._refund(order)
        self.assertEqual(case.stage_id, paying)
        case._move_along(returned)
        self.assertEqual((case.outcome, lead.active), ("refused", False))
        self.assertEqual(lead.lost_reason_id, self.off)
        self.assertEqual(self._get_deviations(order).cost, 600)

    def test_ready_event_sale_ends_refused_where_the_money_goes_back(self):
        ready = self.env.ref("crm_process_automation.template_event_v1")
        back = ready.transition_ids.filtered(lambda arrow: arrow.kind == "refund")
        self.assertTrue(all(back.mapped("needs_reason")))
        ends = back.to_stage_id.transition_ids.to_stage_id.filtered("is_end")
        self.assertEqual(ends.mapped("outcome"), ["refused"])
