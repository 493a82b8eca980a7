from odoo import api, models

# What decides whether the instalments have billed all of an order.
ON_INSTALMENTS = (
    "order_id.amount_total",
    "order_id.instalment_ids.amount",
    "order_id.instalment_ids.state",
    "order_id.instalment_ids.move_id.state",
)


class SaleOrder(models.Model):
    """An order that its instalments have billed to the last, ahead of its delivery."""

    _inherit = "sale.order"

    # === BUSINESS METHODS === #

    def _is_billed_by_instalments(self):
        """Return whether the invoices of the instalments come to the whole order."""
        self.ensure_one()
        order = self.sudo()  # sudo: the sums of the user's own order
        billed = order._get_billed_instalments()
        left = sum((order.instalment_ids - billed).mapped("amount"))
        if not billed or not order.currency_id.is_zero(left):
            return False
        total = sum(billed.mapped("amount"))
        return not order.currency_id.compare_amounts(total, order.amount_total)


class SaleOrderLine(models.Model):
    """A line of which nothing is left to be billed once the instalments cover all.

    Odoo counts by line. Where down payments have billed the whole order, it would ask
    for one more invoice after the delivery: the line, less the down payments, over 0.00
    or, as it is rounded, over a kopiyka. The client has his papers already: nothing is
    to be closed by a further document.
    """

    _inherit = "sale.order.line"

    # === COMPUTE METHODS === #

    @api.depends(*ON_INSTALMENTS)
    def _compute_qty_to_invoice(self):
        result = super()._compute_qty_to_invoice()
        self._filter_billed_ahead().qty_to_invoice = 0
        return result

    @api.depends(*ON_INSTALMENTS)
    def _compute_invoice_status(self):
        result = super()._compute_invoice_status()
        for line in self._filter_billed_ahead():
            if line.invoice_status == "no":
                line.invoice_status = "invoiced"
        return result

    @api.depends(*ON_INSTALMENTS)
    def _compute_untaxed_amount_to_invoice(self):
        result = super()._compute_untaxed_amount_to_invoice()
        self._filter_billed_ahead().untaxed_amount_to_invoice = 0
        return result

    @api.depends(*ON_INSTALMENTS)
    def _compute_amount_to_invoice(self):
        result = super()._compute_amount_to_invoice()
        self._filter_billed_ahead().amount_to_invoice = 0
        return result

    # === BUSINESS METHODS === #

    def _filter_billed_ahead(self):
        """Return the lines of confirmed orders that the instalments have billed."""
        orders = self.order_id.filtered(
            lambda order: order.state == "sale" and order._is_billed_by_instalments()
        )
        return self.filtered(lambda line: line.order_id in orders)
