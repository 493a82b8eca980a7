from odoo import api, fields, models

from .crm_process_case_amount import CONFIRMED


class CrmProcessCase(models.Model):
    """What is paid for the confirmed orders of a case."""

    _inherit = "crm.process.case"

    payment_text = fields.Char(
        string="Payments", compute="_compute_payment_text", compute_sudo=True
    )

    # === COMPUTE METHODS === #

    def _compute_payment_text(self):
        for case in self:
            case.payment_text = case._tell_payments()

    # === HOOKS === #

    def _is_paid_to(self, share):
        self.ensure_one()
        paid, total, currency = self._sum_payments()
        due = currency.round(total * share / 100)
        return (
            bool(self._get_paid_orders()) and currency.compare_amounts(paid, due) >= 0
        )

    def _explain_payment(self, share):
        self.ensure_one()
        if not self._get_paid_orders():
            sentence = self._explain_unconfirmed()
            return sentence or super()._explain_payment(share)
        paid, total, currency = self._sum_payments()
        due = currency.round(total * share / 100)
        return self.env._(
            "%(paid)s of %(due)s are paid (%(share)s %% of %(total)s): %(missing)s are "
            "missing.",
            paid=currency.format(paid),
            due=currency.format(due),
            share=f"{share:g}",
            total=currency.format(total),
            missing=currency.format(due - paid),
        )

    # === BUSINESS METHODS === #

    def _get_paid_orders(self):
        """Return the confirmed orders of the deal, also for a sub-process of it."""
        case = self
        while case.parent_id:
            case = case.parent_id
        return case.order_ids.filtered(lambda order: order.state in CONFIRMED)

    def _explain_unconfirmed(self):
        """Return which orders have to be confirmed first, or an empty text."""
        names = ", ".join(self.order_ids.mapped("name"))
        if not names:
            return ""
        return self.env._(
            "No order is confirmed yet, so nothing can be paid: confirm %s.", names
        )

    def _sum_payments(self):
        """Return (paid, total, currency) of the confirmed orders, taxes included.

        Orders of several currencies are summed in that of the case.
        """
        self.ensure_one()
        orders = self._get_paid_orders()
        currency = orders.currency_id
        if len(currency) != 1:
            currency = self.currency_id

        def convert(order, amount):
            return order.currency_id._convert(
                amount, currency, order.company_id, order.date_order
            )

        paid = sum(convert(order, order._sum_paid()) for order in orders)
        total = sum(convert(order, order.amount_total) for order in orders)
        return paid, total, currency

    def _tell_payments(self):
        """Return in words what is paid and what is overdue, or an empty text."""
        orders = self._get_paid_orders()
        if not orders:
            return False
        paid, total, currency = self._sum_payments()
        text = self.env._(
            "%(paid)s of %(total)s paid",
            paid=currency.format(paid),
            total=currency.format(total),
        )
        late = orders.instalment_ids.filtered(lambda row: row.state == "overdue")
        if not late:
            return text
        return self.env._(
            "%(payments)s, overdue: %(late)s",
            payments=text,
            late=", ".join(late.mapped("name")),
        )


class CrmLead(models.Model):
    """What is paid for a deal."""

    _inherit = "crm.lead"

    process_payment_text = fields.Char(
        string="Payments", compute="_compute_process_payment_text"
    )

    # === COMPUTE METHODS === #

    @api.depends("case_id.payment_text")
    @api.depends_context("lang")
    def _compute_process_payment_text(self):
        for lead in self:
            # sudo: whoever may read the deal may know what is paid for it
            # _origin: the case of the deal, not one that a form names
            lead.process_payment_text = lead._origin.sudo().case_id.payment_text
