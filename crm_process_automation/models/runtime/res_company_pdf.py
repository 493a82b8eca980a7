from odoo import fields, models

PDF_ENGINES = [
    ("auto", "Automatic"),
    ("weasyprint", "WeasyPrint"),
    ("wkhtmltopdf", "wkhtmltopdf"),
]


class ResCompany(models.Model):
    """What makes the PDF of the papers of a company."""

    _inherit = "res.company"

    process_pdf_engine = fields.Selection(
        PDF_ENGINES,
        string="Papers Are Made By",
        required=True,
        default="auto",
        help="Automatic: WeasyPrint where it is installed, or wkhtmltopdf.",
    )
