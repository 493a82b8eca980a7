from odoo import api, fields, models

from ..definition.constants import DOCUMENT_TYPES

DOCUMENT_STATES = [
    ("draft", "Draft"),
    ("approved", "Approved"),
    ("sent", "Sent"),
    ("accepted", "Accepted"),
    ("signed", "Signed"),
    ("rejected", "Rejected"),
    ("cancelled", "Cancelled"),
]


class CrmProcessDocument(models.Model):
    """A paper issued to a client, with the data that it was made from.

    It is made once, from its snapshot, and kept: what is shown and sent later is this
    very file.
    """

    _name = "crm.process.document"
    _description = "Client Document"
    _inherit = ["mail.thread", "mail.activity.mixin", "portal.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    # What
    template_id = fields.Many2one(
        "crm.process.document.template",
        string="Form",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    document_type = fields.Selection(
        DOCUMENT_TYPES, required=True, index=True, readonly=True
    )
    number = fields.Char(readonly=True, copy=False, index="trigram")
    revision = fields.Integer(readonly=True, copy=False, default=1)
    previous_id = fields.Many2one(
        "crm.process.document",
        string="Revision Before",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    state = fields.Selection(
        DOCUMENT_STATES,
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    active = fields.Boolean(default=True)

    # Whose
    case_id = fields.Many2one(
        "crm.process.case",
        string="Process",
        index="btree_not_null",
        ondelete="set null",
    )
    case_name = fields.Char(compute="_compute_case_name", store=True, precompute=True)
    partner_id = fields.Many2one(
        "res.partner", string="Client", index=True, check_company=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        index=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )

    # How much
    amount_untaxed = fields.Monetary(readonly=True, copy=False)
    amount_tax = fields.Monetary(readonly=True, copy=False)
    amount_total = fields.Monetary(readonly=True, copy=False)
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
    )

    # When
    date = fields.Date(
        required=True, default=lambda self: self._get_today(), copy=False
    )
    date_valid_until = fields.Date(copy=False)
    date_issued = fields.Datetime(readonly=True, copy=False)
    date_approved = fields.Datetime(readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    date_sent = fields.Datetime(readonly=True, copy=False, index=True)
    date_answered = fields.Datetime(readonly=True, copy=False)

    # The file
    lang = fields.Char(string="Language", help="In which it is written.")
    attachment_id = fields.Many2one(
        "ir.attachment",
        string="File",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    signed_attachment_id = fields.Many2one(
        "ir.attachment",
        string="Signed Copy",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    checksum = fields.Char(readonly=True, copy=False, help="SHA-256 of the file.")
    snapshot = fields.Json(readonly=True, copy=False)

    # === COMPUTE METHODS === #

    @api.depends("case_id.name")
    def _compute_case_name(self):
        for document in self:
            # The name stays when the case is deleted.
            document.case_name = document.case_id.name or document.case_name

    @api.depends("document_type", "number", "revision")
    @api.depends_context("lang")
    def _compute_display_name(self):
        types = dict(self._fields["document_type"]._description_selection(self.env))
        for document in self:
            name = types.get(document.document_type) or ""
            if document.number:
                name = self.env._(
                    "%(type)s No. %(number)s", type=name, number=document.number
                )
            if document.revision > 1:
                name = self.env._(
                    "%(name)s, revision %(revision)s",
                    name=name,
                    revision=document.revision,
                )
            document.display_name = name
