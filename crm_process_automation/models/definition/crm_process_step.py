from odoo import api, fields, models

from .constants import OFFSET_UNITS, STEP_KINDS, TIME_UNITS


class CrmProcessStep(models.Model):
    """A task that a stage gives out when a case enters it."""

    _name = "crm.process.step"
    _description = "Process Step"
    _inherit = ["crm.process.versioned.mixin", "crm.process.responsible.mixin"]
    _order = "stage_id, sequence, id"
    _check_company_auto = True

    stage_id = fields.Many2one(
        "crm.process.stage", required=True, index=True, ondelete="cascade"
    )
    template_id = fields.Many2one(
        related="stage_id.template_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(related="stage_id.company_id", store=True)
    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(STEP_KINDS, required=True, default="todo")
    sequence = fields.Integer(default=10)
    instruction = fields.Html(translate=True)
    quorum = fields.Integer(
        default=1, help="How many approvals are enough. For approval steps."
    )
    time_limit = fields.Float(
        string="Time Frame", help="Working time to do it. 0: no limit of its own."
    )
    time_unit = fields.Selection(TIME_UNITS, required=True, default="hour")
    is_required = fields.Boolean(
        string="Required",
        help="The case cannot go on along the success route before it is done.",
    )
    is_after_previous = fields.Boolean(
        string="After the One Before",
        help="Given only when all the steps above it in the list are done.",
    )

    # When
    date_field = fields.Char(
        string="Counted from",
        help="A date of the case, such as properties.event_date. The deadline follows "
        "it when it moves. Empty: the time frame runs from the moment it is given.",
    )
    offset = fields.Float(help="How long after that date; negative: before it.")
    offset_unit = fields.Selection(OFFSET_UNITS, required=True, default="day")
    remind_before = fields.Float(
        string="Remind Before (Hours)",
        help="Working hours before the deadline at which the executor is reminded. "
        "0: no reminder.",
    )
    escalate_after = fields.Float(
        string="Escalate After (Hours)",
        default=8.0,
        help="Working hours after the deadline at which the head is told. 0: never.",
    )

    # What else closes it
    goal_kind = fields.Selection(
        [
            ("none", "Nothing: somebody marks it done"),
            ("call", "The client was talked to"),
            ("domain", "The record matches a filter"),
        ],
        string="Closes by Itself When",
        required=True,
        default="none",
    )
    goal_subject = fields.Selection(
        selection=lambda self: (
            self.env["crm.process.control"]
            ._fields["subject"]
            ._description_selection(self.env)
        ),
        string="Looks at",
        default="case",
    )
    goal_domain = fields.Char(string="Filter of the Goal", default="[]")

    _time_limit_is_positive = models.Constraint(
        "CHECK(time_limit BETWEEN 0 AND 10000)",
        "The time frame of a step lies between 0 (no limit) and 10,000.",
    )
    _reminder_is_positive = models.Constraint(
        "CHECK(remind_before BETWEEN 0 AND 10000)",
        "A reminder comes between 0 (none) and 10,000 working hours before.",
    )
    _escalation_is_positive = models.Constraint(
        "CHECK(escalate_after BETWEEN 0 AND 10000)",
        "The head is told between 0 (never) and 10,000 working hours after.",
    )
    _quorum_is_positive = models.Constraint(
        "CHECK(quorum >= 1)", "A quorum is at least one approval."
    )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        steps._sync_controls()
        return steps

    def write(self, vals):
        result = super().write(vals)
        if {"is_required", "name", "stage_id"} & set(vals):
            self._sync_controls()
        return result

    # === BUSINESS METHODS === #

    def _sync_controls(self):
        """Give every required step its control point: the gate asks nothing else."""
        made = self.env["crm.process.control"].search(
            [("step_id", "in", self.ids), ("is_made_for_step", "=", True)]
        )
        made.filtered(lambda control: not control.step_id.is_required).unlink()
        controls = made.exists().grouped("step_id")
        for step in self.filtered("is_required"):
            values = {"stage_id": step.stage_id.id, "name": step.name}
            if step in controls:
                controls[step].write(values)
            else:
                made.create([step._prepare_control_values() | values])

    def _prepare_control_values(self):
        self.ensure_one()
        return {
            "kind": "task",
            "step_id": self.id,
            "is_made_for_step": True,
            "sequence": self.sequence,
        }
