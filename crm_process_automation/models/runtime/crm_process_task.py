from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.text import is_blank
from ..definition.constants import PROCESS_MANAGER, STEP_KINDS

# Only the verbs of a task write these: they are the truth of the reports.
KEPT_BY_VERBS = frozenset(
    {"state", "date_done", "done_by_id", "case_id", "step_id", "stage_id", "move_id"}
    | {"cancel_move_id", "result", "decision", "is_required"}
    | {"date_given", "planned_hours", "duration_hours", "deviation_hours"}
    | {"pauses", "paused_hours", "is_on_time", "date_escalated"}
    | {"date_asked_for", "is_asked_again", "call_id", "callback_key", "partner_id"}
    | {"document_id", "decided_checksum"}
)


class CrmProcessTask(models.Model):
    """A step of a stage in somebody's hands; never deleted."""

    _name = "crm.process.task"
    _description = "Process Task"
    _order = "deadline, sequence, id"
    _check_company_auto = True
    _kept_by_verbs = KEPT_BY_VERBS
    _given_at_birth = frozenset({"case_id", "is_required", "partner_id"})

    case_id = fields.Many2one(
        "crm.process.case", index=True, ondelete="set null", check_company=True
    )
    case_name = fields.Char(readonly=True)
    template_id = fields.Many2one(related="case_id.template_id", string="Process")
    case_state = fields.Selection(related="case_id.state", string="State of the Case")
    step_id = fields.Many2one(
        "crm.process.step", index=True, readonly=True, ondelete="restrict"
    )
    stage_id = fields.Many2one(
        "crm.process.stage", index=True, readonly=True, ondelete="restrict"
    )
    move_id = fields.Many2one(
        "crm.process.move",
        string="Given by",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    cancel_move_id = fields.Many2one(
        "crm.process.move",
        string="Cancelled by",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    kind = fields.Selection(STEP_KINDS, required=True, default="todo")
    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    instruction = fields.Html()
    is_required = fields.Boolean(string="Required")
    user_id = fields.Many2one(
        "res.users",
        string="Executor",
        index=True,
        domain="[('share', '=', False)]",
        check_company=True,
    )
    assignment_reason = fields.Char(string="Why They Answer", readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    date_planned = fields.Datetime(
        string="Planned",
        help="When it is meant to begin: the moment it was given, or its time frame "
        "before a deadline that is counted from a date. A meeting: when it is held.",
    )
    deadline = fields.Datetime(index=True)
    date_done = fields.Datetime(readonly=True)
    done_by_id = fields.Many2one("res.users", string="Done by", readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("done", "Done"), ("cancelled", "Cancelled")],
        required=True,
        default="open",
        index=True,
        readonly=True,
    )
    result = fields.Text()
    decision = fields.Selection(
        [("approved", "Approved"), ("refused", "Refused")], readonly=True
    )
    comment = fields.Text()
    remind_before = fields.Float(
        string="Remind Before (Hours)",
        help="Working hours before the deadline. 0: no reminder.",
    )
    escalate_after = fields.Float(
        string="Escalate After (Hours)",
        default=8.0,
        help="Working hours after the deadline at which the head is told. 0: never.",
    )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        kept = self._kept_by_verbs - self._given_at_birth
        for vals in vals_list:
            self._check_not_kept_by_verbs(
                vals.keys() - self._given_at_birth, vals.get("name")
            )
        # Nor do the defaults of a view, or own ones, say that a task is done.
        written = {name for name in kept if not self._fields[name].compute}
        begin = dict.fromkeys(written, False) | self._get_values_at_birth()
        return super().create([begin | vals for vals in vals_list])

    def write(self, vals):
        self._check_not_kept_by_verbs(vals, ", ".join(self.mapped("name")))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Tasks are history and stay. Cancel the task with a reason.")
        )

    # === ACTION METHODS === #

    def action_done(self, result=None):
        """Mark the tasks done, with what came of them.

        :raise UserError: when a task is not open any more
        """
        self.check_access("write")
        self._check_is_open()
        self._check_may_decide()
        self._write_by_verb(
            {
                "state": "done",
                "done_by_id": self.env.uid,
                "date_done": fields.Datetime.now(),
                **({"result": result} if result else {}),
            }
        )
        return True

    def action_cancel(self, reason):
        """Cancel the tasks, saying why.

        :raise UserError: when a task is not open any more, or the reason is empty
        """
        self.check_access("write")
        self._check_is_open()
        self._check_may_decide()
        if is_blank(reason):
            raise UserError(self.env._("Say why the task is cancelled."))
        self._write_by_verb({"state": "cancelled", "comment": reason})
        return True

    # === BUSINESS METHODS === #

    @api.model
    def _get_values_at_birth(self):
        """Return what every new task begins with, whatever a view proposes."""
        return {"state": "open", "date_given": fields.Datetime.now()}

    def _may_decide(self):
        """Return whether the user may do the task: an approval is its executor's."""
        self.ensure_one()
        user = self.env.user
        return (
            self.kind != "approval"
            or self.env.su
            or self.user_id == user
            or user.has_group(PROCESS_MANAGER)
        )

    def _check_may_decide(self):
        for task in self:
            if not task._may_decide():
                raise UserError(
                    self.env._(
                        "“%(task)s” is for %(user)s to decide, or for a manager.",
                        task=task.display_name,
                        # sudo: who is to decide is no secret
                        user=task.sudo().user_id.name,
                    )
                )

    @api.model
    def _check_not_kept_by_verbs(self, names, task):
        """Raise when a user writes what only the verbs decide."""
        if not self.env.su and self._kept_by_verbs.intersection(names):
            raise UserError(
                self.env._(
                    "The state of a task is not written directly: mark “%s” done, or "
                    "cancel it with a reason.",
                    task,
                )
            )

    def _write_by_verb(self, vals):
        """Write what a verb decided, for whoever may write the task at all."""
        self.check_access("write")
        self.sudo().write(vals)  # sudo: past the guard of `write`, access was checked

    def _check_is_open(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        for task in self:
            if task.state != "open":
                raise UserError(
                    self.env._(
                        "The task “%(task)s” is already %(state)s.",
                        task=task.name,
                        state=states[task.state].lower(),
                    )
                )
