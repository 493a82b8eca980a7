from odoo import models


class AccountMove(models.Model):
    """An invoice of the accounts as the paper prints it."""

    _name = "account.move"
    _inherit = ["account.move", "crm.process.printed.mixin"]

    # === HOOKS === #

    def _get_printed_base_lines(self):
        base_lines, _tax_lines = self._get_rounded_base_and_tax_lines()
        return base_lines

    def _get_printed_lines(self):
        rounding = self.line_ids.filtered(lambda line: line.display_type == "rounding")
        return self.invoice_line_ids.sorted() | rounding
