from odoo import api, fields, models

from ..definition.constants import DOCUMENT_TYPES, PROCESS_USER


class CrmProcessIssuerMixin(models.AbstractModel):
    """A record that papers are issued for: a case, a deal, an order."""

    _name = "crm.process.issuer.mixin"
    _description = "Issues Papers"
    _document_link = None  # the field of a paper that leads to such a record

    document_count = fields.Integer(
        compute="_compute_document_count", groups=PROCESS_USER
    )

    # === COMPUTE METHODS === #

    @api.depends_context("uid")
    def _compute_document_count(self):
        link = self._document_link
        groups = self.env["crm.process.document"]._read_group(
            [(link, "in", self.ids)], [link], ["__count"]
        )
        counts = {record.id: count for record, count in groups}
        for record in self:
            record.document_count = counts.get(record._origin.id, 0)

    # === ACTION METHODS === #

    def get_document_offers(self):
        """Return the types of papers that may be issued now, with their labels."""
        self.ensure_one()
        self.check_access("read")
        labels = dict(
            self.env["crm.process.document"]
            ._fields["document_type"]
            ._description_selection(self.env)
        )
        return [
            {"type": document_type, "label": labels[document_type]}
            for document_type, _label in DOCUMENT_TYPES
            if self._is_document_offered(document_type)
        ]

    def action_issue_document(self, document_type):
        """Issue a paper of the type and open it; one that people write is a draft."""
        self.ensure_one()
        papers = self.env["crm.process.document"]
        is_written = document_type in papers._written_by_hand
        make = self._draft_document if is_written else self._issue_document
        return make(document_type)._get_form_action()

    def action_open_documents(self):
        """Open the papers of the record."""
        self.ensure_one()
        self.check_access("read")
        papers = self.env["crm.process.document"]
        return papers._open_list(
            self.env._("Papers of %s", self.display_name),
            [(self._document_link, "=", self.id)],
        )

    # === HOOKS === #

    def _is_document_offered(self, document_type):
        """Return whether a paper of the type makes sense: there is a form for it."""
        values = self._prepare_document_values(document_type)
        # sudo: which forms the company has is no secret
        forms = self.env["crm.process.document.template"].sudo()
        domain = [
            ("document_type", "=", document_type),
            ("state", "=", "approved"),
            ("company_id", "in", (False, values["company_id"])),
        ]
        return bool(forms.search_count(domain, limit=1))

    def _prepare_document_values(self, document_type):
        """Return whose paper it is, of which company, and in which currency."""
        raise NotImplementedError

    # === BUSINESS METHODS === #

    def _issue_document(self, document_type, **values):
        """Make and issue a paper of the type for the record, and return it.

        :param values: what else it is to have, such as `template_id` or `date`
        :raise UserError: naming what is missing and the remedy
        """
        paper = self._draft_document(document_type, **values)
        paper.action_issue()
        return paper

    def _draft_document(self, document_type, **values):
        """Return a paper of the type that is still to be written and issued."""
        self.ensure_one()
        self.check_access("write")
        values = self._prepare_document_values(document_type) | values
        return self.env["crm.process.document"]._make(document_type, values)


class CrmProcessMixin(models.AbstractModel):
    """A deal or an order: its papers belong to its case, too."""

    _name = "crm.process.mixin"
    _inherit = ["crm.process.mixin", "crm.process.issuer.mixin"]

    # === HOOKS === #

    def _prepare_document_values(self, _document_type):
        """A host adds itself, the company and the currency."""
        record = self.sudo()  # sudo: copied onto the paper, not shown
        return {
            "case_id": record.case_id.id,
            "partner_id": record.partner_id.id,
            "user_id": record.user_id.id,
        }


class CrmProcessCase(models.Model):
    """The papers of a case."""

    _name = "crm.process.case"
    _inherit = ["crm.process.case", "crm.process.issuer.mixin"]
    _document_link = "case_id"

    document_ids = fields.One2many(
        "crm.process.document", "case_id", string="Papers", readonly=True
    )

    # === HOOKS === #

    def _prepare_document_values(self, _document_type):
        """A host adds the deal and the order of the case."""
        case = self.sudo()  # sudo: copied onto the paper, not shown
        return {
            "case_id": case.id,
            "partner_id": case.partner_id.id,
            "user_id": case.user_id.id,
            "company_id": case.company_id.id,
            "currency_id": case.currency_id.id,
        }


class CrmProcessDocument(models.Model):
    """How papers are opened from where they belong."""

    _inherit = "crm.process.document"

    # === BUSINESS METHODS === #

    def _get_form_action(self):
        """Return the action that opens the paper."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    @api.model
    def _open_list(self, name, domain):
        """Return the action that shows the papers that match."""
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": self._name,
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": domain,
            "context": {"create": False},
        }
