from odoo import api, fields, models
from odoo.exceptions import UserError


class IrActionsServer(models.Model):
    """The process and the stage that an action aims at: by their codes.

    So a new version of the process breaks nothing; its active version counts.
    """

    _inherit = "ir.actions.server"

    process_template_code = fields.Char(string="Code of the Process")
    process_template_id = fields.Many2one(
        "crm.process.template",
        string="Process",
        compute="_compute_process_template_id",
        inverse="_inverse_process_template_id",
        domain="[('state', '=', 'active')]",
        help="The version that is active when the action runs.",
    )
    process_stage_code = fields.Char(string="Code of the Stage")
    process_stage_id = fields.Many2one(
        "crm.process.stage",
        string="Stage",
        compute="_compute_process_stage_id",
        inverse="_inverse_process_stage_id",
        domain="[('template_id', '=', process_template_id)]",
    )

    # === COMPUTE METHODS === #

    @api.depends("process_template_code")
    @api.depends_context("company")
    def _compute_process_template_id(self):
        for action in self:
            action.process_template_id = action._find_process(self.env.company)

    def _inverse_process_template_id(self):
        for action in self:
            action.process_template_code = action.process_template_id.code

    @api.depends("process_template_code", "process_stage_code")
    @api.depends_context("company")
    def _compute_process_stage_id(self):
        for action in self:
            action.process_stage_id = action._find_stage_of(action.process_template_id)

    def _inverse_process_stage_id(self):
        for action in self:
            action.process_stage_code = action.process_stage_id.code

    # === ONCHANGE METHODS === #

    @api.onchange("process_template_id")
    def _onchange_process_template_id(self):
        """The code follows at once, so that the warning tells of what is chosen."""
        if self.process_template_id.code != self.process_template_code:
            self.process_stage_code = False
        self.process_template_code = self.process_template_id.code

    @api.onchange("process_stage_id")
    def _onchange_process_stage_id(self):
        self.process_stage_code = self.process_stage_id.code

    # === SETTINGS === #

    def _warning_depends(self):
        names = ["process_template_code", "process_stage_code"]
        return [*super()._warning_depends(), *names]

    def _name_depends(self):
        names = ["process_template_code", "process_stage_code"]
        return [*super()._name_depends(), *names]

    def _get_target_problems(self):
        """Return in sentences why the process or its stage cannot be found."""
        self.ensure_one()
        code = self.process_template_code
        if not code:
            return []
        process = self._find_process(self.env.company)
        if not process:
            return [self._explain_no_process()]
        if self.process_stage_code and not self._find_stage_of(process):
            return [self._explain_no_stage(process)]
        return []

    def _explain_no_process(self):
        return self.env._(
            "The process “%s” has no active version. Activate one, or choose another "
            "process in the action.",
            self._get_process_name(),
        )

    def _explain_no_stage(self, process):
        return self.env._(
            "“%(process)s” has no stage with the code “%(code)s” (any more). Choose "
            "another stage in the action.",
            process=process.display_name,
            code=self.process_stage_code,
        )

    def _get_process_name(self):
        """Return the name of the newest version, else the code."""
        # sudo: the name of a process is no secret
        versions = self.env["crm.process.template"].sudo()._with_archived()
        newest = versions.search(
            [("code", "=", self.process_template_code)], order="id desc", limit=1
        )
        return newest.name or self.process_template_code

    # === BUSINESS METHODS === #

    def _find_process(self, company):
        """Return the active version of the process for `company`, empty if none."""
        self.ensure_one()
        templates = self.env["crm.process.template"]
        if not self.process_template_code:
            return templates
        return templates._find_active_by_code(self.process_template_code, company)

    def _get_process(self, company):
        """Return the active version of the process for `company`, else raise."""
        if process := self._find_process(company):
            return process
        raise UserError(self._explain_no_process())

    def _find_stage_of(self, process):
        """Return the stage of the version `process` that the action means."""
        self.ensure_one()
        code = self.process_stage_code
        # sudo: which stages a process has is no secret
        stages = process.sudo().stage_ids if code else process.stage_ids.browse()
        return stages.filtered(lambda stage: stage.code == code)[:1]
