from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .refund_common import RefundCase


@tagged("post_install", "-at_install")
class TestRefundCancel(RefundCase):
    """Odoo's own Cancel does not pass the client's money by."""

    def test_paid_order_is_not_just_cancelled(self):
        order = self._create_billed()
        move = order.instalment_ids[0].move_id
        for verb in ("action_cancel", "_action_cancel"):
            with (
                self.subTest(verb),
                self.assertRefused(f"600.00 .*{move.name}", "“Refund the Order…”"),
            ):
                getattr(order, verb)()
        with self.assertRefused("“Refund the Order…”"):
            order.write({"state": "cancel"})
        self.assertEqual((order.state, order.case_id.state), ("sale", "running"))

    def test_paid_order_is_not_made_a_quotation_and_cancelled_then(self):
        order = self._create_billed()
        for state in ("draft", "sent"):
            with self.subTest(state), self.assertRefused("“Refund the Order…”"):
                order.with_user(self.sally).write({"state": state})
        self.assertEqual(order.state, "sale")

    def test_order_with_a_posted_invoice_is_not_just_cancelled(self):
        order = self._create_billed(paid=0)
        with self.assertRefused("is posted.* “Refund the Order…”"):
            order.action_cancel()

    def test_many_at_once_are_not_just_cancelled(self):
        orders = self._create_billed() | self._create_order()
        wizard = self.env["sale.mass.cancel.orders"].create(
            {"sale_order_ids": orders.ids}
        )
        with self.assertRefused(orders[0].name):
            wizard.action_mass_cancel()
        self.assertEqual(orders.mapped("state"), ["sale", "draft"])

    def test_button_leads_to_the_refund(self):
        order = self._create_billed()
        self.assertTrue(order.with_user(self.sally).needs_refund)
        action = order.instalment_ids[0].with_user(self.nadiia).action_refund()
        dialog = self.env[action["res_model"]].with_user(self.nadiia)
        with Form(dialog.with_context(**action["context"])) as form:
            form.reason = "The event does not take place"
        form.record.action_apply()
        self.assertEqual(order.state, "cancel")
        self.assertFalse(order.needs_refund)

    def test_salesperson_is_sent_to_an_accountant(self):
        order = self._create_billed().with_user(self.sally)
        dialog = self.env["crm.process.refund"].with_user(self.sally)
        with self.assertRaisesRegex(AccessError, "Ask an accountant"):
            dialog.create({"order_id": order.id, "reason": "Off"}).action_apply()

    def test_forged_context_does_not_help(self):
        order = self._create_billed()
        forged = order.with_context(process_refund={"order_ids": order.ids})
        with self.assertRefused("“Refund the Order…”"):
            forged.action_cancel()

    def test_money_credited_by_hand_goes_into_the_refund(self):
        order = self._create_billed()
        order.instalment_ids.move_id._reverse_moves([{}]).action_post()
        self.assertEqual(order.process_amount_to_return, 600)
        with self.assertRefused("600.00 of the client are here"):
            order.action_cancel()
        self._refund(order)
        self.assertEqual(self._get_deviations(order).mapped("cost"), [600])
        self.assertEqual(order.case_id.outcome, "refused")

    def test_refunded_order_taken_up_again_is_cancelled_by_odoo(self):
        order = self._create_billed()
        self._refund(order)
        order.action_draft()
        order.action_confirm()
        order.action_cancel()
        self.assertEqual(order.state, "cancel")

    def test_money_credited_by_hand_after_a_refund_goes_into_another(self):
        order = self._create_billed()
        self._refund(order)
        order.action_draft()
        order.action_confirm()
        row = order.instalment_ids[0]
        row.action_invoice()
        self._pay(row.move_id, 250)
        row.move_id._reverse_moves([{}]).action_post()
        with self.assertRefused("of the client are here"):
            order.action_cancel()
        self._refund(order)
        self.assertEqual(len(self._get_deviations(order)), 2)
        order.action_draft()
        order.action_confirm()
        order.action_cancel()
        self.assertEqual(order.state, "cancel")

    def test_process_of_the_order_without_such_a_way_is_cancelled_as_shown(self):
        template = self._create_template("Rent", host_model="sale.order")
        begin = self._create_stage("Begin", template, is_start=True)
        end = self._create_stage("End", template, is_end=True, outcome="success")
        self._create_arrow(begin, end)
        template.action_activate()
        order = self._create_order()
        case = order._process_start(template)
        order.action_confirm()
        order.instalment_ids[0].action_invoice()
        dialog = self.env["crm.process.refund"].create(
            {"order_id": order.id, "reason": "Off"}
        )
        self.assertIn("is cancelled: no way of refund or refusal", dialog.preview)
        dialog.action_apply()
        self.assertEqual((case.state, case.outcome), ("cancelled", "cancelled"))
        self.assertEqual(self._get_deviations(order).case_id, case)

    # === LEFT TO ODOO === #

    def test_order_without_invoices_is_cancelled(self):
        order = self._create_order()
        case = order._process_start(self.template)
        order.action_confirm()
        order.with_user(self.sally).action_cancel()
        self.assertEqual((order.state, case.state), ("cancel", "cancelled"))

    def test_draft_invoice_is_cancelled_along(self):
        order = self._create_confirmed()
        order.instalment_ids[0].with_user(self.sally).action_invoice()
        order.action_cancel()
        self.assertEqual(order.invoice_ids.mapped("state"), ["cancel"])

    def test_order_without_process_and_instalments_is_cancelled(self):
        order = self._create_order(self.hall)
        order.payment_plan_id = False
        order.action_confirm()
        order._create_invoices().action_post()
        self._pay(order.invoice_ids)
        order.action_cancel()
        self.assertEqual(order.state, "cancel")


