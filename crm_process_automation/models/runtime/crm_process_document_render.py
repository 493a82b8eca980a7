import json

from markupsafe import Markup

from odoo import api, models
from odoo.tools.misc import get_lang

from .paper_qr import draw_payment_code
from .paper_words import PaperWords

LAYOUT = "crm_process_automation.report_document_%s"
DOCTYPE = Markup("<!DOCTYPE html>\n")
SNAPSHOT_FILE = "paper.json"


class CrmProcessDocument(models.Model):
    """A paper as its layout draws it: from its snapshot, and from nothing else.

    A layout is a QWeb template that gives a whole HTML document, styles inside. It
    reads `data` (the snapshot), `paper` (its words and numbers, see `PaperWords`) and
    `engine`; `document` is there for layouts of one's own.
    """

    _inherit = "crm.process.document"

    # === BUSINESS METHODS === #

    def _render_html(self, snapshot, lang=None, engine="screen"):
        """Return the paper as one HTML document.

        :param dict snapshot: what the paper says (see `_take_snapshot`)
        :param lang: instead of the snapshot's language
        :param engine: what will draw it; pages have their foot in WeasyPrint only
        """
        lang = get_lang(self.env, lang or snapshot.get("lang")).code
        document = self.with_context(lang=lang)
        values = {
            "data": snapshot,
            "paper": PaperWords(document.env, snapshot, lang, self._draw_qr(snapshot)),
            "document": document,
            "engine": engine,
        }
        layout = document._get_layout(snapshot)
        return DOCTYPE + document.env["ir.qweb"]._render(layout, values, lang=lang)

    def _render_pdf(self, snapshot, variant=None):
        """Return the bytes of the paper's PDF.

        :param variant: "pdf/a-3b" for the archive: the snapshot is put inside
        :raise UserError: when no engine can make it
        """
        engine = self._get_pdf_engine(variant)
        html = self._render_html(snapshot, engine=engine)
        files = {SNAPSHOT_FILE: self._dump(snapshot)} if variant else None
        return self._print(engine, html, variant, files)

    def _get_layout(self, snapshot):
        """Return the template: the form's own, or that of the document type."""
        # sudo: actions are the administrator's; the name of the layout is no secret
        report = self.template_id.sudo().report_id
        return report.report_name or LAYOUT % snapshot["type"]

    def _draw_qr(self, snapshot):
        """Return the QR code to pay by, "" where there is nothing to pay so."""
        if snapshot["type"] != "invoice" or not snapshot.get("number"):
            return ""
        link = self._get_payment_url(snapshot)
        return draw_payment_code(link) if link else ""

    @api.model
    def _dump(self, snapshot):
        return json.dumps(snapshot, ensure_ascii=False, indent=1, sort_keys=True)
