from odoo import api, fields, models


class CrmProcessComparison(models.TransientModel):
    """Shows what a version changes, before it is activated or just to look it up."""

    _name = "crm.process.comparison"
    _description = "What Changed"

    template_id = fields.Many2one(
        "crm.process.template", string="Version", required=True, ondelete="cascade"
    )
    code = fields.Char(related="template_id.code")
    template_state = fields.Selection(related="template_id.state")
    other_id = fields.Many2one(
        "crm.process.template",
        string="Compared with",
        compute="_compute_other_id",
        store=True,
        readonly=False,
        ondelete="cascade",
        domain="[('code', '=', code), ('id', '!=', template_id)]",
        context={"active_test": False, "process_template_with_version": True},
    )
    change_text = fields.Html(compute="_compute_change_text", sanitize=False)
    rival_id = fields.Many2one(
        "crm.process.template", string="Active Now", compute="_compute_rival_id"
    )
    open_case_count = fields.Integer(related="rival_id.open_case_count")

    # === COMPUTE METHODS === #

    @api.depends("template_id")
    def _compute_other_id(self):
        """A draft is compared with what it would replace, else with the one before."""
        for wizard in self:
            template = wizard.template_id
            rival = template.state == "draft" and template._get_active_rivals()
            wizard.other_id = rival or template.predecessor_id

    @api.depends("template_id")
    def _compute_rival_id(self):
        for wizard in self:
            wizard.rival_id = (
                wizard.template_id and wizard.template_id._get_active_rivals()
            )

    @api.depends("template_id", "other_id")
    def _compute_change_text(self):
        for wizard in self:
            other = wizard.other_id
            text = wizard.template_id._tell_changes(other) if other else False
            wizard.change_text = text

    # === ACTION METHODS === #

    def action_activate(self):
        """Activate the version; the form behind shows it."""
        self.ensure_one()
        self.template_id.action_activate()
        return {"type": "ir.actions.act_window_close"}
