import io

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged, users
from odoo.tools.pdf import PdfFileReader

from .document_common import DocumentCase
from .layout_common import read_pages, squeeze

REPORT = "crm_process_automation.report_document_{}"
GENERAL = "crm_process_automation.report_document"
ARCHIVE = "crm_process_automation.report_document_archive"


@tagged("post_install", "-at_install")
class TestDocumentPrint(DocumentCase):
    """The Print menu gives what was issued; of a draft it gives the look."""

    def _print(self, papers, report=GENERAL, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.sally)
        return reports._render_qweb_pdf(report, papers.ids)

    def test_issued_paper_is_printed_as_the_file_that_was_issued(self):
        paper = self._issue("proposal")
        content, kind = self._print(paper, REPORT.format("proposal"))
        self.assertEqual(kind, "pdf")
        self.assertEqual(content, paper.sudo().attachment_id.raw)

    def test_printing_makes_no_new_file(self):
        paper = self._issue("proposal")
        before = self.env["ir.attachment"].search_count([])
        self._print(paper)
        self.assertEqual(self.env["ir.attachment"].search_count([]), before)

    def test_several_papers_are_one_file(self):
        papers = self._issue("proposal") + self._issue("contract")
        content, _kind = self._print(papers)
        pages = sum(len(read_pages(p.sudo().attachment_id.raw)) for p in papers)
        self.assertEqual(len(read_pages(content)), pages)

    def test_several_papers_are_one_file_with_wkhtmltopdf_too(self):
        if "wkhtmltopdf" not in self.env["crm.process.document"]._get_pdf_engines():
            self.skipTest("wkhtmltopdf is not installed")
        self.env.company.process_pdf_engine = "wkhtmltopdf"
        papers = self._create_draft("contract") + self._create_draft("proposal")
        content, _kind = self._print(papers)
        self.assertGreaterEqual(len(read_pages(content)), 2)

    def _create_draft(self, document_type):
        values = self.order._prepare_document_values(document_type)
        return (
            self.env["crm.process.document"]
            .with_user(self.sally)
            .create(values | {"template_id": self.forms[document_type].id})
        )

    def test_draft_is_printed_with_a_watermark(self):
        content, _kind = self._print(self._create_draft("proposal"))
        self.assertIn("DRAFT", squeeze(read_pages(content)[0]))
        issued, _kind = self._print(self._issue("proposal"))
        self.assertNotIn("DRAFT", squeeze(read_pages(issued)[0]))

    def test_other_salesperson_may_not_print_the_paper(self):
        paper = self._issue("proposal")
        with self.assertRaises(AccessError):
            self._print(paper, user=self.oleh)
        with self.assertRaises(AccessError):
            reports = self.env["ir.actions.report"].with_user(self.oleh)
            reports._render_qweb_html(GENERAL, paper.ids)

    @users("sally")
    def test_nothing_to_print_is_said(self):
        with self.assertRaisesRegex(UserError, "Choose the papers"):
            self.env["ir.actions.report"]._render_qweb_pdf(GENERAL, [])

    def test_layout_of_the_form_replaces_that_of_the_type(self):
        self.env["ir.ui.view"].create(
            {
                "type": "qweb",
                "key": "test_document.own_layout",
                "name": "Own layout",
                "arch": "<t t-name='test_document.own_layout'><html><body>"
                "<p>Own layout of <t t-out=\"data['number']\"/></p>"
                "</body></html></t>",
            }
        )
        report = self.env["ir.actions.report"].create(
            {
                "name": "Own layout",
                "model": "crm.process.document",
                "report_name": "test_document.own_layout",
            }
        )
        self._create_form("proposal", code="own", sequence=1, report_id=report.id)
        paper = self._issue("proposal")
        text = "".join(read_pages(paper.sudo().attachment_id.raw))
        self.assertIn(f"Own layout of {paper.number}", text)

    def test_report_of_another_model_is_printed_as_before(self):
        html, kind = self.env["ir.actions.report"]._render_qweb_pdf(
            "sale.report_saleorder", self.order.ids
        )
        self.assertEqual(kind, "html")
        self.assertIn(self.order.name.encode(), html)

    def test_file_for_the_archive_holds_the_data_of_the_paper(self):
        paper = self._issue("proposal")
        content, _kind = self._print(paper, ARCHIVE)
        root = PdfFileReader(io.BytesIO(content)).trailer["/Root"]
        metadata = root["/Metadata"].get_object().get_data().decode()
        self.assertRegex(metadata, r"part\W+3\W")
        self.assertRegex(metadata, r"conformance\W+B\W")
        name, _file = root["/Names"]["/EmbeddedFiles"]["/Names"]
        self.assertEqual(str(name), "paper.json")
        self.assertIn("/OutputIntents", root)
        self.assertEqual(
            read_pages(content), read_pages(paper.sudo().attachment_id.raw)
        )
