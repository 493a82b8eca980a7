from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    """What makes the PDF of the papers, and what the other program would bring."""

    _inherit = "res.config.settings"

    process_pdf_engine = fields.Selection(
        related="company_id.process_pdf_engine", readonly=False, required=True
    )
    process_pdf_notice = fields.Char(compute="_compute_process_pdf_notice")
    process_pdf_is_best = fields.Boolean(compute="_compute_process_pdf_notice")

    # === COMPUTE METHODS === #

    @api.depends("process_pdf_engine")
    def _compute_process_pdf_notice(self):
        engines = self.env["crm.process.document"]._get_pdf_engines()
        for settings in self:
            chosen = settings.process_pdf_engine
            used = chosen if chosen in engines else "".join(engines[:1]) or "nothing"
            notice = getattr(settings, f"_get_pdf_notice_{used}")()
            if chosen not in (False, "auto", used):
                notice = self.env._(
                    "%(chosen)s is not installed on this server. %(notice)s",
                    chosen=chosen,
                    notice=notice,
                )
            settings.process_pdf_notice = notice
            settings.process_pdf_is_best = used == "weasyprint"

    def _get_pdf_notice_weasyprint(self):
        return self.env._(
            "Papers are made by WeasyPrint: fast, with page numbers, and as PDF/A-3 "
            "for the archive."
        )

    def _get_pdf_notice_wkhtmltopdf(self):
        if "weasyprint" in self.env["crm.process.document"]._get_pdf_engines():
            return self.env._(
                "Papers are made by wkhtmltopdf: slowly, without page numbers and "
                "without PDF/A. WeasyPrint is installed and would bring them."
            )
        return self.env._(
            "Papers are made by wkhtmltopdf: slowly, without page numbers and without "
            "PDF/A. To have them, install WeasyPrint (pip install weasyprint) and the "
            "system library Pango (libpango-1.0-0 and libpangoft2-1.0-0 on Debian)."
        )

    def _get_pdf_notice_nothing(self):
        return self.env._(
            "This server has no program to make a PDF with: no paper can be issued. "
            "Install WeasyPrint (pip install weasyprint, with the system library "
            "Pango), or wkhtmltopdf."
        )
