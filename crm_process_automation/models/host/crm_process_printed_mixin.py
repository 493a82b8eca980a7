import re

from odoo import models
from odoo.tools import float_repr

NOTHING = re.compile(r"\W*(vat|пдв)?\W*0\s*%\W*", re.IGNORECASE)
SECTIONS = ("line_section", "line_subsection")


class CrmProcessPrintedMixin(models.AbstractModel):
    """An order or an invoice whose money is printed on papers, as Odoo computed it.

    Nothing is computed again: the lines and the taxes are those that Odoo has rounded
    for its own totals, down to the kopiyka that it moves from one line to another.
    """

    _name = "crm.process.printed.mixin"
    _description = "Printed on Papers"

    # === HOOKS === #

    def _get_printed_base_lines(self):
        """Return what Odoo's taxes were computed on, rounded as in the totals."""
        raise NotImplementedError

    def _get_printed_lines(self):
        """Return the lines to print, with sections and notes, in their order."""
        raise NotImplementedError

    def _get_line_quantity(self, line):
        """Return how much of it there is."""
        return line.quantity

    # === BUSINESS METHODS === #

    def _get_document_lines(self, base_lines=None):
        """Return the lines as they are printed, amounts as texts of decimals."""
        details = {
            base_line["record"]: base_line
            for base_line in base_lines or self._get_printed_base_lines()
            if isinstance(base_line["record"], models.BaseModel)
        }
        rows = [
            row
            for line in self._get_printed_lines()
            for row in self._print_rows(line, details)
        ]
        counted = (row for row in rows if row["kind"] == "line")
        for number, row in enumerate(counted, 1):
            row["no"] = number
        return rows

    def _get_document_taxes(self, base_lines=None):
        """Return what each kind of tax amounts to, and on what."""
        groups = {}
        for base_line in base_lines or self._get_printed_base_lines():
            for text, base, amount in self._split_by_tax(base_line):
                group = groups.setdefault(text, {"base": 0.0, "amount": 0.0})
                group["base"] += base
                group["amount"] += amount
        return [
            {
                "text": text,
                "base": self._print_money(group["base"]),
                "amount": self._print_money(group["amount"]),
            }
            for text, group in groups.items()
        ]

    def _get_document_totals(self):
        """Return the totals that Odoo keeps on the record."""
        self.ensure_one()
        return {
            "untaxed": self._print_money(self.amount_untaxed),
            "tax": self._print_money(self.amount_tax),
            "total": self._print_money(self.amount_total),
        }

    # === LINES === #

    def _print_rows(self, line, details):
        """Return the rows of one line; none when its heading speaks for it."""
        if any(self._get_headings(line).mapped("collapse_composition")):
            return []
        if line in details:
            return [self._print_line(line, details[line])]
        if line.display_type in SECTIONS and line.collapse_composition:
            return self._print_composition(line, details)
        return [self._print_text(line)] if line.display_type else []

    def _get_headings(self, line):
        return line.parent_id | line.parent_id.parent_id

    def _print_composition(self, heading, details):
        """Return a heading whose lines are not for the client: one row for each tax."""
        groups = {}
        for line, base_line in details.items():
            if heading in self._get_headings(line):
                text = self._print_taxes(line.tax_ids)
                groups.setdefault(text, []).append(self._get_sums(base_line))
        unit = self.env.ref("uom.product_uom_unit", raise_if_not_found=False)
        return [
            {
                "kind": "line",
                "text": heading.name or "",
                "unit": unit.name if unit else "",
                "quantity": "1",
                "price": self._print_money(sum(untaxed for untaxed, _tax in sums)),
                "price_included": False,
                "discount": "0",
                "tax_text": text,
                **self._print_sums(*map(sum, zip(*sums, strict=True))),
            }
            for text, sums in groups.items()
        ]

    def _print_text(self, line):
        is_section = line.display_type in SECTIONS
        return {
            "kind": "section" if is_section else "note",
            "level": int(line.display_type == "line_subsection"),
            "text": line.name or "",
        }

    def _print_line(self, line, base_line):
        """Return one line; its amounts add up to the totals over all the lines."""
        return {
            "kind": "line",
            "text": line.name or "",
            "unit": line.product_uom_id.name or "",
            "quantity": self._print_quantity(self._get_line_quantity(line)),
            "price": self._print_price(line.price_unit),
            "price_included": any(line.tax_ids.mapped("price_include")),
            "discount": self._print_number(line.discount, "Discount"),
            "tax_text": self._print_taxes(line.tax_ids),
            **self._print_sums(*self._get_sums(base_line)),
        }

    def _print_sums(self, untaxed, tax):
        return {
            "untaxed": self._print_money(untaxed),
            "tax": self._print_money(tax),
            "total": self._print_money(untaxed + tax),
        }

    def _get_sums(self, base_line):
        """Return (untaxed, tax) of a line, as they add up to the totals.

        Rounded once for the whole order, as Odoo does by default, a line's own
        subtotals do not add up: Odoo says how much each line gives or takes.
        """
        details = base_line["tax_details"]
        untaxed = (
            details["total_excluded_currency"]
            + details["delta_total_excluded_currency"]
        )
        tax = sum(each["tax_amount_currency"] for each in details["taxes_data"])
        return untaxed, tax

    # === TAXES === #

    def _split_by_tax(self, base_line):
        """Return [(text, base, amount)]: the taxes on a line, or that there is none.

        Odoo rounds the base of each tax by itself, so that bases may miss the total by
        a kopiyka. The base of a line's only tax is what the line says.
        """
        taxes = base_line["tax_details"]["taxes_data"]
        untaxed, _tax = self._get_sums(base_line)
        if not taxes:
            return [(self._print_taxes(), untaxed, 0.0)]
        return [
            (
                self._print_taxes(each["tax"]),
                untaxed if len(taxes) == 1 else each["base_amount_currency"],
                each["tax_amount_currency"],
            )
            for each in taxes
        ]

    def _print_taxes(self, taxes=()):
        """Return the taxes in words: VAT 20 %, exempt, or without VAT."""
        return ", ".join(map(self._print_tax, taxes)) or self.env._("without VAT")

    def _print_tax(self, tax):
        label = (tax.invoice_label or tax.name or "").strip(" +")
        is_percent = tax.amount_type == "percent"
        if is_percent and (tax.amount or NOTHING.fullmatch(label)):
            return self.env._("VAT %(rate)s %%", rate=f"{tax.amount:g}")
        return label

    # === NUMBERS === #

    def _print_money(self, amount):
        digits = self.currency_id.decimal_places
        return float_repr(self.currency_id.round(amount) + 0.0, digits)

    def _print_price(self, price):
        digits = self.env["decimal.precision"].precision_get("Product Price")
        text = float_repr(price, max(digits, self.currency_id.decimal_places))
        whole, _dot, part = text.partition(".")
        shown = part.rstrip("0").ljust(self.currency_id.decimal_places, "0")
        return f"{whole}.{shown}" if shown else whole

    def _print_quantity(self, quantity):
        return self._print_number(quantity, "Product Unit")

    def _print_number(self, number, precision):
        digits = self.env["decimal.precision"].precision_get(precision)
        text = float_repr(number, digits)
        return text.rstrip("0").rstrip(".") if "." in text else text
