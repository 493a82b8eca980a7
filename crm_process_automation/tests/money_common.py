from odoo.fields import Command

from .common import ProcessCase


class MoneyCase(ProcessCase):
    """A company with the generic chart of accounts, and people with few rights each.

    Sally sells and has no accounting right; Nadiia keeps the books and has no right to
    deals or orders. The work costs 1,000.00, VAT 20 % on top, billed by delivery.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        charts = cls.env["account.chart.template"]
        if not cls.company.chart_template:
            charts.try_loading("generic_coa", cls.company, install_demo=False)
        cls.nadiia = cls._create_user(
            "nadiia",
            "crm_process_automation.group_process_accountant,"
            "account.group_account_invoice",
        )
        cls.client = cls.env["res.partner"].create({"name": "Sunflower Ltd"})
        cls.vat = cls._create_tax(20)
        cls.work = cls._create_service("Work", invoice_policy="delivery")
        cls.hall = cls._create_service("Hall", invoice_policy="order")
        cls.prepaid = cls.env.ref("crm_process_automation.payment_plan_prepaid")
        cls.halves = cls.env.ref("crm_process_automation.payment_plan_halves")
        cls.afterwards = cls.env.ref("crm_process_automation.payment_plan_afterwards")

    # === FACTORIES === #

    @classmethod
    def _create_tax(cls, amount, **values):
        return cls.env["account.tax"].create(
            {
                "name": f"VAT {amount} % {values.get('price_include_override', '')}",
                "amount": amount,
                "company_id": cls.company.id,
                **values,
            }
        )

    @classmethod
    def _create_service(cls, name, **values):
        return cls.env["product.product"].create(
            {
                "name": name,
                "type": "service",
                "list_price": 1000,
                "taxes_id": [Command.set(cls.vat.ids)],
                **values,
            }
        )

    @classmethod
    def _create_plan(cls, *percents, base="confirmation", **values):
        return cls.env["crm.process.payment.plan"].create(
            {
                "name": " / ".join(map(str, percents)),
                "line_ids": [
                    Command.create(
                        {
                            "name": f"Part {number}",
                            "sequence": number,
                            "percent": percent,
                            "base": base,
                        }
                    )
                    for number, percent in enumerate(percents, 1)
                ],
                **values,
            }
        )

    @classmethod
    def _create_order(cls, *products, plan=None, price=1000, **values):
        """Return Sally's quotation, one line of each of `products` (the work)."""
        return cls.env["sale.order"].create(
            {
                "partner_id": cls.client.id,
                "user_id": cls.sally.id,
                "payment_plan_id": (plan or cls.halves).id,
                "order_line": [
                    Command.create({"product_id": product.id, "price_unit": price})
                    for product in products or [cls.work]
                ],
                **values,
            }
        )

    @classmethod
    def _create_confirmed(cls, *products, **values):
        order = cls._create_order(*products, **values)
        order.action_confirm()
        return order

    # === ACTING === #

    def _pay(self, move, amount=None):
        """Register a payment of `amount` (of what is open) on the posted invoice."""
        values = {} if amount is None else {"amount": amount}
        wizard = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        payment = wizard.create(values)._create_payments()
        self.env.flush_all()
        return payment

    def _deliver(self, order):
        order._deliver_by_act()

    # === ASSERTIONS === #

    def assertAmounts(self, rows, *amounts):
        self.assertEqual([f"{row.amount:.2f}" for row in rows], list(amounts))


class BilledCase(MoneyCase):
    """An order in halves; the first is billed and posted."""

    def setUp(self):
        super().setUp()
        self.order = self._create_confirmed()
        self.first = self.order.instalment_ids[0]
        self.first.action_invoice()
        self.move = self.first.move_id

    def _read(self, name):
        return self.first.with_user(self.sally)[name]
