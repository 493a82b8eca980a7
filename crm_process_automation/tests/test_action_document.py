from odoo import Command
from odoo.tests import tagged

from .action_common import ActionCase
from .dispatch_common import DispatchCase


@tagged("post_install", "-at_install")
class TestActionDocument(DispatchCase, ActionCase):
    """An action issues a paper, and sends it."""

    def _get_papers(self):
        return self.env["crm.process.document"].search([("case_id", "=", self.case.id)])

    def _create_issuing(self, model="crm.lead", **values):
        values = {"process_document_type": "proposal", **values}
        return self._create_action("document", model, **values)

    # === RUNNING === #

    def test_paper_is_issued_for_the_deal_the_order_or_the_case(self):
        for record in (self.lead, self.order, self.case):
            with self.subTest(record._name):
                action = self._create_issuing(record._name, process_skip_open=False)
                before = self._get_papers()
                with self.assertNoted("Issued “"):
                    self._run(action, record)
                paper = self._get_papers() - before
                self.assertEqual(paper.state, "approved")
                self.assertEqual(paper.document_type, "proposal")

    def test_paper_is_sent_to_the_client(self):
        with self.assertNoted("waits to be sent to office@sunflower.example"):
            self._run(self._create_issuing(process_is_sent=True), self.lead)
        self._run_queue()
        self.assertEqual(self._get_papers().state, "sent")

    def test_paper_that_needs_approval_is_sent_after_it(self):
        self.forms["proposal"].sudo()._write({"needs_approval": True})
        self.env.invalidate_all()
        with self.assertNoted("is sent when it is approved"):
            self._run(self._create_issuing(process_is_sent=True), self.lead)
        paper = self._get_papers()
        paper.with_user(self.head).action_approve()
        self._run_queue()
        self.assertEqual(paper.state, "sent")

    def test_form_is_named_by_its_code(self):
        other = self._create_form("proposal", code="short", name="Short", sequence=90)
        action = self._create_issuing(process_form_code="short")
        self.assertEqual(action.process_form_id, other)
        self._run(action, self.lead)
        self.assertEqual(self._get_papers().template_id, other)

    def test_paper_that_is_there_is_not_issued_again(self):
        paper = self._issue()
        with self.assertSkipped("is there already"):
            self._run(self._create_issuing(), self.lead)
        self.assertEqual(self._get_papers(), paper)
        paper.action_cancel("Typo")
        self._run(self._create_issuing(), self.lead)
        self.assertEqual(len(self._get_papers()), 2)

    def test_order_without_a_process_gets_its_paper_once(self):
        order = self._create_order([(self.hall, 1)])
        self.assertFalse(order.case_id)
        action = self._create_issuing("sale.order")
        self._run(action, order)
        with self.assertSkipped("is there already"):
            self._run(action, order)
        papers = self.env["crm.process.document"]
        self.assertEqual(papers.search_count([("order_id", "=", order.id)]), 1)

    def test_what_is_missing_is_told_and_becomes_a_task(self):
        self.order.order_line.unlink()
        with self.assertSkipped("."):
            self._run(self._create_issuing(process_delay=2), self.lead)
        self.assertFalse(self._get_papers().filtered("number"))
        task = self.env["crm.process.task"].search([("document_type", "=", "proposal")])
        self.assertEqual((task.kind, task.user_id), ("document", self.sally))
        self.assertIn("Prepare", task.name)
        self.assertTrue(task.instruction)
        self.assertTrue(task.deadline)
        self._run(self._create_issuing(process_is_task_given=False), self.lead)
        self.assertEqual(task.state, "open")

    def test_paper_issued_after_all_does_that_task(self):
        self.order.order_line.unlink()
        self._run(self._create_issuing(), self.lead)
        task = self.env["crm.process.task"].search([("document_type", "=", "proposal")])
        self.order.order_line = [Command.create({"product_id": self.hall.id})]
        self._issue()
        self.assertEqual(task.state, "done")

    def test_client_without_an_address_has_the_paper_but_no_mail(self):
        self.client.email = False
        with self.assertSkipped("Sunflower Ltd has no e-mail address"):
            self._run(self._create_issuing(process_is_sent=True), self.lead)
        self.assertEqual(self._get_papers().state, "approved")

    # === SETTINGS === #

    def test_broken_settings_are_told(self):
        self.assertIn(
            "Choose the type", self._create_action("document", "crm.lead").warning
        )
        action = self._create_issuing(process_form_code="none")
        self.assertIn("“none” has no approved version", action.warning)
        action = self._create_issuing("res.partner")
        self.assertIn("does not work on", action.warning)

    def test_name_says_what_it_does(self):
        action = self._create_issuing(process_is_sent=True)
        self.assertEqual(
            action._generate_action_name(), "Issue and send: Commercial proposal"
        )

    def test_only_what_is_sent_goes_to_clients(self):
        self.assertFalse(self._create_issuing()._is_to_client())
        self.assertTrue(self._create_issuing(process_is_sent=True)._is_to_client())

    def test_consultants_may_use_it(self):
        actions = self.env["ir.actions.server"]
        self.assertTrue(actions._is_harmless("process_document"))
