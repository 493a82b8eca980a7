from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from ..models.runtime.crm_process_case import OPEN_STATES
from .crm_process_pipeline import QUIET

SHOWN = 80  # rows of the preview; the rest is counted


class CrmProcessMigration(models.TransientModel):
    """Moves running cases to another version of their process, once it was looked at.

    Opened on a version it means all of its open cases, opened on a list of cases those.
    """

    _name = "crm.process.migration"
    _description = "Move Running Cases"
    _inherit = ["crm.process.verdict.mixin"]

    source_id = fields.Many2one(
        "crm.process.template",
        string="From Version",
        domain="[('state', '!=', 'draft')]",
        help="Empty: the chosen cases, whatever version they run on.",
    )
    selected_ids = fields.Json(default=lambda self: self._default_selected_ids())
    code = fields.Char(compute="_compute_code")
    target_id = fields.Many2one(
        "crm.process.template",
        string="To Version",
        compute="_compute_target_id",
        store=True,
        readonly=False,
        domain="[('code', '=', code), ('state', '!=', 'draft'), "
        "('id', '!=', source_id)]",
        context={"active_test": False},
    )
    reason = fields.Char(help="Stands in the history of every case.")
    line_ids = fields.One2many(
        "crm.process.migration.line",
        "wizard_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    case_count = fields.Integer(string="Running Cases", compute="_compute_preview")
    stuck_count = fields.Integer(
        string="Stay Where They Are", compute="_compute_preview"
    )
    preview = fields.Html(compute="_compute_preview", sanitize=False)

    # === DEFAULTS === #

    @api.model
    def _default_selected_ids(self):
        is_case = self.env.context.get("active_model") == "crm.process.case"
        return self.env.context.get("active_ids") or False if is_case else False

    # === COMPUTE METHODS === #

    @api.depends("source_id", "selected_ids")
    def _compute_code(self):
        for wizard in self:
            codes = set(wizard._get_cases().mapped("template_code"))
            code = wizard.source_id.code or (codes and min(codes))
            wizard.code = code or False

    @api.depends("code", "source_id")
    def _compute_target_id(self):
        """Propose the active version, unless the cases run on it."""
        for wizard in self:
            cases = wizard._get_cases()
            source = wizard.source_id or cases[:1].template_id
            company = source.company_id or cases[:1].company_id or self.env.company
            active = source and source._find_active_version(company)
            wizard.target_id = active if active != source else False

    @api.depends("source_id", "selected_ids", "target_id")
    def _compute_line_ids(self):
        for wizard in self:
            wizard.line_ids = [
                Command.clear(),
                *(Command.create(values) for values in wizard._prepare_lines()),
            ]

    @api.depends("source_id", "selected_ids", "target_id", "line_ids.stage_id")
    def _compute_preview(self):
        for wizard in self:
            rows = wizard._get_rows() if wizard.target_id else []
            wizard.case_count = len(wizard._get_cases())
            wizard.stuck_count = sum(bool(row["problem"]) for row in rows)
            wizard.preview = wizard._render_preview(rows) if rows else False

    # === ACTION METHODS === #

    def action_apply(self):
        """Move the cases, and show a verdict for each."""
        self.ensure_one()
        if not self.target_id:
            raise UserError(self.env._("Choose the version that the cases go to."))
        stages = self._get_stage_by_case()
        problems = {case: self._explain_stuck(case, stages[case]) for case in stages}
        verdicts = [
            self._prepare_verdict(case, problem)
            for case, problem in problems.items()
            if problem
        ]
        movable = self._get_cases().filtered(lambda case: not problems[case])
        verdicts += self._act_in_batches(
            movable, lambda cases: self._move({case: stages[case] for case in cases})
        )
        return self._show_verdicts(verdicts)

    # === WHICH CASES === #

    def _get_cases(self):
        """Return the cases that have not ended, of the version or of those chosen."""
        self.ensure_one()
        domain = Domain("state", "in", OPEN_STATES)
        if self.source_id:
            domain &= Domain("template_id", "=", self.source_id.id)
        if self.selected_ids:
            domain &= Domain("id", "in", self.selected_ids)
        if not self.source_id and not self.selected_ids:
            return self.env["crm.process.case"]
        return self.env["crm.process.case"].search(domain, order="id")

    # === WHERE TO === #

    def _prepare_lines(self):
        """Return a line for each stage that has cases, with its stage by code."""
        stages = {stage.code: stage for stage in self.target_id.stage_ids}
        cases = self._get_cases().grouped("stage_id")
        return [
            {
                "from_stage_id": stage.id,
                "case_count": len(cases[stage]),
                "stage_id": self._guess_stage(stage, stages).id,
            }
            for stage in self.env["crm.process.stage"].union(*cases).sorted()
        ]

    def _guess_stage(self, stage, stages_by_code):
        guess = stages_by_code.get(stage.code, stage.browse())
        return guess.browse() if guess.is_end else guess

    def _get_stage_by_case(self):
        stages = {line.from_stage_id: line.stage_id for line in self.line_ids}
        empty = self.env["crm.process.stage"]
        return {case: stages.get(case.stage_id, empty) for case in self._get_cases()}

    def _explain_stuck(self, case, stage):
        """Return why the case stays as it is, or an empty text."""
        if not stage:
            return self.env._("no stage was chosen for “%s”", case.stage_id.name)
        if not case.has_access("write"):
            return self.env._("you may not change it")
        return case._explain_no_version_move(stage)

    # === MOVING === #

    def _move(self, stage_by_case):
        """Move the cases, and return where each of them is now, by its id."""
        for stage in set(stage_by_case.values()):
            cases = self.env["crm.process.case"].union(
                *(case for case, target in stage_by_case.items() if target == stage)
            )
            cases.with_context(**QUIET)._move_to_version(stage, self.reason or "")
        return {
            case.id: self._describe_place(stage)
            for case, stage in stage_by_case.items()
        }

    def _describe_place(self, stage):
        template = stage.template_id.with_context(process_template_with_version=True)
        return f"{template.display_name}: {stage.name}"

    # === PREVIEW === #

    def _get_rows(self):
        """Return what would become of each case; those that stay come first."""
        clock = self.env["crm.process.clock"]._wind()
        rows = [
            {"case": case, "stage": stage, "problem": self._explain_stuck(case, stage)}
            for case, stage in self._get_stage_by_case().items()
        ]
        rows.sort(key=lambda row: not row["problem"])
        for row in rows[:SHOWN]:
            if not row["problem"]:
                row |= self._foresee(row["case"], row["stage"], clock)
        return rows

    def _foresee(self, case, stage, clock):
        """Return what would change for the case. A question."""
        case, stage = case.sudo(), stage.sudo()  # sudo: tasks of colleagues count, too
        values = case._prepare_version_values(stage, clock)
        return {
            "deadline": values.get("date_deadline", case.date_deadline),
            "given": case._get_steps_to_give(stage).mapped("name"),
            "cancelled": case._get_tasks_to_cancel(stage).mapped("name"),
            "subprocess": stage.subprocess_id.name
            if case._is_subprocess_due(stage)
            else False,
            "lost": list(case._get_lost_properties(stage.template_id)),
        }

    def _render_preview(self, rows):
        return self.env["ir.qweb"]._render(
            "crm_process_automation.crm_process_migration_preview",
            {"rows": rows[:SHOWN], "hidden": len(rows[SHOWN:])},
        )
