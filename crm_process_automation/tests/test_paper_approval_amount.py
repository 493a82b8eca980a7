from odoo.tests import tagged

from .paper_approval_common import PaperApprovalCase


@tagged("post_install", "-at_install")
class TestPaperApprovalAmount(PaperApprovalCase):
    """An approval is asked only from its amount on. The contract is worth 1,441.20."""

    def _start_from(self, amount, **values):
        return self._start(
            self._ask("Accountant", self.anna),
            self._ask(
                "Director",
                self.viktor,
                is_after_previous=True,
                amount_from=amount,
                **values,
            ),
        )

    def _approve_by_accountant(self, case, **values):
        paper = self._issue_contract(case, **values)
        self._get_task(paper, self.anna).action_approve()
        return paper

    def test_above_the_amount_everybody_is_asked(self):
        paper = self._approve_by_accountant(self._start_from(1000))
        self.assertEqual(self._get_open(paper).user_id, self.viktor)

    def test_exactly_the_amount_is_asked(self):
        paper = self._approve_by_accountant(self._start_from(1441.20))
        self.assertEqual(self._get_open(paper).user_id, self.viktor)

    def test_below_the_amount_the_others_approve(self):
        case = self._start_from(1441.21)
        paper = self._approve_by_accountant(case)
        self.assertFalse(self._get_open(paper))
        self.assertEqual(self._read(paper, "state"), ("approved",))
        case._move_along(self.way_on)
        self.assertEqual(case.state, "done")

    def test_other_currency_is_compared_in_that_of_the_company(self):
        euro = self.env.ref("base.EUR")
        euro.active = True
        company = self.env.company
        self.assertNotEqual(company.currency_id, euro)
        self.env["res.currency.rate"].create(
            {"currency_id": euro.id, "name": "2020-01-01", "inverse_company_rate": 40}
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "Euro", "currency_id": euro.id}
        )
        order = self._create_order(
            [(self.hall, 1)], opportunity_id=self.lead.id, pricelist_id=pricelist.id
        )
        order.order_line.price_unit = 100
        for amount, is_asked in ((4800, True), (4801, False)):
            with self.subTest(amount):
                case = self._start_from(amount)
                paper = self._issue("contract", host=order, case_id=case.id)
                self.assertEqual(paper.amount_total, 120)
                self._get_task(paper, self.anna).action_approve()
                self.assertEqual(bool(self._get_open(paper)), is_asked)

    def test_paper_tells_that_an_open_task_was_not_needed(self):
        """The case is worth more than the paper that is issued for it."""
        case = self._start(
            self._ask("Accountant", self.anna),
            self._ask("Director", self.viktor, amount_from=5000),
        )
        self.assertEqual(case.sudo().task_ids.user_id, self.anna)
        case = self._start(
            self._ask("Accountant", self.anna),
            self._ask("Director", self.viktor, amount_from=1100),
        )
        case.sudo().amount = 0
        small = self._create_order([(self.hall, 0.5)], opportunity_id=self.lead.id)
        paper = self._issue("contract", host=small, case_id=case.id)
        director = case.sudo().task_ids.filtered(lambda t: t.user_id == self.viktor)
        self.assertEqual(director.state, "cancelled")
        self.assertIn("Not asked: ", director.comment)
        self.assertEqual(self._get_open(paper).user_id, self.anna)

    def test_step_that_the_case_was_too_small_for_is_asked_when_the_paper_is_larger(
        self,
    ):
        case = self._start(
            self._ask("Accountant", self.anna),
            self._ask("Director", self.viktor, amount_from=1300),
        )
        self.assertEqual(case.sudo().task_ids.user_id, self.anna)
        paper = self._issue_contract(case)
        self.assertEqual(self._get_open(paper).user_id, self.anna | self.viktor)

    def test_revision_that_is_worth_more_asks_the_director_too(self):
        case = self._start_from(2000)
        paper = self._approve_by_accountant(case)
        self.order.order_line[0].product_uom_qty = 2
        revision = paper.with_user(self.sally).action_revise("Two halls")
        self._get_task(revision, self.anna).action_approve()
        self.assertEqual(self._get_open(revision).user_id, self.viktor)

    def test_matter_without_a_paper_is_asked_by_the_amount_of_the_case(self):
        for amount, is_asked in ((1000, True), (5000, False)):
            with self.subTest(amount):
                case = self._start(
                    self._ask(
                        "Director",
                        self.viktor,
                        document_type=False,
                        amount_from=amount,
                    ),
                )
                self.assertEqual(bool(case.sudo().task_ids), is_asked)
                self.assertEqual(not case._explain_blockers(), not is_asked)

    def test_paper_that_no_step_is_asked_about_is_for_a_manager(self):
        case = self._start(self._ask("Director", self.viktor, amount_from=9000))
        paper = self._issue_contract(case)
        self.assertFalse(self._get_open(paper))
        paper.with_user(self.head).action_approve()
        self.assertEqual(self._read(paper, "state"), ("approved",))
