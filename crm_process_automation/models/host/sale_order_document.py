from odoo import models


class SaleOrder(models.Model):
    """An order as its papers print it: proposal, contract and act say the same."""

    _name = "sale.order"
    _inherit = ["sale.order", "crm.process.printed.mixin"]
    _document_link = "order_id"

    # === HOOKS === #

    def _get_printed_base_lines(self):
        taxes = self.env["account.tax"]
        lines = [
            line._prepare_base_line_for_taxes_computation()
            for line in self._get_priced_lines()
        ]
        lines += self._add_base_lines_for_early_payment_discount()
        taxes._add_tax_details_in_base_lines(lines, self.company_id)
        taxes._round_base_lines_tax_details(lines, self.company_id)
        return lines

    def _get_printed_lines(self):
        """Down payments are not sold, nor are options that nobody has taken."""
        return self.order_line.sorted().filtered(
            lambda line: not line.is_downpayment and not line._is_option_left()
        )

    def _get_line_quantity(self, line):
        return line.product_uom_qty

    # === BUSINESS METHODS === #

    def _find_order_for_document(self, _document_type):
        """Return the order that the paper is about."""
        return self

    def _prepare_document_values(self, document_type):
        values = super()._prepare_document_values(document_type)
        order = self.sudo()  # sudo: copied onto the paper, not shown
        return values | {
            "order_id": order.id,
            "lead_id": order.opportunity_id.id,
            "company_id": order.company_id.id,
            "currency_id": order.currency_id.id,
        }


class SaleOrderLine(models.Model):
    """A line that is offered as an option: it counts once somebody has taken it."""

    _inherit = "sale.order.line"

    # === BUSINESS METHODS === #

    def _is_option_left(self):
        """Return whether the line is an option, or a heading of some, not taken."""
        self.ensure_one()
        if self.display_type == "line_note":
            return False
        if self.display_type:
            lines = self.order_id.order_line.filtered(
                lambda line: (
                    not line.display_type
                    and self in line.parent_id | line.parent_id.parent_id
                )
            )
            return bool(lines) and all(line._is_option_left() for line in lines)
        return self._is_line_optional() and not self.product_uom_qty
