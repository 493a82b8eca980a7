from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .document_common import DocumentCase


@tagged("post_install", "-at_install")
class TestFormPaper(DocumentCase):
    """A paper says what its form says, with what the deal tells."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls.env["crm.process.document.template"].create(
            {
                "name": "Small contract",
                "code": "small_contract",
                "document_type": "contract",
                "title": "Contract of {date}",
                "sequence": 1,
                "clause_ids": [
                    Command.create(
                        {
                            "name": "Price for {customer.name}",
                            "body": "<p>The price is {total} ({total_words}).</p>",
                        }
                    ),
                    Command.create(
                        {
                            "body": "<p>By {supplier.signatory}.</p>",
                            "condition": "vat",
                            "sequence": 20,
                        }
                    ),
                ],
            }
        )

    def test_paper_has_the_texts_filled_in(self):
        self.form.action_approve()
        clauses = self._issue("contract").snapshot["clauses"]
        self.assertEqual(clauses[0]["title"], f"Price for {self.client.name}")
        self.assertIn("1,441.20", clauses[0]["html"])
        self.assertEqual(len(clauses), 2)

    def test_form_says_who_signs_for_us(self):
        self.form.write({"signatory": "Iryna Proxy", "signatory_basis": "proxy No. 5"})
        self.form.action_approve()
        snapshot = self._issue("contract").snapshot
        self.assertEqual(snapshot["supplier"]["signatory"], "Iryna Proxy")
        self.assertEqual(snapshot["supplier"]["basis"], "proxy No. 5")
        self.assertIn("By Iryna Proxy.", snapshot["clauses"][1]["html"])

    def test_paper_stays_as_it_is_when_the_form_goes_on(self):
        self.form.action_approve()
        paper = self._issue("contract")
        before = paper.snapshot
        new = self.form.action_new_version()
        new.clause_ids[:1].body = "<p>Free of charge</p>"
        new.action_approve()
        self.assertEqual(paper.template_id, self.form)
        self.assertEqual(paper.snapshot, before)

    def test_preview_shows_a_real_order_and_writes_nothing(self):
        papers = self.env["crm.process.document"].search_count([])
        self.form.preview_record = self.order
        self.assertIn(f"Price for {self.client.name}", self.form.preview_html)
        self.assertIn("1,441.20", self.form.preview_html)
        self.assertEqual(self.env["crm.process.document"].search_count([]), papers)

    def test_preview_shows_no_order_that_the_reader_may_not_see(self):
        clerk = self._create_user(
            "paper_clerk", "crm_process_automation.group_process_user"
        )
        form = self.form.with_user(clerk)
        with self.assertRaises(AccessError):
            form.preview_record = self.order.with_user(clerk)
            form._get_preview_html()

    def test_ready_contract_becomes_a_paper_without_braces(self):
        self.form.unlink()
        ready = self.env.ref("crm_process_automation.document_contract_v1")
        ready.sequence = 0
        ready.action_approve()
        snapshot = self._issue("contract").snapshot
        text = " ".join(clause["html"] for clause in snapshot["clauses"])
        self.assertEqual(snapshot["form"]["code"], "service_contract")
        self.assertNotIn("{", text)
        self.assertIn("1,441.20", text)
