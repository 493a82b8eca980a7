from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .constants import OUTCOMES, TIME_UNITS


class CrmProcessStage(models.Model):
    """A step of the route map; itself a small process with steps and control points."""

    _name = "crm.process.stage"
    _description = "Process Stage"
    _inherit = ["crm.process.versioned.mixin", "crm.process.responsible.mixin"]
    _order = "template_id, sequence, id"
    _check_company_auto = True
    _live_fields = frozenset({"fold"})

    # What it is
    template_id = fields.Many2one(
        "crm.process.template", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="template_id.company_id", store=True)
    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="Stays the same over the versions of the process. Scenarios, rules and "
        "reports refer to it.",
    )
    sequence = fields.Integer(default=10)
    fold = fields.Boolean(string="Folded in Kanban")
    is_start = fields.Boolean(string="Start")
    is_end = fields.Boolean(string="End")
    outcome = fields.Selection(OUTCOMES, help="What an end stage means for the case.")

    # What it promises
    probability = fields.Float(
        string="Probability of Success",
        aggregator="avg",
        help="Per cent. The probability of the deal while it is here.",
    )
    time_limit = fields.Float(
        string="Time Frame", help="Working time to finish the stage. 0: no limit."
    )
    time_unit = fields.Selection(TIME_UNITS, required=True, default="day")

    # What it demands
    instruction = fields.Html(translate=True)
    inputs = fields.Text(translate=True, help="Data and materials needed to begin.")
    expected_result = fields.Text(translate=True)
    step_ids = fields.One2many("crm.process.step", "stage_id")
    control_ids = fields.One2many("crm.process.control", "stage_id")
    transition_ids = fields.One2many("crm.process.transition", "from_stage_id")
    incoming_transition_ids = fields.One2many("crm.process.transition", "to_stage_id")
    subprocess_id = fields.Many2one(
        "crm.process.template",
        string="Sub-process",
        ondelete="restrict",
        check_company=True,
        help="A case of this process is started here; the stage waits for its end. "
        "The active version counts.",
    )

    _code_unique = models.Constraint(
        "UNIQUE(template_id, code)", "Two stages of a process cannot share a code."
    )
    _probability_is_percentage = models.Constraint(
        "CHECK(probability BETWEEN 0 AND 100)",
        "The probability of a stage lies between 0 and 100 per cent.",
    )
    _time_limit_is_positive = models.Constraint(
        "CHECK(time_limit BETWEEN 0 AND 10000)",
        "The time frame of a stage lies between 0 (no limit) and 10,000.",
    )

    # === COMPUTE METHODS === #

    @api.depends("name", "template_id.display_name")
    @api.depends_context("process_stage_with_template")
    def _compute_display_name(self):
        with_template = self.env.context.get("process_stage_with_template")
        for stage in self:
            stage.display_name = (
                f"{stage.template_id.display_name}: {stage.name}"
                if with_template
                else stage.name
            )

    # === CONSTRAINT METHODS === #

    @api.constrains("is_end", "outcome")
    def _check_outcome(self):
        for stage in self:
            if stage.is_end and not stage.outcome:
                raise ValidationError(
                    self.env._(
                        "The end stage “%s” needs an outcome: success, refused or "
                        "cancelled.",
                        stage.name,
                    )
                )
            if stage.outcome and not stage.is_end:
                raise ValidationError(
                    self.env._(
                        "“%s” has an outcome but is no end stage. Tick “End”, or "
                        "clear the outcome.",
                        stage.name,
                    )
                )
