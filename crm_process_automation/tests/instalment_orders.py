"""Random orders, walked to their end: all papers and invoices say the same sum."""

from decimal import Decimal

from odoo.fields import Command

from .order_maker import draft_papers

PRINTED = ("proposal", "contract", "act", "invoice")
PLANS = ((50, 50), (33.33, 33.33, 33.34), (100,), (30, 70), (10, 20, 30, 40))
RATES = (20, 7, 0)
DISCOUNTS = (0, 0, 5, 10, 12.5, 33.33, 99)


class InstalmentOrders:
    """Makes random orders with taxes, discounts and plans, and bills them.

    :param client: a partner who buys
    :param chance: a `random.Random`
    """

    def __init__(self, env, client, chance):
        self.env, self.client, self.chance = env, client, chance
        self.taxes = [
            env["account.tax"].create(
                {
                    "name": f"{rate} % {way}",
                    "amount": rate,
                    "price_include_override": way,
                }
            )
            for rate in RATES
            for way in ("tax_excluded", "tax_included")
        ]
        self.products = {
            policy: env["product.product"].create(
                {"name": policy, "type": "service", "invoice_policy": policy}
            )
            for policy in ("order", "delivery")
        }
        self.plans = [
            self._create_plan(percents, base)
            for percents in PLANS
            for base in ("act", "confirmation")
        ]
        self.currencies = self._activate_currencies()
        self.forms = {
            document_type: env["crm.process.document.template"].create(
                {
                    "name": document_type,
                    "code": f"walked_{document_type}",
                    "document_type": document_type,
                }
            )
            for document_type in PRINTED
        }

    def _create_plan(self, percents, base):
        return self.env["crm.process.payment.plan"].create(
            {
                "name": f"{percents} {base}",
                "line_ids": [
                    Command.create(
                        {
                            "name": str(number),
                            "sequence": number,
                            "percent": percent,
                            # Before the act, or all but the last.
                            "base": base if number == len(percents) else "confirmation",
                        }
                    )
                    for number, percent in enumerate(percents, 1)
                ],
            }
        )

    def _activate_currencies(self):
        names = ("UAH", "EUR", "JPY")
        currencies = self.env["res.currency"].with_context(active_test=False)
        found = currencies.search([("name", "in", names)])
        found.active = True
        for currency, rate in zip(found, (0.02, 0.9, 150), strict=True):
            self.env["res.currency.rate"].create(
                {"currency_id": currency.id, "rate": rate, "name": "2020-01-01"}
            )
        pricelists = self.env["product.pricelist"]
        own = self.env.company.currency_id
        return [
            pricelists.create({"name": currency.name, "currency_id": currency.id})
            for currency in found | own
        ]

    def make(self):
        """Return a random quotation."""
        pick = self.chance.choice
        self.env.company.tax_calculation_rounding_method = pick(
            ("round_per_line", "round_globally")
        )
        return self.env["sale.order"].create(
            {
                "partner_id": self.client.id,
                "pricelist_id": pick(self.currencies).id,
                "payment_plan_id": pick(self.plans).id,
                "order_line": [
                    Command.create(self._get_line())
                    for _number in range(self.chance.randint(1, 6))
                ],
            }
        )

    def _get_line(self):
        pick = self.chance.choice
        return {
            "product_id": pick(list(self.products.values())).id,
            "product_uom_qty": pick((1, 1, 2, 3, 7, 0.5, 1.75)),
            "price_unit": pick(
                (round(self.chance.uniform(0.5, 50_000), 2), 100, 999.99, 10.03)
            ),
            "discount": pick(DISCOUNTS),
            "tax_ids": [Command.set(pick(self.taxes).ids)],
        }

    def bill(self, order):
        """Bill the whole plan, with the act before or after the last instalment."""
        rows = order.instalment_ids.sorted()
        is_act_early = self.chance.random() < 0.3
        for row in rows:
            if row.base == "act" or is_act_early:
                order._deliver_by_act()
            if order.currency_id.compare_amounts(row.amount, 0) > 0:
                row.action_invoice()
        order._deliver_by_act()

    def walk(self, order):
        """Go from the proposal to the act. Return {where: the sum that stands there}.

        The sums are texts, as papers print them.
        """
        sums = self._print(order, "proposal") | self._print(order, "contract")
        order.action_confirm()
        self.bill(order)
        sums |= self._print(order, "act")
        posted = order.invoice_ids.filtered(lambda move: move.state == "posted")
        printed = (self._print(order, "invoice", move)["invoice"] for move in posted)
        return sums | {
            "invoice papers": self._write(order, sum(map(Decimal, printed))),
            "invoices less credit notes": self._write(order, self.sum_up(order)),
        }

    def _print(self, order, document_type, move=None):
        """Return the total on the paper, and that of its schedule of payments."""
        (paper,) = draft_papers(order, self.forms, [document_type])
        paper.move_id = move
        snapshot = paper._collect_data()
        sums = {document_type: snapshot["totals"]["total"]}
        if document_type == "contract":
            parts = sum(Decimal(row["amount"]) for row in snapshot["payments"])
            sums["payments of the contract"] = self._write(order, parts)
        return sums

    def _write(self, order, amount):
        return f"{amount:.{order.currency_id.decimal_places}f}"

    def sum_up(self, order):
        """Return posted invoices less posted credit notes, in the order's currency."""
        moves = order.invoice_ids.filtered(lambda move: move.state == "posted")
        signs = {"out_invoice": 1, "out_refund": -1}
        total = sum(signs[move.move_type] * move.amount_total for move in moves)
        return order.currency_id.round(total)

    def find_faults(self, order, sums):
        """Return in words what is wrong with an order that was walked to its end."""
        total = self._write(order, order.amount_total)
        faults = [
            f"{where}: {amount} instead of {total}"
            for where, amount in sums.items()
            if amount != total
        ]
        if order.invoice_status != "invoiced":
            faults.append(f"still “{order.invoice_status}” by Odoo")
        invoices = order.invoice_ids
        faults += [
            f"{move.name}: {move.move_type} over {move.amount_total}"
            for move in invoices
            if move.move_type != "out_invoice" or move.amount_total <= 0
        ]
        faults += [
            f"{row.name}: {row.amount} planned, {row.move_id.amount_total} billed"
            for row in order.instalment_ids
            if row.currency_id.compare_amounts(row.amount, row.move_id.amount_total)
        ]
        return faults