@tagged("post_install", "-at_install")
class TestRefundCaseEnd(RefundCase):
    """A matter does not end refused or cancelled while the client's money is here."""

    def setUp(self):
        super().setUp()
        self.case = self._create_deal()

    def test_case_is_not_cancelled(self):
        order = self._create_paid(self.case)
        with self.assertRefused(f"600.00 .*{order.name}", "“Refund the Order…”"):
            self.case.action_cancel("Off")
        self.assertEqual(self.case.state, "running")

    def test_case_is_not_refused(self):
        self._create_paid(self.case, 100)
        with self.assertRefused("100.00 of the client", "“Refund the Order…”"):
            self.case._move_along(self.lose, reason=self.off)
        self.assertEqual(self.case.state, "running")

    def test_deal_is_not_deleted(self):
        self._create_paid(self.case)
        with self.assertRefused("“Refund the Order…”"):
            self.case.lead_id.unlink()

    def test_won_deal_is_not_lost(self):
        self._create_paid(self.case)
        lead = self.case.lead_id
        lead.action_set_won()
        self.assertEqual(self.case.outcome, "success")
        with self.assertRefused("“Refund the Order…”"):
            lead.action_set_lost(lost_reason_id=self.off.id)
        self.assertEqual(lead.won_status, "won")

    def test_refund_of_a_won_deal_loses_it_with_reason_and_cost(self):
        order = self._create_paid(self.case)
        lead = self.case.lead_id
        column = lead.stage_id
        lead.action_set_won()
        self.assertIn("The won deal “Fair” is lost", "\n".join(order._tell_refund()))
        self._refund(order)
        self.assertEqual((lead.won_status, lead.active), ("lost", False))
        self.assertEqual((lead.lost_reason_id, lead.stage_id), (self.off, column))
        deviations = self.env["crm.process.deviation"].search(
            [("case_id", "=", self.case.id)]
        )
        self.assertEqual(deviations.mapped("kind"), ["refund"])
        self.assertEqual((deviations.reason_id, deviations.cost), (self.off, 600))

    def test_refund_of_one_order_leaves_a_won_deal_that_has_another(self):
        order = self._create_paid(self.case)
        self._create_confirmed(opportunity_id=self.case.lead_id.id)
        lead = self.case.lead_id
        lead.action_set_won()
        self.assertNotIn("is lost", "\n".join(order._tell_refund()))
        self._refund(order)
        self.assertEqual((lead.won_status, lead.active), ("won", True))

    def test_won_deal_stays_while_an_order_without_a_process_lives(self):
        order = self._create_paid(self.case)
        lead = self.case.lead_id
        lead.action_set_won()
        self.case.template_id.sudo()._write({"is_automatic": False})
        self.env.invalidate_all()
        self._create_confirmed(opportunity_id=lead.id)
        self._refund(order)
        self.assertEqual((lead.won_status, lead.active), ("won", True))

    def test_refund_ends_it_refused_with_reason_and_cost(self):
        order = self._create_paid(self.case)
        self._refund(order)
        self.assertEqual((self.case.state, self.case.outcome), ("done", "refused"))
        self.assertEqual(self.case.lead_id.lost_reason_id, self.off)
        deviation = self._get_deviations(order)
        self.assertEqual((deviation.case_id, deviation.cost), (self.case, 600))

    def test_refused_once_the_money_went_back(self):
        order = self._create_paid(self.case)
        other = self._create_confirmed(opportunity_id=self.case.lead_id.id)
        self._refund(order)
        self.assertEqual(self.case.state, "running")
        self.case._move_along(self.lose, reason=self.off)
        self.assertEqual((self.case.outcome, other.state), ("refused", "sale"))

    def test_case_without_money_is_refused_and_cancelled(self):
        self._create_confirmed(opportunity_id=self.case.lead_id.id)
        self.case._move_along(self.lose, reason=self.off)
        self.assertEqual(self.case.outcome, "refused")

    def test_case_that_is_paid_ends_with_success(self):
        self._create_paid(self.case)
        self.case.stage_id = self.case.stage_id.transition_ids.to_stage_id.filtered(
            lambda stage: stage.outcome == "success"
        )
        self.assertEqual(self.case.outcome, "success")
