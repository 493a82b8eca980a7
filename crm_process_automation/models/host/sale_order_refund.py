from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.text import is_blank
from .refund import CONTEXT_KEY, Refund


class SaleOrder(models.Model):
    """An order that is taken back: credit notes, the deviation, the case's end."""

    _inherit = "sale.order"

    # === ACTION METHODS === #

    def action_refund(self):
        """Open the dialogue that shows what a refund will do, and asks why."""
        self.ensure_one()
        self.check_access("read")
        return self._open_refund()

    # === BUSINESS METHODS === #

    def _open_refund(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_process_automation.crm_process_refund_action"
        )
        return action | {"context": {"default_order_id": self.id}}

    def _refund(self, reason, lost_reason=None, cost=None):
        """Take the order back: all of it, or (when anything is in the way) nothing.

        Drafts are cancelled, posted invoices credited, the case leaves by its way of
        refund, the order is cancelled. What was paid is to be returned: that is the
        open rest of the credit notes.

        :param reason: why, in words
        :param lost_reason: a `crm.lost.reason`
        :param cost: what it costs, in the currency of the company; empty: what was paid
        :return: the credit notes
        :raise UserError: naming what is in the way and the remedy
        """
        self.ensure_one()
        self._check_may_refund()
        if is_blank(reason):
            raise UserError(
                self.env._("Say why the money of “%s” goes back.", self.sudo().name)
            )  # sudo: only the number is told
        # sudo: whether the user may was asked above, for each part of it
        order = self.sudo()._in_refund()
        order.lock_for_update()
        if problems := order._find_refund_problems():
            raise UserError("\n".join(problems))
        if cost is None:
            cost = order._get_refund_cost()
        order._check_is_cost(cost)
        order._get_drafts().button_cancel()
        notes = order._credit_invoices(reason)
        order._get_own_invoices()._get_credit_notes().is_refund_told = True
        case = order._get_case_to_refund()
        if case:
            case._leave_by_refund(lost_reason, reason)
        order.action_cancel()
        values = order._prepare_refund_values(reason, lost_reason, cost)
        order.case_id._note_refund(values)
        order.opportunity_id._lose_by_refund(order, lost_reason)
        order.instalment_ids._after_payment()
        return notes.with_env(self.env)

    def _in_refund(self):
        refund = Refund(frozenset(self.ids))
        return self.with_context(**{CONTEXT_KEY: refund})

    def _check_may_refund(self):
        """Raise unless the user may: credits are for accounting, the rest for sales."""
        order = self.sudo()  # sudo: the accountant need not see orders
        if self.env["account.move"].has_access("create"):
            if order.company_id not in self.env.companies:
                raise AccessError(
                    self.env._("The order belongs to a company that is closed to you.")
                )
            return
        self.check_access("write")
        if posted := order._get_own_invoices():
            raise AccessError(
                self.env._(
                    "Invoices of “%(order)s” are posted: %(invoices)s. Ask an "
                    "accountant to refund the order.",
                    order=self.name,
                    invoices=", ".join(posted.mapped("name")),
                )
            )

    def _check_is_cost(self, cost):
        if self.company_id.currency_id.compare_amounts(cost, 0) < 0:
            raise UserError(
                self.env._(
                    "The cost of the refund of “%s” cannot be negative. Write 0 when "
                    "the company loses nothing by it.",
                    self.name,
                )
            )

    def _find_refund_problems(self):
        """Return in sentences what stops a refund."""
        self.ensure_one()
        if self.state != "sale":
            return [
                self.env._(
                    "“%s” is not a confirmed order: there is nothing to refund. Cancel "
                    "the quotation instead.",
                    self.name,
                )
            ]
        problems = []
        if self.locked:
            problems.append(self.env._("“%s” is locked. Unlock it first.", self.name))
        for act in self._get_binding_acts():
            problems.append(
                self.env._(
                    "“%s” is signed: what it covers was rendered and stays. Credit the "
                    "rest in accounting.",
                    act.display_name,
                )
            )
        for move in self._get_drafts().filtered(self._is_shared):
            problems.append(
                self.env._(
                    "%s bills other orders, too. Take this one's lines out of it in "
                    "accounting first.",
                    move.display_name,
                )
            )
        for move in self._get_invoices_to_credit():
            if move._get_credit_notes() and not self._is_shared(move):
                problems.append(
                    self.env._(
                        "%s is credited in part already. Finish that in accounting "
                        "first.",
                        move.name,
                    )
                )
            elif self._is_shared(move):
                problems.append(
                    self.env._(
                        "%s bills other orders, too. Credit this one's part in "
                        "accounting.",
                        move.name,
                    )
                )
        return problems

    def _is_shared(self, move):
        """Return whether the invoice bills other orders beside this one."""
        return bool(move.line_ids.sale_line_ids.order_id - self)

    def _get_binding_acts(self):
        """Return the acts of the order that the client has signed or accepted."""
        return self._get_acts("accepted")

    def _get_drafts(self):
        return self._get_open_invoices().filtered(lambda move: move.state == "draft")

    def _get_invoices_to_credit(self):
        return self._get_own_invoices().filtered(
            lambda move: not self._is_credited(move)
        )

    def _is_credited(self, move):
        """Return whether credit notes cover the invoice, or this order's part of it."""
        if move._is_refunded() or not self._is_shared(move):
            return move._is_refunded()
        own = self.order_line.invoice_lines
        billed, credited = (
            sum((moves.invoice_line_ids & own).mapped("price_total"))
            for moves in (move, move._get_credit_notes())
        )
        return move.currency_id.compare_amounts(credited, billed) >= 0

    def _get_case_to_refund(self):
        """Return the open case, unless other orders of the deal go on with it."""
        case = self.case_id
        others = case._get_paid_orders() - self if case else self.browse()
        return case if case and case._is_open() and not others else case.browse()

    def _get_refund_cost(self):
        return self.currency_id._convert(
            self._sum_money(), self.company_id.currency_id, self.company_id
        )

    def _credit_invoices(self, reason):
        """Post a credit note for each invoice that is not credited yet."""
        notes = self.env["account.move"]
        for move in self._get_invoices_to_credit():
            wizard = (
                self.env["account.move.reversal"]
                .with_context(active_model="account.move", active_ids=move.ids)
                .create({"journal_id": move.journal_id.id, "reason": reason})
            )
            wizard.reverse_moves()
            note = wizard.new_move_ids
            if off := move.currency_id.round(move.amount_total - note.amount_total):
                note._add_coins(off)
            note.action_post()
            notes |= note
        return notes

    def _prepare_refund_values(self, reason, lost_reason, cost):
        return {
            "order_id": self.id,
            "lead_id": self.opportunity_id.id,
            "cause": reason,
            "reason_id": lost_reason.id if lost_reason else False,
            "cost": cost,
            "user_id": self.env.uid,
            "company_id": self.company_id.id,
            "date": fields.Datetime.now(),
        }

    def _tell_refund(self):
        """Return in sentences what a refund will do, for who is about to ask for it."""
        self.ensure_one()
        texts = []
        for move in self._get_drafts():
            texts.append(
                self.env._(
                    "The draft invoice over %s is cancelled.",
                    self.currency_id.format(move.amount_total),
                )
            )
        for move in self._get_invoices_to_credit():
            texts.append(
                self.env._(
                    "%(invoice)s over %(amount)s is credited; %(paid)s were paid and "
                    "are to be returned.",
                    invoice=move.name,
                    amount=self.currency_id.format(move.amount_total),
                    paid=self.currency_id.format(move._sum_received()),
                )
            )
        texts.append(self.env._("The order “%s” is cancelled.", self.name))
        if case := self._get_case_to_refund():
            texts.append(case._tell_refund_way(self))
        for lead in self.opportunity_id._filter_lost_by_refund(self):
            texts.append(self.env._("The won deal “%s” is lost.", lead.name))
        return texts
