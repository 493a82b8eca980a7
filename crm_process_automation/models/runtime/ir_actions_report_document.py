import io

from odoo import api, models
from odoo.exceptions import UserError

ARCHIVE = "crm_process_automation.report_document_archive"
VARIANTS = {ARCHIVE: "pdf/a-3b"}


class IrActionsReport(models.Model):
    """Printing papers gives the files that were issued; drafts are made for the look.

    wkhtmltopdf of Odoo has no part in it: several papers are several files, merged.
    """

    _inherit = "ir.actions.report"

    # === BUSINESS METHODS === #

    def _pre_render_qweb_pdf(self, report_ref, res_ids=None, data=None):
        if not self._is_of_papers(report_ref):
            return super()._pre_render_qweb_pdf(report_ref, res_ids, data)
        ids = [res_ids] if isinstance(res_ids, int) else res_ids
        return self._render_qweb_pdf_prepare_streams(report_ref, data, ids), "pdf"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        if not self._is_of_papers(report_ref):
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids)
        variant = VARIANTS.get(self._get_report(report_ref).report_name)
        return {
            paper.id: {
                "stream": io.BytesIO(paper._print_pdf(variant)),
                "attachment": None,
            }
            for paper in self._get_papers(res_ids)
        }

    @api.model
    def _render_qweb_html(self, report_ref, docids, data=None):
        if not self._is_of_papers(report_ref):
            return super()._render_qweb_html(report_ref, docids, data)
        pages = [
            paper._render_html(paper._get_printed_snapshot()).encode()
            for paper in self._get_papers(docids)
        ]
        return b"\n".join(pages), "html"

    @api.model
    def _is_of_papers(self, report_ref):
        return self._get_report(report_ref).model == "crm.process.document"

    @api.model
    def _get_papers(self, ids):
        """Return the papers, which the user may read."""
        papers = self.env["crm.process.document"].browse(ids or [])
        if not papers:
            raise UserError(self.env._("Choose the papers to print."))
        papers.check_access("read")
        return papers
