from odoo import api, fields, models

from .constants import DOCUMENT_TYPES

FORM_STATES = [
    ("draft", "Draft"),
    ("approved", "In Use"),
    ("retired", "Retired"),
]


class CrmProcessDocumentTemplate(models.Model):
    """One version of a document form of the company: its texts, number and validity.

    Only an approved version is used. Approving one retires the version before it;
    papers that were issued from that keep it.
    """

    _name = "crm.process.document.template"
    _description = "Document Form"
    _order = "document_type, sequence, name, version desc, id desc"
    _check_company_auto = True

    # What it is
    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="Stays the same over the versions of the form. Processes and scenarios "
        "refer to it.",
    )
    version = fields.Integer(required=True, default=1, readonly=True, copy=False)
    state = fields.Selection(
        FORM_STATES, required=True, default="draft", readonly=True, copy=False
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    document_type = fields.Selection(DOCUMENT_TYPES, required=True)
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: a form for all companies."
    )
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    date_approved = fields.Datetime(readonly=True, copy=False)

    # What it prints
    title = fields.Char(
        string="Title on the Paper",
        translate=True,
        help="What stands above the paper, such as “Invoice for payment”. Empty: the "
        "name of the document type.",
    )
    report_id = fields.Many2one(
        "ir.actions.report",
        domain="[('model', '=', 'crm.process.document')]",
        ondelete="restrict",
        help="The layout. Empty: the layout of the document type.",
    )
    clause_ids = fields.One2many(
        "crm.process.document.clause", "document_template_id", copy=True
    )
    letterhead = fields.Html(translate=True, help="Empty: the company's name and data.")
    footer = fields.Html(translate=True)

    # How it is used
    sequence_id = fields.Many2one(
        "ir.sequence",
        string="Numbers",
        check_company=True,
        ondelete="restrict",
        help="Where the numbers come from. Empty: numbers of the document type and "
        "company, starting anew each year.",
    )
    validity_days = fields.Integer(
        string="Valid for (Days)", help="Calendar days. 0: without an end."
    )
    is_mandatory = fields.Boolean(
        string="Mandatory",
        help="A stage that names this form cannot be left before the paper was sent.",
    )
    needs_approval = fields.Boolean(help="A paper is sent only after it was approved.")

    _version_unique = models.UniqueIndex(
        "(code, version, COALESCE(company_id, 0))",
        "This version of the form exists already.",
    )
    _validity_is_positive = models.Constraint(
        "CHECK(validity_days BETWEEN 0 AND 3650)",
        "A paper is valid for 0 (without an end) to 3,650 days.",
    )

    # === COMPUTE METHODS === #

    @api.depends("name", "version")
    def _compute_display_name(self):
        for form in self:
            form.display_name = self.env._(
                "%(name)s, version %(version)s", name=form.name, version=form.version
            )
