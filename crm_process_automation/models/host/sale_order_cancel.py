from odoo import fields, models
from odoo.exceptions import UserError

from .refund import Refund


class SaleOrder(models.Model):
    """An order that is billed is not merely cancelled: it goes the way of the refund.

    Otherwise the client's money would lie here, and nobody would know. An order without
    a process and without instalments is left to Odoo.
    """

    _inherit = "sale.order"

    needs_refund = fields.Boolean(
        compute="_compute_needs_refund",
        compute_sudo=True,
        help="Money came in, or an invoice is posted: cancelling leads to the refund.",
    )

    # === COMPUTE METHODS === #

    def _compute_needs_refund(self):
        for order in self:
            order.needs_refund = order._needs_refund()

    # === CRUD METHODS === #

    def write(self, vals):
        # A confirmed order that is made a quotation could be cancelled without a word.
        if vals.get("state", "sale") != "sale":
            self._check_needs_no_refund()
        return super().write(vals)

    # === BUSINESS METHODS === #

    def _check_needs_no_refund(self):
        """Raise when an order would be cancelled past its refund."""
        refunded = Refund.from_env(self.env).order_ids
        # sudo: whether there are invoices, is no secret to whoever cancels the order
        orders = self.sudo().filtered(lambda order: order.id not in refunded)
        if billed := orders.filtered(lambda order: order._needs_refund()):
            raise UserError("\n".join(order._explain_refund() for order in billed))

    def _needs_refund(self):
        """Return whether it is more than a click to cancel the order."""
        self.ensure_one()
        if self.state != "sale" or not (self.case_id or self.instalment_ids):
            return False
        return bool(self._get_invoices_to_credit()) or self._holds_money()

    def _holds_money(self):
        """Return whether money of the client is here that no refund tells of yet."""
        return self.currency_id.compare_amounts(self._sum_money(), 0) > 0

    def _sum_money(self):
        """Return what was paid, and what was credited by hand and not told of since."""
        self.ensure_one()
        credited = sum(move._sum_untold() for move in self._get_own_invoices())
        return self._round(self._sum_paid() + credited)

    def _explain_refund(self):
        """Return in a sentence why the order is to be refunded first, and how."""
        self.ensure_one()
        invoices = ", ".join(self._get_own_invoices().mapped("name"))
        if not self._holds_money():
            return self.env._(
                "“%(order)s” cannot just be cancelled: %(invoices)s is posted. Press "
                "“Refund the Order…” on its tab “Payments”: the invoice is credited, "
                "and its process leaves by the way of the refund.",
                order=self.name,
                invoices=invoices,
            )
        return self.env._(
            "%(money)s of the client are here for “%(order)s” (%(invoices)s). Press "
            "“Refund the Order…” on its tab “Payments” first: the invoices are "
            "credited, the money is noted as to be returned, and its process leaves by "
            "the way of the refund.",
            money=self.currency_id.format(self._sum_money()),
            order=self.name,
            invoices=invoices,
        )
