from odoo import api, fields, models

CONFIRMED = ("sale",)
OPEN_QUOTATION = ("draft", "sent")


class CrmProcessCase(models.Model):
    """What a case is worth: confirmed orders, else the newest open quotation, else
    what the deal is expected to bring. Untaxed, as Odoo's expected revenue is.
    """

    _inherit = "crm.process.case"

    amount = fields.Monetary(compute="_compute_amount", store=True, readonly=False)

    # === COMPUTE METHODS === #

    # The revenue of the deal is no dependency: `crm.lead.write` tells of it, because
    # Odoo would look for cases whenever any deal's revenue is written.
    @api.depends(
        "lead_id",
        "order_ids.amount_untaxed",
        "order_ids.state",
        "order_ids.currency_id",
    )
    def _compute_amount(self):
        for case in self:
            case.amount = case._get_worth()

    # === BUSINESS METHODS === #

    def _get_worth(self):
        """Return the amount; a case that has ended without orders keeps its own."""
        self.ensure_one()
        if self.parent_id:
            return self.amount
        if orders := self._get_counted_orders():
            return orders._sum_untaxed(self.currency_id)
        lead = self.lead_id
        if not lead or not self._is_started_on(lead) or not self._is_open():
            return self.amount
        return lead.company_currency._convert(
            lead.expected_revenue, self.currency_id, self.company_id
        )

    def _get_counted_orders(self):
        """Return the confirmed orders, else the newest open quotation."""
        self.ensure_one()
        orders = self.order_ids
        return (
            orders.filtered(lambda order: order.state in CONFIRMED)
            or orders.filtered(lambda order: order.state in OPEN_QUOTATION).sorted(
                "id"
            )[-1:]
        )


class SaleOrder(models.Model):
    """What orders bring, in one currency."""

    _inherit = "sale.order"

    def _sum_untaxed(self, currency):
        """Return the untaxed sum in `currency`, each order at the rate of its date."""
        return sum(
            order.currency_id._convert(
                order.amount_untaxed,
                currency,
                order.company_id,
                order.date_order or fields.Date.context_today(order),
            )
            for order in self
        )


class CrmLead(models.Model):
    """The expected revenue follows the orders, where the process says so."""

    _inherit = "crm.lead"

    expected_revenue = fields.Monetary(
        compute="_compute_expected_revenue", store=True, readonly=False
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "order_ids.amount_untaxed",
        "order_ids.state",
        "order_ids.currency_id",
        "order_ids.case_id",
    )
    def _compute_expected_revenue(self):
        for lead in self._filter_driven():
            case = lead._get_own_case()
            orders = case._get_counted_orders()
            if orders and case.template_id.is_amount_from_products:
                lead.expected_revenue = orders._sum_untaxed(lead.company_currency)

    # === CRUD METHODS === #

    def write(self, vals):
        result = super().write(vals)
        if "expected_revenue" in vals:
            # sudo: what the deal is worth, its case is worth
            cases = self._filter_driven().sudo().case_id
            self.env.add_to_compute(cases._fields["amount"], cases)
            cases.modified(["amount"])
        return result
