from odoo import api, fields, models
from odoo.tools import float_compare


class SaleOrderLine(models.Model):
    """The discount of a line: the price list's, automation's on top, or a person's.

    Both are taken one after the other, so that what is payable falls by exactly the
    percent that automation gives. What a person has set stays, also when the quantity
    or the product changes, until the prices are updated.
    """

    _inherit = "sale.order.line"

    is_discount_by_hand = fields.Boolean(
        string="Discount Set by Hand",
        readonly=True,
        copy=False,
        help="A person has set the discount: automation leaves it alone.",
    )
    process_discount_reason = fields.Char(
        string="Why This Discount", compute="_compute_process_discount_reason"
    )

    # === COMPUTE METHODS === #

    @api.depends("order_id.process_discount", "is_discount_by_hand")
    def _compute_discount(self):
        # A line keeps what a person wanted, whatever the price list says now.
        kept = {line: line.discount for line in self if line.is_discount_by_hand}
        result = super()._compute_discount()
        for line in self:
            if line in kept:
                line.discount = kept[line]
            elif line._is_discount_managed():
                line.discount = line._get_discount(line.order_id.process_discount)
        return result

    @api.depends("order_id.process_discount", "is_discount_by_hand", "discount")
    def _compute_process_discount_reason(self):
        for line in self:
            line.process_discount_reason = line._explain_discount()

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        given = [
            line.id
            for line, vals in zip(lines, vals_list, strict=True)
            if "discount" in vals
        ]
        lines.browse(given)._note_discounts_by_hand()
        return lines

    def write(self, vals):
        result = super().write(vals)
        if "discount" in vals:
            self._note_discounts_by_hand()
        return result

    # === BUSINESS METHODS === #

    def _is_discount_managed(self):
        """Return whether automation has a say in the discount of the line."""
        self.ensure_one()
        return (
            self.order_id.is_discount_managed
            and self._is_product_line()
            and not self.is_expense
            and not self._is_global_discount()
        )

    def _get_discount(self, percent):
        """Return the discount of the line with `percent` on top of the price list's."""
        self.ensure_one()
        listed = self._get_listed_discount()
        return 100 - (100 - listed) * (100 - percent) / 100

    def _get_listed_discount(self):
        """Return the discount that the price list shows, as Odoo reckons it."""
        self.ensure_one()
        if self.combo_item_id:
            return self._get_linked_line()._get_listed_discount()
        line = self.with_company(self.company_id)
        if (
            not line.order_id.pricelist_id
            or not line.pricelist_item_id._show_discount()
        ):
            return 0.0
        base = line._get_pricelist_price_before_discount()
        off = base - line._get_pricelist_price()
        return off / base * 100 if base and off * base > 0 else 0.0

    def _note_discounts_by_hand(self):
        """Keep which lines have another discount now than automation gives."""
        for line in self.filtered(lambda line: line._is_discount_managed()):
            given = line._get_discount(line.order_id.process_discount)
            is_by_hand = line._differs(given)
            if line.is_discount_by_hand != is_by_hand:
                line.is_discount_by_hand = is_by_hand

    def _note_discounts_of_people(self, percent):
        """Keep what people have granted before automation first gives `percent`.

        A copied line may bear the discount of automation already.
        """
        by_hand = self.filtered(
            lambda line: (
                line._is_product_line()
                and line._differs(line._get_listed_discount())
                and line._differs(line._get_discount(percent))
            )
        )
        if by_hand:
            by_hand.is_discount_by_hand = True

    def _differs(self, discount):
        digits = self.env["decimal.precision"].precision_get("Discount")
        return bool(float_compare(self.discount, discount, precision_digits=digits))

    def _explain_discount(self):
        """Return in words where the discount comes from; Odoo's own needs none."""
        self.ensure_one()
        if not self._is_discount_managed():
            return False
        if self.is_discount_by_hand:
            return self.env._("Set by hand")
        return self.order_id.process_discount_reason
