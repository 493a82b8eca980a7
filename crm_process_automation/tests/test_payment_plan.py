from odoo.exceptions import AccessError
from odoo.tests import tagged

from .money_common import MoneyCase


@tagged("post_install", "-at_install")
class TestPaymentPlan(MoneyCase):
    """In which instalments an order is paid."""

    def test_ready_plans_add_up(self):
        for plan in self.prepaid | self.halves | self.afterwards:
            self.assertEqual(sum(plan.line_ids.mapped("percent")), 100)

    def test_plan_that_does_not_add_up_is_refused(self):
        with self.assertRefused("add up to 90 % instead of 100 %"):
            self._create_plan(50, 40)

    def test_plan_may_be_changed_to_other_shares_at_once(self):
        plan = self._create_plan(50, 50)
        first, last = plan.line_ids
        plan.write(
            {
                "line_ids": [
                    (1, first.id, {"percent": 40}),
                    (1, last.id, {"percent": 60}),
                ]
            }
        )
        self.assertEqual(plan.line_ids.mapped("percent"), [40, 60])

    def test_plan_without_instalments_is_refused_when_it_is_used(self):
        plan = self.env["crm.process.payment.plan"].create({"name": "Empty"})
        order = self._create_order(plan=plan)
        with self.assertRefused("“Empty” add up to 0 %"):
            order.action_confirm()

    def test_instalment_before_confirmation_is_refused(self):
        with self.assertRefused("would be due before its base event"):
            self.halves.line_ids[0].days = -1

    def test_designer_makes_plans(self):
        self.assertTrue(self.halves.with_user(self.designer).copy())

    def test_salesperson_makes_no_plans(self):
        self.assertTrue(self.halves.with_user(self.sally).name)
        with self.assertRaises(AccessError):
            self.halves.with_user(self.sally).name = "Mine"


@tagged("post_install", "-at_install")
class TestOrderInstalments(MoneyCase):
    """The instalments of an order follow its plan and its total."""

    def test_quotation_has_no_instalments_yet(self):
        self.assertFalse(self._create_order().instalment_ids)

    def test_confirmation_makes_instalments(self):
        with self.at("2026-12-01 10:00:00"):
            order = self._create_confirmed()
        rows = order.instalment_ids
        self.assertAmounts(rows, "600.00", "600.00")
        self.assertEqual(rows.mapped("state"), ["planned", "planned"])
        self.assertEqual([str(row.date_due) for row in rows], ["2026-12-04", "False"])

    def test_last_instalment_takes_what_rounding_leaves(self):
        plan = self._create_plan(33.33, 33.33, 33.34)
        order = self._create_confirmed(plan=plan, price=0.83)
        self.assertEqual(order.amount_total, 1.00)
        self.assertAmounts(order.instalment_ids, "0.33", "0.33", "0.34")

    def test_plan_chosen_on_a_confirmed_order_makes_instalments(self):
        order = self._create_confirmed(plan=self.prepaid)
        order.with_user(self.sally).payment_plan_id = self.halves
        self.assertAmounts(order.instalment_ids, "600.00", "600.00")

    def test_no_plan_means_no_instalments(self):
        order = self._create_confirmed()
        order.payment_plan_id = False
        self.assertFalse(order.instalment_ids)

    def test_planned_instalments_follow_the_total(self):
        order = self._create_confirmed()
        order.order_line.price_unit = 2000
        self.assertAmounts(order.instalment_ids, "1200.00", "1200.00")

    def test_company_has_a_plan_for_new_quotations(self):
        self.company.process_payment_plan_id = self.prepaid
        order = self.env["sale.order"].create({"partner_id": self.client.id})
        self.assertEqual(order.payment_plan_id, self.prepaid)

    def test_plan_of_the_quotation_template_is_stronger(self):
        self.company.process_payment_plan_id = self.prepaid
        template = self.env["sale.order.template"].create(
            {"name": "Event", "payment_plan_id": self.halves.id}
        )
        order = self.env["sale.order"].create(
            {"partner_id": self.client.id, "sale_order_template_id": template.id}
        )
        self.assertEqual(order.payment_plan_id, self.halves)

    def test_cancelled_order_drops_what_was_only_planned(self):
        order = self._create_confirmed()
        order._action_cancel()
        self.assertFalse(order.instalment_ids)

    def test_salesperson_moves_a_date(self):
        row = self._create_confirmed().instalment_ids[1].with_user(self.sally)
        row.date_due = "2027-01-15"
        self.assertEqual(str(row.date_due), "2027-01-15")

    def test_salesperson_sets_no_amounts(self):
        row = self._create_confirmed().instalment_ids[1].with_user(self.sally)
        with self.assertRefused("follow from the plan"):
            row.percent = 10

    def test_colleague_sees_no_instalments_of_a_closed_order(self):
        row = self._create_confirmed().instalment_ids[0]
        self.assertTrue(row.with_user(self.sally).has_access("read"))
        self.assertFalse(row.with_user(self.oleh).has_access("read"))

    def test_accountant_sees_all_instalments_without_the_orders(self):
        clerk = self._create_user(
            "clerk", "crm_process_automation.group_process_accountant"
        )
        order = self._create_confirmed()
        self.assertFalse(order.with_user(clerk).has_access("read"))
        row = order.instalment_ids[0].with_user(clerk)
        self.assertIn(row, row.search([]))
        self.assertEqual((row.order_name, row.amount), (order.name, 600.0))

    def test_schedule_for_papers(self):
        with self.at("2026-12-01 10:00:00"):
            order = self._create_confirmed()
            self.assertEqual(
                order._get_payment_schedule()[0],
                {
                    "no": 1,
                    "name": "Prepayment",
                    "percent": "50",
                    "amount": "600.00",
                    "date": "2026-12-04",
                    "due_text": "",
                    "state_text": "Planned",
                },
            )

    def test_quotation_prints_what_its_plan_will_make_of_it(self):
        order = self._create_order(
            plan=self._create_plan(33.33, 33.33, 33.34), price=0.83
        )
        schedule = order._get_payment_schedule()
        self.assertEqual([row["amount"] for row in schedule], ["0.33", "0.33", "0.34"])
        self.assertEqual({row["date"] for row in schedule}, {None})

    def test_quotation_says_in_words_when_it_will_be_paid(self):
        plan = self._create_plan(50, 50)
        plan.line_ids.write({"days": 3})
        plan.line_ids[1].base = "act"
        schedule = self._create_order(plan=plan)._get_payment_schedule()
        self.assertEqual(
            [row["due_text"] for row in schedule],
            [
                "within 3 calendar days after the confirmation of the order",
                "within 3 calendar days after the act",
            ],
        )
