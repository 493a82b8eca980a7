"""Random orders, walked to their end: what was billed is what was ordered."""

from odoo.fields import Command

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
        """Return a confirmed random order."""
        pick = self.chance.choice
        self.env.company.tax_calculation_rounding_method = pick(
            ("round_per_line", "round_globally")
        )
        order = self.env["sale.order"].create(
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
        order.action_confirm()
        return order

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
        """Bill the whole plan, with the act where the last instalment waits for it."""
        rows = order.instalment_ids.sorted()
        is_act_early = self.chance.random() < 0.3
        for row in rows:
            if row.base == "act" or is_act_early:
                order._deliver_by_act()
            if order.currency_id.compare_amounts(row.amount, 0) > 0:
                row.action_invoice()

    def sum_up(self, order):
        """Return posted invoices less posted credit notes, in the order's currency."""
        moves = order.invoice_ids.filtered(lambda move: move.state == "posted")
        signs = {"out_invoice": 1, "out_refund": -1}
        total = sum(signs[move.move_type] * move.amount_total for move in moves)
        return order.currency_id.round(total)

    def find_faults(self, order):
        """Return in words what is wrong with the bills of a fully billed order."""
        faults = []
        if order.currency_id.compare_amounts(self.sum_up(order), order.amount_total):
            faults.append(f"billed {self.sum_up(order)} of {order.amount_total}")
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
