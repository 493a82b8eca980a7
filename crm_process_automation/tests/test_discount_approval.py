from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .discount_common import DiscountCase


@tagged("post_install", "-at_install")
class TestDiscountApproval(DiscountCase):
    """Above the limit nothing is given until a manager has approved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env["crm.team"].create({"name": "Fairs", "user_id": cls.head.id})

    def setUp(self):
        super().setUp()
        self.lead = self._create_repair(team_id=self.team.id)
        self.order = self._create_quotation(1, opportunity_id=self.lead.id)
        self.action = self._create_discount("15", process_discount_limit=10)
        self._run(self.action, self.lead)

    def _get_tasks(self):
        tasks = self.lead.sudo().case_id.task_ids
        return tasks.filtered(lambda task: task.kind == "approval").sorted("id")

    def _rerun(self, percent):
        self.action.process_discount_formula = percent
        self._run(self.action, self.lead)

    def test_head_of_the_deal_is_asked_and_nothing_is_given(self):
        task = self._get_tasks()
        self.assertEqual((task.user_id, task.state), (self.head, "open"))
        self.assertIn("15 %", task.name)
        self.assertTrue(task.deadline)
        self.assertEqual(self.order.amount_total, 100)

    def test_what_was_approved_is_given(self):
        self._get_tasks().with_user(self.head).action_approve()
        self.assertEqual(self.order.amount_total, 85)
        self.assertEqual(self.lead.process_discount, 15)

    def test_what_was_refused_is_not_given_and_the_chatter_says_so(self):
        self._get_tasks().with_user(self.head).action_refuse("Too dear for us")
        self.assertEqual(self.order.amount_total, 100)
        bodies = " ".join(self.lead.sudo().message_ids.mapped("body"))
        self.assertIn("Too dear for us", bodies)

    def test_nobody_is_asked_twice(self):
        self._run(self.action, self.lead)
        self.assertEqual(len(self._get_tasks()), 1)

    def test_nobody_is_asked_again_after_he_refused(self):
        self._get_tasks().with_user(self.head).action_refuse("Too dear for us")
        self._run(self.action, self.lead)
        self.assertEqual(len(self._get_tasks()), 1)

    def test_another_percent_is_asked_for_anew(self):
        self._rerun("20")
        old, new = self._get_tasks()
        self.assertEqual((old.state, new.state), ("cancelled", "open"))
        new.with_user(self.head).action_approve()
        self.assertEqual(self.order.amount_total, 80)

    def test_less_than_the_limit_needs_no_answer_any_more(self):
        self._rerun("5")
        self.assertEqual(self._get_tasks().state, "cancelled")
        self.assertEqual(self.order.amount_total, 95)

    def test_less_than_was_approved_needs_no_second_word(self):
        self._get_tasks().with_user(self.head).action_approve()
        self._rerun("12")
        self.assertEqual(self.order.amount_total, 88)
        self.assertEqual(len(self._get_tasks()), 1)

    def test_taken_back_it_has_to_be_approved_anew(self):
        self._get_tasks().with_user(self.head).action_approve()
        self._rerun("0")
        self.assertEqual(self.order.amount_total, 100)
        self._rerun("15")
        self.assertEqual(len(self._get_tasks()), 2)
        self.assertEqual(self.order.amount_total, 100)

    def test_request_that_has_no_sense_any_more_is_cancelled(self):
        self._rerun("0")
        self.assertEqual(self._get_tasks().state, "cancelled")

    def test_smaller_discount_stays_while_a_larger_one_is_asked_for(self):
        self._rerun("5")
        self._rerun("15")
        self.assertEqual(self.order.amount_total, 95)

    def test_smaller_discount_stays_when_others_are_reckoned_meanwhile(self):
        self._rerun("5")
        self._rerun("15")
        self._run(self._create_discount("3"), self.lead)
        self.assertEqual(self.order.amount_total, 95)
        self._get_tasks()[-1:].with_user(self.head).action_refuse("Too dear for us")
        self._run(self._create_discount("2"), self.lead)
        self.assertEqual(self.order.amount_total, 95)

    def test_approval_after_the_order_was_agreed_changes_nothing(self):
        self.order.action_confirm()
        self._get_tasks().with_user(self.head).action_approve()
        self.assertEqual(self.order.amount_total, 100)
        bodies = " ".join(self.lead.sudo().message_ids.mapped("body"))
        self.assertIn("cannot be changed any more", bodies)

    def test_order_without_a_deal_asks_the_leader_of_its_team(self):
        order = self._create_quotation(1, team_id=self.team.id)
        action = self._create_order_discount("15")
        self._run(action, order)
        task = self.env["crm.process.task"].search([("order_id", "=", order.id)])
        self.assertEqual(task.user_id, self.head)
        task.with_user(self.head).action_approve()
        self.assertEqual(order.amount_total, 85)

    # === RIGHTS === #

    def test_salesperson_does_not_approve_his_own_discount(self):
        task = self._get_tasks().with_user(self.sally)
        with self.assertRaises(UserError):
            task.action_approve()
        with self.assertRaises(UserError):
            task.user_id = self.sally
        self.assertEqual(self.order.amount_total, 100)

    def test_manager_approves(self):
        self._get_tasks().with_user(self.head).action_approve()
        self.assertEqual(self.order.amount_total, 85)

    def test_nobody_writes_the_discounts_by_hand(self):
        discount = self.env["crm.process.discount"].search([])
        for user in (self.sally, self.head, self.designer):
            with self.assertRaises(AccessError):
                discount.with_user(user).percent = 50
            with self.assertRaises(AccessError):
                discount.with_user(user).copy()

    def test_discount_is_read_by_whoever_reads_the_deal(self):
        discount = self.env["crm.process.discount"].search([])
        self.assertTrue(discount.with_user(self.sally).read(["percent"]))
        with self.assertRaises(AccessError):
            discount.with_user(self.oleh).read(["percent"])

    # === BAD INPUT === #

    def test_more_than_everything_and_less_than_nothing_is_refused(self):
        for percent in ("101", "0 - 5", "100.01"):
            with self.subTest(percent):
                action = self._create_discount(f"{percent} + 0")
                with self.assertRaisesRegex(UserError, "between 0 and 100"):
                    self._run(action, self.lead)

    def test_plain_percent_out_of_bounds_is_warned_of_when_it_is_saved(self):
        for percent in ("101", "-5", "", "5 *"):
            self.assertTrue(self._create_discount(percent).warning, percent)
        self.assertTrue(self._create_discount(process_discount_limit=120).warning)
        self.assertFalse(self._create_discount("5").warning)

    def test_confirmed_order_gets_no_discount(self):
        order = self._create_quotation(1)
        order.action_confirm()
        self._run(self._create_order_discount(), order)
        self.assertEqual(order.amount_total, 100)
