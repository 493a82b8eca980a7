from odoo import api, fields, models
from odoo.exceptions import UserError

TASK = "crm.process.task"


class CrmProcessTaskBulk(models.TransientModel):
    """One act upon many tasks, chosen in a list.

    `verb` says which: a new one is a `selection_add`, a method `_check_<verb>()` that
    asks whether all is said, and `_act_<verb>(tasks)` that acts on a batch and returns
    what became of each task, by its id.
    """

    _name = "crm.process.task.bulk"
    _description = "Act on Many Tasks"
    _inherit = "crm.process.verdict.mixin"

    verb = fields.Selection(
        [
            ("reassign", "Hand over"),
            ("done", "Mark done"),
            ("deadline", "Move the deadline"),
        ],
        string="What to Do",
        required=True,
        default="reassign",
    )
    selected_ids = fields.Json(default=lambda self: self._get_default_ids())
    task_count = fields.Integer(string="Open Tasks", compute="_compute_counts")
    left_out_count = fields.Integer(
        string="Closed Already",
        compute="_compute_counts",
        help="They are left out, and the verdict says why.",
    )

    # Hand over
    user_id = fields.Many2one(
        "res.users", string="Hand Over to", domain="[('share', '=', False)]"
    )
    assignment_id = fields.Many2one(
        "crm.process.assignment",
        string="By the Rule",
        help="The rule chooses a person for each task.",
    )
    reason = fields.Char(string="Why", help="It stays on the task.")

    # Mark done
    result = fields.Text(help="What came of them; whoever goes on reads it.")

    # Move the deadline
    move_by = fields.Selection(
        [("days", "By working days"), ("date", "To a moment")],
        string="Move",
        required=True,
        default="days",
    )
    days = fields.Integer(
        string="Working Days More",
        default=1,
        help="From the deadline, or from now where it has passed; by the calendar of "
        "each executor.",
    )
    deadline = fields.Datetime(string="New Deadline")

    # === COMPUTE METHODS === #

    @api.depends("selected_ids")
    def _compute_counts(self):
        for wizard in self:
            tasks = wizard._get_selected()._filtered_access("read")
            to_do = tasks.filtered(lambda task: task.state == "open")
            wizard.task_count = len(to_do)
            wizard.left_out_count = len(tasks - to_do)

    # === ACTION METHODS === #

    def action_apply(self):
        """Do it to each task, and tell of each what became of it.

        :raise UserError: when something is missing for all of them alike
        """
        self.ensure_one()
        getattr(self, f"_check_{self.verb}")()
        verdicts, tasks = self._sort_out()
        # Who hands a task over may not read its name afterwards.
        names = {task.id: task._get_name_of_matter() for task in tasks}
        act = getattr(self, f"_act_{self.verb}")
        done = self._act_in_batches(tasks, act)
        done = [verdict | {"name": names[verdict["res_id"]]} for verdict in done]
        action = self._show_verdicts(verdicts + done)
        is_plain = len(tasks) == 1 and not verdicts and done[0]["is_done"]
        # One task that went well needs no report.
        return {"type": "ir.actions.act_window_close"} if is_plain else action

    # === WHICH TASKS === #

    @api.model
    def _get_default_ids(self):
        context = self.env.context
        return context.get("active_ids") if context.get("active_model") == TASK else []

    def _get_selected(self):
        """Return the tasks that were chosen in the list."""
        self.ensure_one()
        ids = self.selected_ids if isinstance(self.selected_ids, list) else []
        # bool is an int, too, but no id
        ids = [one for one in ids if type(one) is int]
        return self.env[TASK].browse(ids).exists()

    def _sort_out(self):
        """Return the verdicts on the tasks of others, and the rest."""
        tasks = self._get_selected()
        own = tasks._filtered_access("write")
        problem = self.env._("You may not change it. Ask whoever answers for it.")
        return [self._prepare_verdict(task, problem) for task in tasks - own], own

    # === HAND OVER === #

    def _check_reassign(self):
        if not (self.user_id or self.assignment_id):
            raise UserError(self.env._("Choose a person or a rule to hand over to."))

    def _act_reassign(self, tasks):
        reason = (self.reason or "").strip()
        if self.assignment_id:
            tasks._reassign_by_rule(self.assignment_id, reason)
        else:
            tasks._reassign(self.user_id, reason)
        given = tasks.sudo()  # sudo: a task may be closed now to whoever had it
        return {
            task.id: ", ".join(
                filter(None, [task.user_id.name, task.assignment_reason])
            )
            for task in given
        }

    # === MARK DONE === #

    def _check_done(self):
        """Nothing has to be said about what is done."""

    def _act_done(self, tasks):
        for task in tasks.filtered(lambda task: task.kind == "approval"):
            raise UserError(
                self.env._(
                    "“%s” waits for a decision: open it, approve or refuse.",
                    task.display_name,
                )
            )
        tasks.action_done(self.result)
        return dict.fromkeys(tasks.ids, self.env._("Done"))

    # === MOVE THE DEADLINE === #

    def _check_deadline(self):
        if self.move_by == "days" and self.days <= 0:
            raise UserError(self.env._("Give at least one working day more."))
        if self.move_by == "date" and not self.deadline:
            raise UserError(self.env._("Choose the new deadline."))
        if self.move_by == "date" and self.deadline <= fields.Datetime.now():
            raise UserError(self.env._("Choose a deadline that lies ahead."))

    def _act_deadline(self, tasks):
        if self.move_by == "days":
            tasks._extend_deadline(self.days)
        else:
            tasks._move_deadline(self.deadline)
        return {
            task.id: self.env._("Due by %s", task._describe_moment("deadline"))
            for task in tasks
        }
