from odoo import fields, models


class SaleOrderLine(models.Model):
    """A line that an action has filled in, and which one."""

    _inherit = "sale.order.line"

    process_action_id = fields.Many2one(
        "ir.actions.server",
        string="Filled in by",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The automation that has put the product here: it keeps the quantity up "
        "to date while the offer is open.",
    )

    # === BUSINESS METHODS === #

    def _is_product_line(self):
        """Return whether the line sells a product: no text, no down payment."""
        self.ensure_one()
        return bool(
            self.product_id and not self.display_type and not self.is_downpayment
        )

    def _sum_quantity(self, unit):
        """Return how much the lines sell together, in `unit`."""
        return sum(
            line.product_uom_id._compute_quantity(
                line.product_uom_qty, unit, round=False
            )
            for line in self
        )

    def _set_filled_quantity(self, quantity, unit):
        """Let the line sell `quantity` of `unit`. Return whether that changes it."""
        self.ensure_one()
        is_same_unit = self.product_uom_id == unit
        if is_same_unit and not unit.compare(self.product_uom_qty, quantity):
            return False
        self.write({"product_uom_qty": quantity, "product_uom_id": unit.id})
        return True
