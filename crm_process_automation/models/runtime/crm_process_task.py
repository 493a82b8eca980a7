from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.text import is_blank
from ..definition.constants import STEP_KINDS

# Only the verbs of a task write these: they are the truth of the reports.
KEPT_BY_VERBS = frozenset(
    {"state", "date_done", "case_id", "step_id", "stage_id", "move_id"}
    | {"cancel_move_id", "decision", "result"}
)


class CrmProcessTask(models.Model):
    """A step of a stage in somebody's hands; never deleted."""

    _name = "crm.process.task"
    _description = "Process Task"
    _order = "deadline, sequence, id"
    _check_company_auto = True

    case_id = fields.Many2one(
        "crm.process.case", index=True, ondelete="set null", check_company=True
    )
    case_name = fields.Char(readonly=True)
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
    date_planned = fields.Datetime()
    deadline = fields.Datetime(index=True)
    date_done = fields.Datetime(readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("done", "Done"), ("cancelled", "Cancelled")],
        required=True,
        default="open",
        index=True,
        readonly=True,
    )
    result = fields.Text()
    comment = fields.Text()

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        kept = KEPT_BY_VERBS.intersection(self._fields) - {"case_id"}
        for vals in vals_list:
            self._check_not_kept_by_verbs(vals.keys() - {"case_id"}, vals.get("name"))
        # Nor do the defaults of a view, or own ones, say that a task is done.
        begin = dict.fromkeys(kept, False) | {"state": "open"}
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
        self._write_by_verb(
            {
                "state": "done",
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
        if is_blank(reason):
            raise UserError(self.env._("Say why the task is cancelled."))
        self._write_by_verb({"state": "cancelled", "comment": reason})
        return True

    # === BUSINESS METHODS === #

    @api.model
    def _check_not_kept_by_verbs(self, names, task):
        """Raise when a user writes what only the verbs decide."""
        if not self.env.su and KEPT_BY_VERBS.intersection(names):
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
