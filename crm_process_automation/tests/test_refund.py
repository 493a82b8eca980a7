from odoo.exceptions import AccessError
from odoo.tests import tagged

from .refund_common import RefundCase


@tagged("post_install", "-at_install")
class TestRefund(RefundCase):
    """An order is taken back: all of it, or nothing."""

    def test_paid_invoice_is_credited_and_the_money_to_be_returned(self):
        order = self._create_billed()
        row = order.instalment_ids[0]
        self._refund(order)
        note = row.move_id.reversal_move_ids
        self.assertEqual((note.state, note.amount_total), ("posted", 600))
        self.assertEqual((row.state, row.amount_to_return), ("refunded", 600))
        self.assertEqual(order.process_amount_to_return, 600)
        self.assertEqual(order.state, "cancel")

    def test_money_paid_back_is_not_to_be_returned_any_more(self):
        order = self._create_billed()
        row = order.instalment_ids[0]
        self._refund(order)
        self._pay(row.move_id.reversal_move_ids)
        self.assertEqual((row.state, row.amount_to_return), ("refunded", 0))

    def test_unpaid_invoice_is_credited_and_nothing_to_be_returned(self):
        order = self._create_billed(paid=0)
        row = order.instalment_ids[0]
        self._refund(order)
        self.assertEqual(row.move_id.payment_state, "reversed")
        self.assertEqual((row.state, row.amount_to_return), ("refunded", 0))

    def test_partly_paid_invoice_gives_back_what_was_paid(self):
        order = self._create_billed(paid=250)
        row = order.instalment_ids[0]
        self._refund(order)
        self.assertEqual((row.state, row.amount_to_return), ("refunded", 250))

    def test_draft_is_cancelled(self):
        order = self._create_confirmed()
        row = order.instalment_ids[0]
        row.with_user(self.sally).action_invoice()
        self._refund(order, self.sally)
        self.assertEqual(order.state, "cancel")
        self.assertEqual(order.invoice_ids.mapped("state"), ["cancel"])

    # === THE CASE === #

    def test_case_leaves_by_refusal_with_its_reason(self):
        order = self._create_billed()
        case = order.case_id
        self._refund(order)
        self.assertEqual((case.state, case.outcome), ("done", "refused"))
        move = case.move_ids.sorted("id")[-1]
        self.assertEqual(move.reason_id, self.off)
        self.assertEqual(move.reason_text, "The event does not take place")

    def test_deviation_bears_kind_cause_and_cost(self):
        order = self._create_billed(paid=250)
        self._refund(order)
        deviation = self._get_deviations(order)
        self.assertEqual(len(deviation), 1)
        self.assertEqual(deviation.cost, 250)
        self.assertEqual(deviation.cause, "The event does not take place")

    def test_cost_is_what_the_user_says(self):
        order = self._create_billed()
        self._refund(order, cost=75)
        self.assertEqual(self._get_deviations(order).cost, 75)

    def test_cost_is_no_gain(self):
        order = self._create_billed()
        with self.assertRefused("cannot be negative"):
            self._refund(order, cost=-1)
        self.assertEqual(order.state, "sale")

    def test_refund_arrow_is_preferred_and_writes_one_deviation(self):
        template = self._create_template("Fair", code="fair", host_model="sale.order")
        begin = self._create_stage("Begin", template, is_start=True)
        end = self._create_stage("End", template, is_end=True, outcome="success")
        back = self._create_stage("Back", template, is_end=True, outcome="refused")
        lost = self._create_stage("Lost", template, is_end=True, outcome="refused")
        self._create_arrow(begin, end)
        self._create_arrow(begin, lost, kind="refuse")
        self._create_arrow(begin, back, kind="refund")
        template.action_activate()
        order = self._create_order()
        order._process_start(template)
        order.action_confirm()
        order.instalment_ids[0].action_invoice()
        self._pay(order.instalment_ids[0].move_id)
        self._refund(order)
        self.assertEqual(order.case_id.stage_id, back)
        self.assertEqual(self._get_deviations(order).mapped("cost"), [600])

    def test_case_on_its_refund_way_goes_on_by_itself(self):
        template = self._create_template("Fair", code="fair", host_model="sale.order")
        begin = self._create_stage("Begin", template, is_start=True)
        end = self._create_stage("End", template, is_end=True, outcome="success")
        self._create_arrow(begin, end)
        paying = self._create_stage("Paying back", template)
        back = self._create_stage("Back", template, is_end=True, outcome="refused")
        arrow = self._create_arrow(begin, paying, kind="refund")
        self._create_arrow(paying, back)
        template.action_activate()
        order = self._create_order()
        case = order._process_start(template)
        order.action_confirm()
        order.instalment_ids[0].action_invoice()
        case._move_along(arrow, reason=self.off)
        self._refund(order)
        self.assertEqual((case.stage_id, case.state), (paying, "running"))
        self.assertEqual(len(self._get_deviations(order)), 1)

    def test_case_with_another_confirmed_order_stays(self):
        lead = self.env["crm.lead"].create({"name": "Fair", "user_id": self.sally.id})
        template = self._create_template("Deal", host_model="crm.lead")
        begin = self._create_stage("Begin", template, is_start=True)
        end = self._create_stage("End", template, is_end=True, outcome="success")
        back = self._create_stage("Back", template, is_end=True, outcome="refused")
        self._create_arrow(begin, end)
        self._create_arrow(begin, back, kind="refund")
        template.action_activate()
        case = lead._process_start(template)
        first, _second = (
            self._create_confirmed(opportunity_id=lead.id) for _number in range(2)
        )
        self._refund(first, self.sally)
        self.assertEqual(case.state, "running")
        self.assertEqual(self._get_deviations(first).case_id, case)

    def test_order_taken_up_again_is_billed_anew(self):
        order = self._create_billed()
        self._refund(order)
        order.action_draft()
        order.action_confirm()
        self.assertEqual(order.instalment_ids.mapped("state"), ["planned"] * 2)
        order.instalment_ids[0].action_invoice()
        order._deliver_by_act()
        order.instalment_ids[1].action_invoice()
        self.assertEqual(order._get_billed(), 1200)

    # === NOT === #

    def test_refund_says_why(self):
        order = self._create_billed()
        with self.assertRefused("Say why the money"):
            order._refund(" ")

    def test_quotation_is_not_refunded(self):
        with self.assertRefused("is not a confirmed order"):
            self._create_order()._refund("Off")

    def test_locked_order_is_not_refunded(self):
        order = self._create_billed()
        order.action_lock()
        with self.assertRefused("is locked. Unlock it first"):
            order._refund("Off")
        self.assertFalse(order.instalment_ids.move_id.reversal_move_ids)

    def test_partly_credited_invoice_stops_everything(self):
        order = self._create_billed()
        move = order.instalment_ids[0].move_id
        note = move._reverse_moves([{}])
        note.invoice_line_ids.price_unit = 100
        note.action_post()
        with self.assertRefused("credited in part already"):
            order._refund("Off")
        self.assertEqual(order.state, "sale")

    # === WHO === #

    def test_accountant_refunds_without_crm_rights(self):
        order = self._create_billed()
        self._refund(order, self.nadiia)
        self.assertEqual(order.state, "cancel")

    def test_salesperson_refunds_nothing_that_is_posted(self):
        order = self._create_billed()
        with self.assertRaisesRegex(AccessError, "Ask an accountant"):
            order.with_user(self.sally)._refund("Off")

    def test_colleague_opens_no_refund_of_a_closed_order(self):
        order = self._create_billed()
        with self.assertRaises(AccessError) as caught:
            self._refund(order, self.oleh)
        self.assertNotIn(order.name, str(caught.exception))

    # === WHAT IS SHOWN === #

    def test_preview_shows_what_will_be_done(self):
        order = self._create_billed(paid=250)
        dialog = self.env["crm.process.refund"].with_user(self.nadiia)
        dialog = dialog.create({"order_id": order.id, "reason": "Off"})
        move = order.instalment_ids[0].move_id
        self.assertRegex(dialog.preview, f"{move.name} over .*600.00.* is credited")
        self.assertRegex(dialog.preview, "250.00.* were paid and are to be returned")
        self.assertIn(f"The order “{order.name}” is cancelled.", dialog.preview)
        self.assertRegex(dialog.preview, "goes to “Refused”")

    def test_preview_shows_what_is_in_the_way(self):
        order = self._create_billed()
        order.action_lock()
        dialog = self.env["crm.process.refund"].with_user(self.nadiia)
        dialog = dialog.create({"order_id": order.id, "reason": "Off"})
        self.assertFalse(dialog.preview)
        self.assertIn("is locked", dialog.problems)
