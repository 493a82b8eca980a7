from odoo import api, models
from odoo.exceptions import UserError

from .paper_engine import (
    EngineFailure,
    get_weasyprint,
    get_wkhtmltopdf,
    print_with_weasyprint,
    print_with_wkhtmltopdf,
)


class CrmProcessDocument(models.Model):
    """What makes a PDF of a paper: WeasyPrint where it is installed, or wkhtmltopdf.

    An engine is a method `_print_with_<engine>` and one `_has_<engine>`.
    """

    _inherit = "crm.process.document"

    # === BUSINESS METHODS === #

    @api.model
    def _get_pdf_engines(self):
        """Return the engines that are installed, the best first."""
        return [
            engine
            for engine in ("weasyprint", "wkhtmltopdf")
            if getattr(self, f"_has_{engine}")()
        ]

    def _get_pdf_engine(self, variant=None):
        """Return the engine that the company chose; without it, the one that is there.

        :param variant: such as "pdf/a-3b", which WeasyPrint alone can make
        :raise UserError: when no engine can make it
        """
        engines = self._get_pdf_engines()
        if not engines:
            raise UserError(
                self.env._(
                    "This server has no program to make a PDF with. Ask the "
                    "administrator to install WeasyPrint or wkhtmltopdf."
                )
            )
        if variant and "weasyprint" not in engines:
            raise UserError(
                self.env._(
                    "A paper for the archive (PDF/A) is made by WeasyPrint, which "
                    "this server does not have. Ask the administrator to install it, "
                    "or print the paper as it is."
                )
            )
        company = self.company_id[:1] or self.env.company
        # sudo: how papers are made is no secret of the company
        chosen = "weasyprint" if variant else company.sudo().process_pdf_engine
        return chosen if chosen in engines else engines[0]

    def _print(self, engine, html, variant=None, files=None):
        """Return the PDF that the engine makes of a page of HTML.

        :param files: {name: text} to put into the PDF, with a variant only
        :raise UserError: when it fails
        """
        try:
            return getattr(self, f"_print_with_{engine}")(html, variant, files)
        except EngineFailure as failure:
            raise UserError(
                self.env._(
                    "The PDF could not be made by %(engine)s: %(failure)s",
                    engine=engine,
                    failure=failure,
                )
            ) from failure

    # === ENGINES === #

    @api.model
    def _has_weasyprint(self):
        return bool(get_weasyprint())

    @api.model
    def _has_wkhtmltopdf(self):
        return bool(get_wkhtmltopdf())

    def _print_with_weasyprint(self, html, variant=None, files=None):
        return print_with_weasyprint(html, variant, files)

    def _print_with_wkhtmltopdf(self, html, variant=None, files=None):
        return print_with_wkhtmltopdf(html)
