from odoo import api, fields, models


class SaleOrder(models.Model):
    """The discount that automation gives to an offer, on top of the price list's.

    It holds for every line, those added later too, until the automation takes it back
    or the offer is agreed to. Of its own and its deal's discounts the largest counts.
    """

    _inherit = "sale.order"

    process_discount = fields.Float(
        string="Discount by Automation (%)",
        digits="Discount",
        readonly=True,
        copy=False,
        help="Taken from the price that the price list gives, on every line whose "
        "discount no person has changed.",
    )
    is_discount_managed = fields.Boolean(readonly=True, copy=False)
    process_discount_reason = fields.Char(
        string="Why This Discount", compute="_compute_process_discount_reason"
    )

    # === COMPUTE METHODS === #

    @api.depends("process_discount")
    def _compute_process_discount_reason(self):
        given = self.filtered("process_discount")._origin
        largest = self.env["crm.process.discount"]._find_largest(given)
        for order in self:
            row = largest.get(order._origin)
            order.process_discount_reason = row.reason if row else False

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

    def _explain_no_discount(self):
        """Return why the order gets no discount, or an empty text."""
        return self._find_open_offer()[1]

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


class CrmLead(models.Model):
    """The discount that automation gives to a deal: to all its open offers."""

    _inherit = "crm.lead"

    process_discount = fields.Float(
        string="Discount by Automation (%)",
        digits="Discount",
        readonly=True,
        copy=False,
        help="On every open quotation of the deal, those made later too.",
    )
    process_discount_reason = fields.Char(
        string="Why This Discount", compute="_compute_process_discount_reason"
    )

    # === COMPUTE METHODS === #

    @api.depends("process_discount")
    def _compute_process_discount_reason(self):
        given = self.filtered("process_discount")._origin
        largest = self.env["crm.process.discount"]._find_largest(given)
        for lead in self:
            row = largest.get(lead._origin)
            lead.process_discount_reason = row.reason if row else False

    # === BUSINESS METHODS === #

    def _explain_no_discount(self):
        """Return why the deal gets no discount, or an empty text.

        Without a quotation it holds for the next one.
        """
        return self._find_open_offer()[1]

    def _take_discounts(self):
        """Let the deals and their open offers bear the discount that counts."""
        largest = self.env["crm.process.discount"]._find_largest(self)
        for lead in self:
            percent = largest[lead].percent if lead in largest else 0.0
            if lead.process_discount != percent:
                lead.process_discount = percent
        # sudo: the quotations of colleagues are the deal's, too; whoever may not change
        # one is refused when it is changed
        self.sudo().order_ids.with_env(self.env)._take_discounts()

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        self._merge_discounts(opportunities)
        return result

    def _merge_discounts(self, opportunities):
        """Bring the discounts over; of two by one action the larger counts."""
        self.ensure_one()
        rows = self.env["crm.process.discount"]._find_of(self | opportunities)
        own = rows.pop(self, rows_of_nobody(self.env))
        for row in rows_of_nobody(self.env).union(*rows.values()):
            same = own.filtered(lambda old, new=row: old.action_id == new.action_id)
            if not same:
                row.lead_id = self
                own |= row
            elif row.state == "applied" and row.percent > same.percent:
                same._apply(row.percent)
        if own:
            self.sudo()._take_discounts()  # sudo: whoever may merge the deals may this


def rows_of_nobody(env):
    return env["crm.process.discount"].sudo().browse()  # sudo: the system's rows
