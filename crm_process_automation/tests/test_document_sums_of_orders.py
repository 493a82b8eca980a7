import random

from odoo.fields import Command
from odoo.tests import tagged

from ..models.runtime.crm_process_document_check_sums import read_money
from .requisites_common import RequisitesCase

ORDERS = 15


@tagged("post_install", "-at_install")
class TestDocumentSumsOfOrders(RequisitesCase):
    """What Odoo reckons for an order is never stopped, however taxes are rounded."""

    def _create_taxes(self, **values):
        return [
            self.env["account.tax"].create(
                {"name": f"{percent} % {values}", "amount": percent, **values}
            )
            for percent in (20, 14, 7, 0)
        ]

    def _create_order(self, chance, taxes):
        product = self.env["product.product"].create({"name": "Оренда великої зали"})
        return self.env["sale.order"].create(
            {
                "partner_id": self.client.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "product_uom_qty": chance.randrange(1, 4000) / 100,
                            "price_unit": chance.randrange(1, 10**6) / 100,
                            "discount": chance.choice((0, 0, 5, 12.5, 33)),
                            "tax_ids": [Command.set(chance.choice(taxes).ids)],
                        }
                    )
                    for _ in range(chance.randrange(1, 12))
                ],
            }
        )

    def _reckon_lines(self, order):
        """Return (untaxed, tax, total) of each line, as they add up to the order.

        Rounded once for the whole order, as Odoo does by default, a line's own
        subtotals do not add up: Odoo says how much each line gives or takes.
        """
        taxes = self.env["account.tax"]
        lines = [
            line._prepare_base_line_for_taxes_computation()
            for line in order._get_priced_lines()
        ]
        taxes._add_tax_details_in_base_lines(lines, order.company_id)
        taxes._round_base_lines_tax_details(lines, order.company_id)
        for line in lines:
            details = line["tax_details"]
            untaxed = (
                details["total_excluded_currency"]
                + details["delta_total_excluded_currency"]
            )
            tax = sum(row["tax_amount_currency"] for row in details["taxes_data"])
            yield untaxed, tax, untaxed + tax

    def _take_order(self, order):
        lines = [
            self._take_line(number, *(f"{amount:.2f}" for amount in sums))
            for number, sums in enumerate(self._reckon_lines(order), 1)
        ]
        return self._take(
            "proposal",
            lines=lines,
            taxes=[{"text": "ПДВ", "amount": f"{order.amount_tax:.2f}"}],
            totals={
                "untaxed": f"{order.amount_untaxed:.2f}",
                "tax": f"{order.amount_tax:.2f}",
                "total": f"{order.amount_total:.2f}",
            },
        )

    def test_orders_are_not_stopped_however_taxes_are_rounded(self):
        included = self._create_taxes(price_include_override="tax_included")
        excluded = self._create_taxes(price_include_override="tax_excluded")
        chance = random.Random(7)
        for method in ("round_per_line", "round_globally"):
            self.env.company.tax_calculation_rounding_method = method
            for taxes in (included, excluded):
                for number in range(ORDERS):
                    order = self._create_order(chance, taxes)
                    with self.subTest(method, taxes=taxes[0].name, number=number):
                        snapshot = self._take_order(order)
                        self.assertStopped(snapshot)
                        self.assertLinesAddUp(snapshot)

    def assertLinesAddUp(self, snapshot):
        """Each column adds up to its total, to the kopiyka."""
        for key in snapshot["totals"]:
            column = sum(read_money(line, key) for line in snapshot["lines"])
            self.assertEqual(column, read_money(snapshot["totals"], key), key)
