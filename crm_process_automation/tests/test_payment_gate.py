from odoo.tests import tagged

from .money_common import MoneyCase


@tagged("post_install", "-at_install")
class TestPaymentGate(MoneyCase):
    """A stage is left when the planned share is paid; what is missing is said."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template.host_model = "sale.order"
        cls.gate = cls._create_control(cls.todo, "Paid", kind="paid", share=50)
        cls._activate()

    def _create_small(self, name, **values):
        template = self._create_template(name, host_model="sale.order")
        begin = self._create_stage("Begin", template, is_start=True)
        end = self._create_stage("End", template, is_end=True, outcome="success")
        self._create_arrow(begin, end)
        self._create_control(begin, "Paid", kind="paid", **values)
        return template

    def _start(self, **values):
        order = self._create_order(**values)
        case = order.with_user(self.sally)._process_start(self.template)
        return order, case

    def _bill(self, order):
        order.action_confirm()
        row = order.instalment_ids[0]
        row.action_invoice()
        return row

    def test_unconfirmed_order_holds_back(self):
        order, case = self._start()
        self.assertEqual(
            case._explain_blockers(),
            [
                "No order is confirmed yet, so nothing can be paid: confirm "
                f"{order.name}."
            ],
        )

    def test_missing_money_is_named(self):
        order, case = self._start()
        row = self._bill(order)
        self._pay(row.move_id, 100)
        self.assertRegex(
            case._explain_blockers()[0],
            r"100\.00.* of .*600\.00.* are paid \(50 % of .*1,200\.00\).*500\.00",
        )
        with self.assertRefused("cannot leave “To do” yet"):
            case.stage_id = self.doing

    def test_paid_share_opens_the_gate(self):
        order, case = self._start()
        self._pay(self._bill(order).move_id)
        self.assertEqual(case._explain_blockers(), [])
        case.stage_id = self.doing
        self.assertEqual(case.stage_id, self.doing)

    def test_order_without_a_plan_is_judged_by_its_invoices(self):
        order, case = self._start(plan=self.prepaid)
        order.payment_plan_id = False
        order.action_confirm()
        order._deliver_by_act()
        move = order._create_invoices()
        move.action_post()
        self._pay(move, 600)
        self.assertEqual(case._explain_blockers(), [])

    def test_message_of_the_designer_stays_in_front(self):
        template = self._create_small("Other", message="Wait for the money.")
        template.action_activate()
        order = self._create_order()
        order._process_start(template)
        sentence = order.case_id._explain_blockers()[0]
        self.assertRegex(sentence, "^Wait for the money. No order is confirmed")

    def test_share_beyond_the_price_is_no_gate(self):
        template = self._create_small("Other", share=150)
        with self.assertRefused("waits for 150 % of the price"):
            template.action_activate()

    def test_case_tells_what_is_paid(self):
        order, case = self._start()
        self._pay(self._bill(order).move_id)
        self.assertRegex(case.payment_text, r"600\.00 of .*1,200\.00 paid$")

    # === IN PARTS (G4) === #

    def test_partial_payment_is_a_deviation_once(self):
        order, case = self._start()
        row = self._bill(order)
        self._pay(row.move_id, 100)
        self._pay(row.move_id, 100)
        found = self.env["crm.process.deviation"].search([("case_id", "=", case.id)])
        self.assertEqual(found.mapped("kind"), ["partial_payment"])
        self.assertRegex(found.cause, r"Prepayment: .*100\.00 of .*600\.00 came in")
        self.assertEqual(found.stage_id, self.todo)

    def test_payment_in_full_is_no_deviation(self):
        order, case = self._start()
        self._pay(self._bill(order).move_id)
        found = self.env["crm.process.deviation"].search([("case_id", "=", case.id)])
        self.assertFalse(found)

    def test_accountant_registers_the_partial_payment(self):
        order, _case = self._start()
        row = self._bill(order)
        wizard = self.env["account.payment.register"].with_user(self.nadiia)
        wizard.with_context(
            active_model="account.move", active_ids=row.move_id.ids
        ).create({"amount": 100})._create_payments()
        self.assertEqual(row.state, "partly")
        self.assertTrue(row.partial_deviation_id)
