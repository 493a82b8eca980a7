from odoo import fields, models


class CrmProcessDocumentClause(models.Model):
    """A piece of text of a document form, with placeholders."""

    _name = "crm.process.document.clause"
    _description = "Clause of a Document Form"
    _order = "document_template_id, sequence, id"

    document_template_id = fields.Many2one(
        "crm.process.document.template", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="document_template_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Heading", translate=True)
    body = fields.Html(translate=True)
    place = fields.Selection(
        [("before", "Before the table"), ("after", "After the table")],
        required=True,
        default="after",
    )
