from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmProcessChange(models.TransientModel):
    """The dialogue that starts a process on a record, or changes the running one."""

    _name = "crm.process.change"
    _description = "Start or Change a Process"

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Integer(required=True, readonly=True)
    record_name = fields.Char(string="For", compute="_compute_record")
    case_id = fields.Many2one("crm.process.case", compute="_compute_record")
    old_template_id = fields.Many2one(
        related="case_id.template_id", string="Present Process"
    )
    stage_id = fields.Many2one(related="case_id.stage_id", string="Stands at")
    template_ids = fields.Many2many(
        "crm.process.template", compute="_compute_template_ids"
    )
    template_id = fields.Many2one(
        "crm.process.template",
        string="New Process",
        required=True,
        domain="[('id', 'in', template_ids)]",
        ondelete="cascade",
    )
    purpose = fields.Text(related="template_id.purpose")
    reason = fields.Char(help="Both processes keep it in their history.")

    # === COMPUTE METHODS === #

    @api.depends("res_model", "res_id")
    def _compute_record(self):
        for wizard in self:
            record = wizard._get_record()
            wizard.record_name = record.display_name
            wizard.case_id = record._get_own_case()

    @api.depends("case_id")
    def _compute_template_ids(self):
        for wizard in self:
            record = wizard._get_record()
            company = record.company_id or self.env.company
            wizard.template_ids = self.env["crm.process.template"].search(
                [
                    ("state", "=", "active"),
                    ("host_model", "=", record._name),
                    ("company_id", "in", [company.id, False]),
                    ("id", "!=", wizard.case_id.template_id.id),
                ]
            )

    # === ACTION METHODS === #

    def action_apply(self):
        """Start the chosen process; the one that runs is cancelled with the reason."""
        self.ensure_one()
        self._get_record()._change_process(self.template_id, self.reason)
        return {"type": "ir.actions.act_window_close"}

    # === BUSINESS METHODS === #

    def _get_record(self):
        """Return the record, which must be one that takes part in processes."""
        model = self.env.get(self.res_model or "")
        if model is None or not hasattr(model, "_change_process"):
            raise UserError(
                self.env._("Open a lead or an order first, then choose its process.")
            )
        return model.browse(self.res_id).exists()
