from odoo.tests import tagged

from .demo_common import MODULE, DemoCase

TYPES = {"minutes", "proposal", "contract", "act", "invoice"}


@tagged("post_install", "-at_install")
class TestDemoPaper(DemoCase):
    """The demo story has its papers and its money, where PDFs can be made."""

    def setUp(self):
        super().setUp()
        papers = self.env["crm.process.document"]
        if not papers._get_pdf_engines():
            self.skipTest("This server makes no PDFs")

    def _get_deal(self, name):
        return self.env.ref(f"{MODULE}.lead_{name}")

    def _get_papers(self, name):
        return self._get_deal(name).case_id.document_ids.sorted("id")

    def _get_instalments(self, name):
        return self._get_deal(name).order_ids.instalment_ids.sorted()

    def test_success_story_has_every_paper(self):
        papers = self._get_papers("new_year")
        self.assertEqual(set(papers.mapped("document_type")), TYPES)
        states = dict(papers.mapped(lambda paper: (paper.document_type, paper.state)))
        self.assertEqual((states["contract"], states["act"]), ("signed", "signed"))

    def test_success_story_is_paid_to_the_last(self):
        rows = self._get_instalments("new_year")
        self.assertEqual(rows.mapped("state"), ["paid", "paid"])
        self.assertEqual(rows.mapped("percent"), [50, 50])

    def test_proposal_was_reworked_after_the_client_had_rejected_it(self):
        first, second = self._get_papers("conference")
        self.assertEqual((first.revision, first.state), (1, "rejected"))
        self.assertEqual((second.revision, second.state), (2, "sent"))
        self.assertIn("Interpreters", first.answer)
        self.assertTrue(second.changes_text)

    def test_rest_of_the_training_is_overdue(self):
        first, last = self._get_instalments("training")
        self.assertEqual((first.state, last.state), ("paid", "overdue"))

    def test_launch_was_paid_back(self):
        deal = self._get_deal("launch")
        self.assertEqual(self._get_instalments("launch").mapped("state"), ["refunded"])
        self.assertFalse(self._get_instalments("launch").amount_to_return)
        self.assertEqual(deal.order_ids.state, "cancel")
        deviation = deal.case_ids.deviation_ids.filtered(lambda d: d.kind == "refund")
        self.assertEqual(deviation.cost, 900)

    def test_papers_are_dated_as_the_story_tells(self):
        for paper in self.success.case_id.document_ids:
            with self.subTest(paper=paper.display_name):
                self.assertEqual(paper.date_issued.date(), paper.date)
                self.assertLess(paper.date_issued, paper.create_date)
                self.assertFalse(paper.is_tampered)

    def test_nothing_leaves_a_demo_database(self):
        mails = self.env["mail.mail"].search([("model", "=", "crm.process.document")])
        self.assertFalse(mails)

    def test_every_paper_names_both_sides(self):
        for paper in self.success.case_id.document_ids:
            with self.subTest(paper=paper.display_name):
                self.assertEqual(paper.snapshot["supplier"]["code"], "38129468")
                self.assertEqual(paper.snapshot["customer"]["code"], "40100275")
