from decimal import Decimal

from odoo import api, models
from odoo.tools.misc import formatLang


class CrmProcessDocument(models.Model):
    """Whether the figures of a paper add up, to the last hundredth."""

    _inherit = "crm.process.document"

    @api.model
    def _find_line_problems(self, snapshot):
        """Return sentences about lines that are missing or say nothing."""
        lines = self._get_counted_lines(snapshot)
        if not lines:
            return [
                self.env._(
                    "The paper has no lines. Add products or services to the order."
                )
            ]
        return [
            self.env._(
                "Line %(number)s has no text. Describe on the order what is sold.",
                number=line.get("no"),
            )
            for line in lines
            if not (line.get("text") or "").strip()
        ]

    @api.model
    def _find_unit_problems(self, snapshot):
        return [
            self.env._(
                "Line %(number)s, “%(text)s”, has no unit of measure. Choose one on "
                "the order.",
                number=line.get("no"),
                text=line.get("text"),
            )
            for line in self._get_counted_lines(snapshot)
            if not line.get("unit")
        ]

    @api.model
    def _find_sum_problems(self, snapshot):
        """Return sentences about totals that do not follow from what is above them."""
        return [
            *self._find_lines_total_problems(snapshot),
            *self._find_tax_total_problems(snapshot),
            *self._find_vat_problems(snapshot),
        ]

    @api.model
    def _find_lines_total_problems(self, snapshot):
        """Return a sentence when the lines do not add up to the total.

        Taxes may be rounded once for the whole paper, as the company has chosen. Then
        one column adds up, that in which prices are given, and the other may miss as
        much as rounding each line may give or take.
        """
        lines = self._get_counted_lines(snapshot)
        if not lines:
            return []
        totals = snapshot.get("totals") or {}
        allowed = len(lines) * self._get_smallest_money(snapshot)
        gaps = [
            abs(sum(read_money(line, key) for line in lines) - read_money(totals, key))
            for key in ("untaxed", "total")
        ]
        if min(gaps) == 0 and max(gaps) <= allowed:
            return []
        return [
            self.env._(
                "The lines add up to %(sum)s, but the total is %(total)s. Check "
                "the order, and make the paper anew.",
                sum=self._say_money(
                    snapshot, sum(read_money(line, "total") for line in lines)
                ),
                total=self._say_money(snapshot, read_money(totals, "total")),
            )
        ]

    @api.model
    def _find_tax_total_problems(self, snapshot):
        totals = snapshot.get("totals") or {}
        untaxed, tax, total = (
            read_money(totals, key) for key in ("untaxed", "tax", "total")
        )
        split = sum(read_money(row, "amount") for row in snapshot.get("taxes") or [])
        values = {
            "untaxed": self._say_money(snapshot, untaxed),
            "tax": self._say_money(snapshot, tax),
            "split": self._say_money(snapshot, split),
            "total": self._say_money(snapshot, total),
        }
        problems = []
        if untaxed + tax != total:
            problems.append(
                self.env._(
                    "%(untaxed)s without VAT and %(tax)s of VAT are not the total of "
                    "%(total)s. Check the order, and make the paper anew.",
                    **values,
                )
            )
        if split != tax:
            problems.append(
                self.env._(
                    "The rates of VAT add up to %(split)s, but the VAT is %(tax)s. "
                    "Check the taxes of the lines.",
                    **values,
                )
            )
        return problems

    @api.model
    def _find_vat_problems(self, snapshot):
        """Return a sentence when somebody who pays no VAT would ask for it."""
        supplier = snapshot.get("supplier") or {}
        tax = read_money(snapshot.get("totals") or {}, "tax")
        lines = self._get_counted_lines(snapshot)
        taxes = [tax, *(read_money(line, "tax") for line in lines)]
        if (
            not any(taxes)
            or supplier.get("is_vat_payer")
            or not self._is_ukrainian(supplier)
        ):
            return []
        return [
            self.env._(
                "%(party)s is not marked as a VAT payer, but the paper shows %(tax)s "
                "of VAT. Take the taxes off the lines, or tick “VAT Payer” on the card "
                "of the contact, tab “For Papers”.",
                party=self._name_party(snapshot, "supplier"),
                tax=self._say_money(snapshot, tax),
            )
        ]

    @api.model
    def _find_payment_problems(self, snapshot):
        """Return a sentence when the schedule of payments is not the total."""
        payments = snapshot.get("payments") or []
        planned = sum(read_money(payment, "amount") for payment in payments)
        total = read_money(snapshot.get("totals") or {}, "total")
        if not payments or planned == total:
            return []
        return [
            self.env._(
                "The payments add up to %(planned)s, but the total is %(total)s. "
                "Correct the payment plan of the order.",
                planned=self._say_money(snapshot, planned),
                total=self._say_money(snapshot, total),
            )
        ]

    # === HELPERS === #

    @api.model
    def _get_counted_lines(self, snapshot):
        """Return the lines with money; sections and notes have none."""
        lines = snapshot.get("lines") or []
        return [line for line in lines if line.get("kind", "line") == "line"]

    @api.model
    def _get_smallest_money(self, snapshot):
        decimals = (snapshot.get("currency") or {}).get("decimals", 2)
        return Decimal(1).scaleb(-decimals)

    @api.model
    def _say_money(self, snapshot, amount):
        currency = snapshot.get("currency") or {}
        digits = currency.get("decimals", 2)
        figures = formatLang(self.env, float(amount), digits=digits)
        return f"{figures} {currency.get('name', '')}".strip()


def read_money(values, key):
    """Return a sum of a snapshot, kept as a text; nothing counts as zero."""
    return Decimal(values.get(key) or "0")
