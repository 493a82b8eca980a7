from odoo import api, fields, models


class CrmProcessDiscountMixin(models.AbstractModel):
    """What bears a discount that automation gives: the percent, and why."""

    _name = "crm.process.discount.mixin"
    _description = "Bearer of a Discount by Automation"

    process_discount = fields.Float(
        string="Discount by Automation (%)",
        digits="Discount",
        readonly=True,
        copy=False,
    )
    process_discount_reason = fields.Char(
        string="Why This Discount", compute="_compute_process_discount_reason"
    )

    # === COMPUTE METHODS === #

    @api.depends("process_discount")
    def _compute_process_discount_reason(self):
        given = self.filtered("process_discount")._origin
        largest = self.env["crm.process.discount"]._find_largest(given)
        for bearer in self:
            row = largest.get(bearer._origin)
            bearer.process_discount_reason = row.reason if row else False

    # === BUSINESS METHODS === #

    def _explain_no_discount(self):
        """Return why the record gets no discount, or an empty text.

        A deal without a quotation bears it for the next one.
        """
        return self._find_open_offer()[1]
