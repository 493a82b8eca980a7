import gc
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from ..models.runtime import crm_process_document_engine as engine_module
from ..models.runtime import paper_engine
from ..models.runtime.paper_engine import EngineFailure
from .document_samples import get_sample


@tagged("post_install", "-at_install")
class TestDocumentEngine(TransactionCase):
    """Which program makes the papers of a company, and what is said of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context=dict(cls.env.context, lang="en_US"))
        cls.papers = cls.env["crm.process.document"]

    def _have(self, *engines):
        """Let the server have these programs only."""
        papers = type(self.papers)
        for engine in ("weasyprint", "wkhtmltopdf"):
            method = patch.object(
                papers, f"_has_{engine}", lambda self, found=engine in engines: found
            )
            method.start()
            self.addCleanup(method.stop)

    def _get_notice(self, chosen):
        self.env.company.process_pdf_engine = chosen
        return self.env["res.config.settings"].create({}).process_pdf_notice

    def test_weasyprint_is_taken_where_it_is_installed(self):
        self._have("weasyprint", "wkhtmltopdf")
        self.assertEqual(self.papers._get_pdf_engine(), "weasyprint")

    def test_wkhtmltopdf_is_taken_without_it(self):
        self._have("wkhtmltopdf")
        self.assertEqual(self.papers._get_pdf_engine(), "wkhtmltopdf")

    def test_company_chooses(self):
        self._have("weasyprint", "wkhtmltopdf")
        self.env.company.process_pdf_engine = "wkhtmltopdf"
        self.assertEqual(self.papers._get_pdf_engine(), "wkhtmltopdf")

    def test_choice_that_is_not_installed_does_not_stop_papers(self):
        self._have("weasyprint")
        self.env.company.process_pdf_engine = "wkhtmltopdf"
        self.assertEqual(self.papers._get_pdf_engine(), "weasyprint")

    def test_without_any_program_the_remedy_is_named(self):
        self._have()
        with self.assertRaisesRegex(UserError, "install WeasyPrint or wkhtmltopdf"):
            self.papers._render_pdf(get_sample("invoice"))

    def test_archive_without_weasyprint_is_refused_in_words(self):
        self._have("wkhtmltopdf")
        with self.assertRaisesRegex(UserError, "made by WeasyPrint"):
            self.papers._render_pdf(get_sample("invoice"), variant="pdf/a-3b")

    def test_failure_of_the_program_is_told(self):
        self._have("wkhtmltopdf")
        failure = patch.object(
            engine_module, "print_with_wkhtmltopdf", side_effect=EngineFailure("full")
        )
        with failure, self.assertRaisesRegex(UserError, "wkhtmltopdf: full"):
            self.papers._render_pdf(get_sample("invoice"))

    def test_garbage_is_collected_again_after_a_failure(self):
        self.addCleanup(gc.enable)
        with (
            patch.object(paper_engine, "read_page", side_effect=ValueError),
            self.assertRaises(ValueError),
        ):
            paper_engine.print_with_weasyprint("<p>Hall</p>")
        self.assertTrue(gc.isenabled())

    def test_settings_say_what_is_there_and_what_the_other_would_bring(self):
        self._have("weasyprint", "wkhtmltopdf")
        self.assertIn("by WeasyPrint: fast", self._get_notice("auto"))
        self.assertIn("WeasyPrint is installed", self._get_notice("wkhtmltopdf"))
        self._have("wkhtmltopdf")
        self.assertIn("libpango", self._get_notice("auto"))
        self.assertIn("is not installed on this server", self._get_notice("weasyprint"))
        self._have()
        self.assertIn("no paper can be issued", self._get_notice("auto"))
