from odoo import api, fields, models

from .constants import DOCUMENT_TYPES, PAPER_STATES


class CrmProcessControl(models.Model):
    """Control points that ask for a paper: of a form, or of any form of a type."""

    _inherit = "crm.process.control"

    kind = fields.Selection(
        selection_add=[("paper", "A paper is there")], ondelete={"paper": "cascade"}
    )
    document_template_id = fields.Many2one(
        "crm.process.document.template",
        string="Document Form",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="A paper of this form, whatever its version. Empty: of any form of the "
        "type.",
    )
    document_type = fields.Selection(
        DOCUMENT_TYPES,
        compute="_compute_document_type",
        store=True,
        readonly=False,
        precompute=True,
    )
    paper_state = fields.Selection(
        PAPER_STATES, string="Must Be", required=True, default="sent"
    )
    is_made_for_form = fields.Boolean(
        readonly=True,
        copy=False,
        help="Kept by the stage itself, because the form is mandatory.",
    )

    # === COMPUTE METHODS === #

    @api.depends("document_template_id")
    def _compute_document_type(self):
        for control in self:
            form = control.document_template_id
            control.document_type = form.document_type or control.document_type

    @api.depends("is_made_for_form", "document_template_id.name")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        for control in self.filtered("is_made_for_form"):
            # One that a form has made is called as the reader calls the form.
            control.display_name = control.document_template_id.name or control.name
        return result

    # === BUSINESS METHODS === #

    def _is_met_by_paper(self, case):
        return case._has_paper(self._get_paper(), self.paper_state)

    def _get_paper(self):
        """Return what is asked for: a form, or a type of document."""
        return self.document_template_id or self.document_type

    def _explain_paper(self):
        return getattr(self, f"_explain_paper_{self.paper_state}")(
            self._get_paper_name()
        )

    def _explain_paper_issued(self, paper):
        return self.env._("Issue the paper “%s”.", paper)

    def _explain_paper_sent(self, paper):
        return self.env._("Send the client the paper “%s”.", paper)

    def _explain_paper_accepted(self, paper):
        return self.env._("The client has not accepted the paper “%s” yet.", paper)

    def _explain_paper_signed(self, paper):
        return self.env._("The client has not signed the paper “%s” yet.", paper)

    def _get_paper_name(self):
        types = dict(self._fields["document_type"]._description_selection(self.env))
        return self.document_template_id.name or types.get(self.document_type) or ""

    def _get_problems_paper(self):
        """A gate that no paper can ever open would hold all cases for good."""
        name = self._get_part_name()
        if not self._get_paper():
            return [
                self.env._(
                    "The control point “%s” waits for a paper, but does not say of "
                    "which form. Choose one.",
                    name,
                )
            ]
        form = self.document_template_id
        if not form or form._get_current(self.company_id):
            return []
        return [
            self.env._(
                "The control point “%(control)s” waits for a paper of the form "
                "“%(form)s”, of which no version is approved. A manager approves it "
                "in Configuration, Document Forms.",
                control=name,
                form=form.name,
            )
        ]

    def _describe_document_template_id(self):
        # Only the code counts: whichever version is approved is used.
        return self.document_template_id.name or ""

    def _is_told(self):
        return super()._is_told() and not self.is_made_for_form

    @api.model
    def _find_gates_of(self, form):
        """Return the gates in use that ask for papers of this form."""
        gates = self.search(
            [
                ("document_template_id.code", "=", form.code),
                ("kind", "=", "paper"),
                ("is_gate", "=", True),
                ("template_id.state", "=", "active"),
            ]
        )
        return gates.filtered(
            lambda gate: gate.document_template_id._is_lost_without(form)
        )[:1]

    @api.model
    def _get_made_flags(self):
        return [*super()._get_made_flags(), "is_made_for_form"]

    @api.model
    def _find_made(self, flags, vals, made_by_step):
        if "is_made_for_form" not in flags:
            return super()._find_made(flags, vals, made_by_step)
        return self.search(
            [
                ("stage_id", "=", vals.get("stage_id")),
                ("document_template_id", "=", vals.get("document_template_id")),
                ("is_made_for_form", "=", True),
            ],
            limit=1,
        )


class CrmProcessDocumentTemplate(models.Model):
    """Whether another form could take the place of one that is retired."""

    _inherit = "crm.process.document.template"

    # === BUSINESS METHODS === #

    def _is_lost_without(self, form):
        """Return whether no approved version is left when `form` is retired."""
        self.ensure_one()
        approved = self.sudo().search(  # sudo: common and foreign versions count alike
            [("code", "=", self.code), ("state", "=", "approved")]
        )
        return not (approved - form)


class CrmProcessFileLink(models.AbstractModel):
    """How the file of a process names a form: by its code, of whichever version."""

    _inherit = "crm.process.file.link"

    # === OUT === #

    def _name_crm_process_document_template(self, record):
        return {
            "code": record.code,
            "name": record.name,
            "type": record.document_type,
        }

    # === IN === #

    def _find_crm_process_document_template(self, records, link):
        code, document_type = link.get("code", ""), link.get("type", "")
        return records.search(
            [("code", "=", code), ("document_type", "=", document_type)]
        )

    def _choose_crm_process_document_template(self, found):
        """Of several versions the one that counts, the company's own before others."""
        return found.sorted(
            lambda form: (
                not form.company_id,
                form.state != "approved",
                -form.version,
            )
        )[:1]
