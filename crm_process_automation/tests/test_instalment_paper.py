from odoo.tests import tagged

from .document_common import DocumentCase
from .test_document_life import DRAWN


@tagged("post_install", "-at_install")
class TestInstalmentPaper(DocumentCase):
    """The papers of an order in instalments: the contract, each invoice, the act."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.env.company
        if not company.chart_template:
            charts = cls.env["account.chart.template"]
            charts.try_loading("generic_coa", company, install_demo=False)
        cls.order.payment_plan_id = cls.env.ref(
            "crm_process_automation.payment_plan_halves"
        )
        (cls.hall | cls.banquet).invoice_policy = "delivery"

    def _bill_first(self):
        """Return Sally's first instalment, which the accountant has billed."""
        self.order.action_confirm()
        row = self.order.instalment_ids[0]
        row.action_invoice()
        return row.with_user(self.sally)

    def _issue_act(self):
        self._issue("contract")
        return self._issue("act")

    def test_contract_of_a_quotation_prints_its_plan(self):
        payments = self._issue("contract").snapshot["payments"]
        self.assertEqual([row["amount"] for row in payments], ["720.60", "720.60"])

    def test_invoice_paper_prints_the_instalment(self):
        row = self._bill_first()
        action = row.action_issue_paper()
        paper = self.env["crm.process.document"].browse(action["res_id"])
        self.assertEqual(paper.amount_total, 720.6)
        self.assertEqual(paper.snapshot["totals"]["total"], "720.60")

    def test_unpaid_invoice_paper_expires_and_a_paid_one_does_not(self):
        row = self._bill_first()
        paper = self.env["crm.process.document"].browse(
            row.action_issue_paper()["res_id"]
        )
        paper.sudo().date_valid_until = "2020-01-01"
        paper = paper.with_user(self.sally)
        self.assertTrue(paper.is_expired)
        payment = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=row.sudo().move_id.ids
        )
        payment.create({}).action_create_payments()
        self.env.invalidate_all()
        self.assertFalse(paper.is_expired)
        expired = paper.search([("is_expired", "=", True)])
        self.assertNotIn(paper, expired)

    def test_instalments_are_named_in_the_language_of_the_client(self):
        self.env["res.lang"]._activate_lang("uk_UA")
        plan = self.order.payment_plan_id
        plan.line_ids[0].with_context(lang="uk_UA").name = "Перша частина"
        self.order.partner_id.lang = "uk_UA"
        self.order.with_context(lang="en_US").action_confirm()
        self.assertEqual(self.order.instalment_ids[0].name, "Перша частина")

    def test_invoice_paper_is_issued_once(self):
        row = self._bill_first()
        first = row.action_issue_paper()["res_id"]
        self.assertEqual(row.action_issue_paper()["res_id"], first)

    def test_instalment_without_an_invoice_has_no_paper(self):
        self.order.action_confirm()
        with self.assertRefused("has no invoice yet. Create it first"):
            self.order.instalment_ids[0].action_issue_paper()

    def test_draft_of_the_salesperson_has_no_paper_until_it_is_posted(self):
        self.order.action_confirm()
        row = self.order.instalment_ids[0].with_user(self.sally)
        row.action_invoice()
        with self.assertRefused("is a draft in accounting.* Have an accountant post"):
            row.action_issue_paper()
        row.sudo().move_id.action_post()
        self.assertTrue(row.action_issue_paper()["res_id"])

    def test_issued_act_opens_the_closing_invoice(self):
        self._bill_first()
        last = self.order.instalment_ids[1]
        self.assertFalse(last.can_invoice)
        self._issue_act()
        self.assertTrue(last.can_invoice)
        last.with_user(self.sally).action_invoice()
        self.assertEqual(last.move_id.amount_total, 720.6)

    def test_cancelled_act_takes_the_delivery_back(self):
        self._bill_first()
        act = self._issue_act()
        act.action_cancel("Wrong date")
        self.assertEqual(self.order.order_line[0].qty_delivered, 0)

    def test_signed_act_keeps_the_delivery(self):
        self._bill_first()
        act = self._issue_act()
        act._take_signature("Petro Boiko", signature=DRAWN)
        self.assertEqual(self.order.order_line[0].qty_delivered, 1)

    # === WHO === #

    def test_accountant_writes_the_invoice_paper_that_she_has_issued(self):
        nadiia = self._create_user(
            "nadiia",
            "crm_process_automation.group_process_accountant,"
            "account.group_account_invoice",
        )
        row = self._bill_first()
        paper = self.env["crm.process.document"].browse(
            row.with_user(nadiia).action_issue_paper()["res_id"]
        )
        self.assertTrue(paper.with_user(nadiia).has_access("write"))
        self.assertFalse(paper.with_user(self.anna).has_access("write"))
