from odoo import api, fields, models


class SaleOrder(models.Model):
    """The discount that automation gives to an offer, on top of the price list's.

    It holds for every line, those added later too, until the automation takes it back
    or the offer is agreed to. Of its own and its deal's discounts the largest counts.
    """

    _name = "sale.order"
    _inherit = ["sale.order", "crm.process.discount.mixin"]

    process_discount = fields.Float(
        help="Taken from the price that the price list gives, on every line whose "
        "discount no person has changed.",
    )
    is_discount_managed = fields.Boolean(readonly=True, copy=False)

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        orders.filtered(lambda order: order._get_deal_discount())._take_discounts()
        return orders

    def write(self, vals):
        result = super().write(vals)
        if "opportunity_id" in vals:
            self.filtered(
                lambda order: order.is_discount_managed or order._get_deal_discount()
            )._take_discounts()
        return result

    # === BUSINESS METHODS === #

    def _get_deal_discount(self):
        """Return the percent that automation gives to the deal of the order."""
        self.ensure_one()
        # sudo: its quotations bear it, whoever makes them
        return self.sudo().opportunity_id.process_discount

    def _take_discounts(self):
        """Let the open offers bear the discount that counts."""
        offers = self.filtered(lambda order: order._is_open_offer())
        largest = self.env["crm.process.discount"]._find_largest(offers)
        for order in offers:
            percent = largest[order].percent
            if not order.is_discount_managed:
                order.order_line._note_discounts_of_people(percent)
            elif order.process_discount == percent:
                continue
            order.write({"process_discount": percent, "is_discount_managed": True})

    def _recompute_prices(self):
        """Whoever updates the prices wants the discounts anew, his own included."""
        result = super()._recompute_prices()
        managed = self.filtered("is_discount_managed").order_line
        managed.filtered("is_discount_by_hand").is_discount_by_hand = False
        return result
