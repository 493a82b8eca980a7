from odoo import api, fields, models
from odoo.exceptions import UserError

# What an approval may be about: the field here and on the case.
SUBJECTS = ("subject_lead_id", "subject_order_id", "origin_case_id", "partner_id")


class CrmProcessApprovalAsk(models.TransientModel):
    """The dialogue that has a file approved: which, by which process, by when."""

    _name = "crm.process.approval.ask"
    _description = "Have a File Approved"
    _inherit = ["crm.process.dialog.mixin"]

    upload_ids = fields.Many2many(
        "ir.attachment",
        "crm_process_approval_ask_upload_rel",
        string="New Files",
        help="Each file is approved on its own.",
    )
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "crm_process_approval_ask_attachment_rel",
        string="Files of the Record",
        domain="[('res_model', '=', source_model), ('res_id', '=', source_id), "
        "('res_field', '=', False)]",
        help="A copy is decided on; the file itself stays where it is.",
    )
    document_ids = fields.Many2many(
        "crm.process.document",
        "crm_process_approval_ask_document_rel",
        string="Papers",
        readonly=True,
    )
    template_id = fields.Many2one(
        "crm.process.template",
        string="Process",
        required=True,
        domain="[('kind', '=', 'approval'), ('state', '=', 'active'), "
        "('host_model', '=', 'none'), ('company_id', 'in', [company_id, False])]",
        default=lambda self: self._get_default_template(),
        ondelete="cascade",
    )
    date_decide_by = fields.Datetime(string="Decide by")
    note = fields.Html(string="What to Look At")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )

    # What it is about
    subject_lead_id = fields.Many2one("crm.lead", string="Deal", ondelete="cascade")
    subject_order_id = fields.Many2one("sale.order", string="Order", ondelete="cascade")
    origin_case_id = fields.Many2one(
        "crm.process.case", string="Case", ondelete="cascade"
    )
    partner_id = fields.Many2one("res.partner", string="Client")
    source_model = fields.Char(compute="_compute_source")
    source_id = fields.Integer(compute="_compute_source")

    # === COMPUTE METHODS === #

    @api.depends(*SUBJECTS)
    def _compute_source(self):
        for wizard in self:
            record = wizard._get_source()
            wizard.source_model = record._name if record else False
            wizard.source_id = record.id if record else 0

    # === CRUD METHODS === #

    @api.model
    def default_get(self, fields_list):
        """Tell the client and the company of what the approval is about."""
        self.check_access("create")
        dialogs = self.with_company(self._find_company_of_papers())
        values = super(CrmProcessApprovalAsk, dialogs).default_get(fields_list)
        for name in reversed(SUBJECTS):
            record = self[name].browse(values.get(name) or []).exists()
            if record and record.has_access("read"):
                values |= self._get_values_of(record, fields_list)
        return values

    # === ACTION METHODS === #

    def action_ask(self):
        """Begin an approval of each file or paper, and open it.

        :raise UserError: naming what is wrong with it
        """
        self.ensure_one()
        self.check_access("read")
        files = self.upload_ids | self.attachment_ids
        if files and self.document_ids:
            raise UserError(
                self.env._("Have the papers approved first, then other files.")
            )
        values = self._prepare_approval_values()
        things = self.document_ids or files
        cases = self.env["crm.process.case"]._ask_to_approve(things, values)
        self._forget_uploads()
        return self._open_cases(cases)

    # === BUSINESS METHODS === #

    def _check_subjects(self):
        for name in (*SUBJECTS, "document_ids", "upload_ids", "attachment_ids"):
            # Whoever has no right to deals at all may ask about none.
            if records := self[name]._origin:
                records.check_access("read")
        return super()._check_subjects()

    @api.model
    def _find_company_of_papers(self):
        """Return the company of the chosen papers, where the user may read them."""
        ids = self.env.context.get("default_document_ids") or []
        papers = self.env["crm.process.document"].browse(ids).exists()
        return papers._filtered_access("read").company_id[:1]

    @api.model
    def _get_default_template(self):
        templates = self.env["crm.process.template"]
        return templates._get_for_approvals(self.env.company)

    def _get_source(self):
        """Return the record whose files may be chosen."""
        records = (self[name]._origin for name in SUBJECTS)
        return next((record for record in records if record), None)

    @api.model
    def _get_values_of(self, record, fields_list):
        found = {"company_id": record.company_id.id}
        if record._name != "res.partner":
            found["partner_id"] = record.partner_id.id
        return {
            name: value
            for name, value in found.items()
            if value and name in fields_list
        }

    def _prepare_approval_values(self):
        links = {name: self[name].id for name in SUBJECTS}
        return links | {
            "template_id": self.template_id.id,
            "date_decide_by": self.date_decide_by,
            "note": self.note,
            "company_id": self.company_id.id,
        }

    def _forget_uploads(self):
        """Delete what was uploaded here: the approvals keep copies of their own."""
        uploads = self.upload_ids.filtered(
            lambda file: (
                file.res_model == self._name and file.create_uid.id == self.env.uid
            )
        )
        self.upload_ids = False
        uploads.unlink()

    def _open_cases(self, cases):
        """Return the action that shows what was begun."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_process_automation.crm_process_case_approval_action_asked"
        )
        if len(cases) > 1:
            return action
        return action | {
            "res_id": cases.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
