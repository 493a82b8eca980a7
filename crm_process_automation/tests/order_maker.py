"""Random orders, and whether a paper says what they do. For tests and benches."""

from decimal import Decimal

from odoo.fields import Command

RATES = (20, 7, 0)
CURRENCIES = ("UAH", "USD", "EUR", "JPY")
PAPERS = ("proposal", "contract", "act")
TOTALS = {"untaxed": "amount_untaxed", "tax": "amount_tax", "total": "amount_total"}


class OrderMaker:
    """Makes orders of one client: VAT added or included, discounts, currencies."""

    def __init__(self, env, partner):
        self.env = env
        self.partner = partner
        self.product = env["product.product"].create({"name": "Hall"})
        self.taxes = [
            env["account.tax"].create(self._prepare_tax(rate, how))
            for rate in RATES
            for how in ("tax_excluded", "tax_included")
        ]
        currencies = env["res.currency"].with_context(active_test=False)
        found = currencies.search([("name", "in", CURRENCIES)])
        found.active = True
        self.pricelists = env["product.pricelist"].create(
            [{"name": each.name, "currency_id": each.id} for each in found]
        )

    def _prepare_tax(self, rate, how):
        return {
            "name": f"{rate}% {how}",
            "amount": rate,
            "type_tax_use": "sale",
            "price_include_override": how,
        }

    def make_orders(self, dice, count):
        """Return `count` orders in one batch."""
        return self.env["sale.order"].create(
            [self._prepare_order(dice) for _index in range(count)]
        )

    def _prepare_order(self, dice):
        taxes = self.taxes if dice.random() < 0.5 else [dice.choice(self.taxes)]
        return {
            "partner_id": self.partner.id,
            "pricelist_id": dice.choice(self.pricelists).id,
            "order_line": [
                Command.create(self._prepare_line(dice, dice.choice(taxes)))
                for _index in range(dice.randint(1, 8))
            ],
        }

    def _prepare_line(self, dice, tax):
        return {
            "product_id": self.product.id,
            "product_uom_qty": dice.choice([1, 3, 7, dice.randint(1, 999) / 100]),
            "price_unit": dice.randint(1, 99999) / 100,
            "discount": dice.choice([0, 0, 5, 7.5, 33.33]),
            "tax_ids": [Command.set(tax.ids)],
        }


def draft_papers(order, forms, document_types=PAPERS):
    """Return unsaved papers of an order, `forms` by their type."""
    papers = order.env["crm.process.document"]
    return [
        papers.new(
            {
                "document_type": document_type,
                "template_id": forms[document_type].id,
                "order_id": order.id,
                "partner_id": order.partner_id.id,
                "user_id": order.env.uid,
                "company_id": order.company_id.id,
                "currency_id": order.currency_id.id,
                "date": "2026-12-12",
                "revision": 1,
            }
        )
        for document_type in document_types
    ]


def find_gaps(snapshot, record):
    """Return what on a paper does not agree, with itself or with its order."""
    lines = [line for line in snapshot["lines"] if line["kind"] == "line"]
    totals = {name: Decimal(snapshot["totals"][name]) for name in TOTALS}
    taxes = snapshot["taxes"]
    figures = {
        "lines, untaxed": (_add_up(lines, "untaxed"), totals["untaxed"]),
        "lines, tax": (_add_up(lines, "tax"), totals["tax"]),
        "lines, total": (_add_up(lines, "total"), totals["total"]),
        "taxes, base": (_add_up(taxes, "base"), totals["untaxed"]),
        "taxes, amount": (_add_up(taxes, "amount"), totals["tax"]),
        "gross": (totals["untaxed"] + totals["tax"], totals["total"]),
    }
    digits = record.currency_id.decimal_places
    for name, field in TOTALS.items():
        figures[f"order, {name}"] = (f"{record[field]:.{digits}f}", str(totals[name]))
    return {name: pair for name, pair in figures.items() if pair[0] != pair[1]}


def _add_up(rows, key):
    return sum((Decimal(row[key]) for row in rows), Decimal())
