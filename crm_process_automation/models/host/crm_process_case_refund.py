from odoo import models
from odoo.exceptions import UserError

from .crm_process_case_amount import CONFIRMED
from .refund import Refund

# The ways out of a deal whose money goes back, the best first.
REFUND_KINDS = ("refund", "refuse")


class CrmProcessCase(models.Model):
    """A case whose client gets his money back: it leaves by the way made for that.

    It does not end refused or cancelled while the client's money is here.
    """

    _inherit = "crm.process.case"

    # === ACTION METHODS === #

    def action_cancel(self, reason):
        """Cancel the cases, unless money of the client is here: that goes back first.

        :raise UserError: naming the order to be refunded
        """
        self.check_access("write")
        self._check_holds_no_money()
        return super().action_cancel(reason)

    # === HOOKS === #

    def _get_arrow_blockers(self, arrow):
        blockers = super()._get_arrow_blockers(arrow)
        end = arrow.to_stage_id
        if end.is_end and end.outcome != "success":
            orders = self._get_orders_with_money()
            blockers = [*blockers, *(order._explain_refund() for order in orders)]
        return blockers

    # === BUSINESS METHODS === #

    def _get_orders_with_money(self):
        """Return the orders whose money is here; of a sub-process, its main case asks.

        Those that are being refunded at this moment do not count.
        """
        refunded = Refund.from_env(self.env).order_ids
        # sudo: whether there is money, is no secret to whoever ends the case
        orders = self.sudo().filtered(lambda case: not case.parent_id).order_ids
        return orders.filtered(
            lambda order: (
                order.state == "sale"
                and order.id not in refunded
                and order._holds_money()
            )
        )

    def _check_holds_no_money(self):
        """Raise when the cases would end while money of the client is here."""
        if orders := self._get_orders_with_money():
            raise UserError("\n".join(order._explain_refund() for order in orders))

    def _find_refund_arrow(self):
        """Return the arrow that a refund takes from here, or none.

        One to an end is better than one to a stage, refund is better than refuse.
        """
        self.ensure_one()
        arrows = self._get_ways().filtered(lambda arrow: arrow.kind in REFUND_KINDS)
        return arrows.sorted(
            lambda arrow: (
                REFUND_KINDS.index(arrow.kind),
                not arrow.to_stage_id.is_end,
                arrow.sequence,
                arrow.id,
            )
        )[:1]

    def _is_on_refund_way(self):
        """Return whether the case came to where it stands by a refund."""
        self.ensure_one()
        # sudo: the way of a case is read for what follows, not shown
        last = (
            self.env["crm.process.move"]
            .sudo()
            .search(
                [("case_id", "=", self.id), ("is_undone", "=", False)],
                order="id desc",
                limit=1,
            )
        )
        return last.transition_id.kind == "refund"

    def _leave_by_refund(self, reason, text):
        """Take the way of the refund; a case that is on it already goes on by itself.

        :param reason: a `crm.lost.reason`, if any
        :param text: why, in words
        """
        self.ensure_one()
        if not self._is_on_refund_way() and (arrow := self._find_refund_arrow()):
            self._set_free(text)
            self._move_along(arrow, reason=reason, text=text)

    def _set_free(self, reason):
        """End what holds the case: its pause, and the sub-process that it waits for."""
        if self.state == "paused":
            self.action_resume()
        if self.state == "waiting":
            # Not before the children end: the case goes the way of the refund, not on.
            self._write_past_door({"state": "running"})
            self.child_ids.filtered(lambda child: child._is_open())._cancel(reason)

    def _tell_refund_way(self, order):
        """Return in a sentence what the refund of `order` does to the case."""
        self.ensure_one()
        if self._is_on_refund_way():
            return self.env._(
                "“%(case)s” stays at “%(stage)s” and goes on from there.",
                case=self.display_name,
                stage=self.stage_id.name,
            )
        if arrow := self._find_refund_arrow():
            return self.env._(
                "“%(case)s” goes to “%(stage)s”.",
                case=self.display_name,
                stage=arrow.to_stage_id.name,
            )
        if self._is_started_on(order):
            return self.env._(
                "“%(case)s” is cancelled: no way of refund or refusal leads on from "
                "“%(stage)s”.",
                case=self.display_name,
                stage=self.stage_id.name,
            )
        return self.env._(
            "“%(case)s” stays at “%(stage)s”: no way of refund or refusal leads on "
            "from there.",
            case=self.display_name,
            stage=self.stage_id.name,
        )

    def _note_refund(self, values):
        """Write the deviation of the refund, or complete the one of its arrow."""
        deviations = self.env["crm.process.deviation"]
        domain = [
            ("case_id", "=", self.id),
            ("kind", "=", "refund"),
            ("order_id", "in", (False, values["order_id"])),
        ]
        found = deviations.search(domain) if self else deviations
        if given := found.filtered(lambda row: not row.cost).sorted("id")[-1:]:
            given.write(
                {
                    "cost": values["cost"],
                    "cause": given.cause or values["cause"],
                    "order_id": values["order_id"],
                }
            )
            return given
        return deviations.create(
            values
            | {
                "case_id": self.id,
                "template_id": self.template_id.id,
                "stage_id": self.stage_id.id,
                "kind": "refund",
            }
        )


class CrmLead(models.Model):
    """A won deal is lost when the client's money goes back, not while it is here."""

    _inherit = "crm.lead"

    # === BUSINESS METHODS === #

    def _lose_after_won(self, values):
        # sudo: which case it is, is no secret
        self.sudo().case_id._check_holds_no_money()
        return super()._lose_after_won(values)

    def _filter_lost_by_refund(self, orders):
        """Return the won deals that nothing is left of when `orders` are taken back."""
        return self._filter_won_with_case().filtered(
            lambda lead: (
                not lead.order_ids.filtered(lambda order: order.state in CONFIRMED)
                - orders
            )
        )

    def _lose_by_refund(self, orders, reason):
        """Lose the won deals of `orders`, which were refunded: the deviation is theirs.

        Their cases have ended and stay as they ended: moves are history.
        """
        for lead in self._filter_lost_by_refund(orders):
            lead._put_back_and_lose({"lost_reason_id": reason.id if reason else False})
