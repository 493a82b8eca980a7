from odoo import fields, models


class SaleOrder(models.Model):
    """What is paid for an order, for those who may not look into accounting."""

    _inherit = "sale.order"

    process_amount_paid = fields.Monetary(
        string="Paid So Far", compute="_compute_process_payment", compute_sudo=True
    )
    process_amount_rest = fields.Monetary(
        string="Still to Be Paid", compute="_compute_process_payment", compute_sudo=True
    )
    process_amount_overpaid = fields.Monetary(
        string="Overpaid",
        compute="_compute_process_payment",
        compute_sudo=True,
        help="Came in with the payments of this order and is not used for any invoice "
        "yet.",
    )
    process_amount_to_return = fields.Monetary(
        string="To Be Returned", compute="_compute_process_payment", compute_sudo=True
    )
    has_overdue_instalment = fields.Boolean(
        compute="_compute_process_payment",
        compute_sudo=True,
        search="_search_has_overdue_instalment",
    )

    # === COMPUTE METHODS === #

    def _compute_process_payment(self):
        for order in self:
            paid = order._sum_paid()
            rows, invoices = order.instalment_ids, order._get_own_invoices()
            order.process_amount_paid = paid
            order.process_amount_rest = (
                max(order.amount_total - paid, 0.0) if order.state == "sale" else 0.0
            )
            order.process_amount_overpaid = invoices._sum_unused(order.currency_id)
            order.process_amount_to_return = sum(
                move._sum_to_return() for move in invoices
            )
            order.has_overdue_instalment = "overdue" in rows.mapped("state")

    def _search_has_overdue_instalment(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = "any" if True in value else "not any"
        return [("instalment_ids", late, [("state", "=", "overdue")])]

    # === BUSINESS METHODS === #

    def _get_own_invoices(self):
        """Return the posted invoices (no credit notes) that bill this order."""
        self.ensure_one()
        return self._get_open_invoices().filtered(
            lambda move: move.state == "posted" and move.move_type == "out_invoice"
        )

    def _sum_paid(self):
        """Return what the client has paid for the order and was not credited since."""
        self.ensure_one()
        paid = 0.0
        for move in self._get_own_invoices():
            if not self._is_credited(move):
                paid += move._sum_received() * self._get_part_of(move)
        return self._round(paid)

    def _get_part_of(self, move):
        """Return which part of the invoice is for this order: all of it, nearly always.

        People may bill several orders of a client together.
        """
        own = move.invoice_line_ids.filtered(
            lambda line: line.sale_line_ids.order_id <= self
        )
        total = sum(move.invoice_line_ids.mapped("price_total"))
        is_shared = own != move.invoice_line_ids and total
        return sum(own.mapped("price_total")) / total if is_shared else 1.0
