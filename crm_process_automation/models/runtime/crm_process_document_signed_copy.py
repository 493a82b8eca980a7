from odoo import models
from odoo.tools.image import image_data_uri
from odoo.tools.misc import format_datetime
from odoo.tools.pdf import merge_pdf

from .crm_process_document_answer import Visitor

PAGE = "crm_process_automation.report_document_signature_page"


class CrmProcessDocument(models.Model):
    """The signed copy: the pages that the client saw, and one more with his signature.

    Nothing is printed anew. The last page says who signed when and from where, and
    names the SHA-256 of the file that was signed.
    """

    _inherit = "crm.process.document"

    # === BUSINESS METHODS === #

    def _make_signed_copy(self):
        """Return the file of the paper with the page of the signature behind it."""
        signed = self._get_last_evidence("signed") or self._keep_drawn()
        # sudo: the file lies with the paper, which the user may read
        issued = self.sudo().attachment_id.raw
        content = merge_pdf([issued, self._print_signature_page(signed)])
        name = self.env._("%s (signed).pdf", self._get_file_name())
        copy = self._attach(name, content)
        signed.sudo()._keep_file(copy)  # sudo: evidence is the system's to write
        return copy

    def _keep_drawn(self):
        """Keep as evidence a signature that the system takes without a page of it."""
        visitor = Visitor(name=self.signed_by)
        picture = self.with_context(bin_size=False).signature
        return self._keep_evidence("signed", visitor, signature=picture)

    def _print_signature_page(self, evidence):
        """Return the PDF of the page that is put behind the paper."""
        document = self.with_context(lang=self.lang or self.env.lang)
        values = {
            "document": document,
            "evidence": evidence.with_context(lang=document.env.lang),
            "html_lang": (document.env.lang or "en").partition("_")[0],
            "moment": document._format_moment(evidence.date),
            "picture": image_data_uri(evidence.with_context(bin_size=False).signature),
        }
        html = document.env["ir.qweb"]._render(PAGE, values)
        return document._print(document._get_pdf_engine(), html)

    def _format_moment(self, moment):
        """Return a moment in the time of the company, with its zone."""
        zone = self._get_time_zone()
        text = format_datetime(self.env, moment, tz=zone, dt_format="long")
        return f"{text} ({zone})"
