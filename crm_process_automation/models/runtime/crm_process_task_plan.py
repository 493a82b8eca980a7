from odoo import api, fields, models
from odoo.exceptions import UserError

KEPT_BY_PLAN = frozenset({"date_source", "deadline_by_date", "is_planned_by_hand"})


class CrmProcessTask(models.Model):
    """The plan of a task that is counted from a date: it follows when the date moves.

    At the end of every write on what the date is read from, so that whoever saves sees
    the new deadline at once. However often it moves, the last date counts.
    """

    _inherit = "crm.process.task"

    date_source = fields.Char(
        readonly=True, copy=False, help="The date that the plan was made for."
    )
    deadline_by_date = fields.Datetime(
        string="Deadline by Its Date",
        readonly=True,
        copy=False,
        help="What the date that the task is counted from gives.",
    )
    is_planned_by_hand = fields.Boolean(
        string="Deadline Set by Hand",
        readonly=True,
        copy=False,
        help="A person has set the deadline: it stays when the date that the task is "
        "counted from moves.",
    )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        now = fields.Datetime.now()
        # When a meeting is held, its deadline says, or whoever puts it into a calendar.
        return super().create(
            [
                {"date_planned": vals.get("kind") != "meeting" and now} | vals
                for vals in vals_list
            ]
        )

    def write(self, vals):
        if not self.env.su and vals.get("user_id"):
            vals = {"assignment_reason": self._explain_handing_over()} | vals
        result = super().write(vals)
        if not self.env.su and "deadline" in vals:
            self._note_deadline_by_hand()
        if "step_id" in vals or vals.get("state") == "open":
            self._follow_dates(is_anew="step_id" in vals)
        return result

    @api.model
    def _check_not_kept_by_verbs(self, names, task):
        if not self.env.su and KEPT_BY_PLAN.intersection(names):
            raise UserError(
                self.env._(
                    "What the date says of “%s” is not written directly: change its "
                    "deadline, or the date itself.",
                    task,
                )
            )
        return super()._check_not_kept_by_verbs(names, task)

    # === ACTION METHODS === #

    def action_follow_date(self):
        """Let deadlines that were set by hand follow their date again.

        :raise UserError: when a task is not open any more
        """
        self.check_access("write")
        self._check_is_open()
        # sudo: past the guard of `write`, access was checked
        self.sudo().write({"is_planned_by_hand": False})
        self.sudo()._follow_dates(is_anew=True)  # sudo: as above
        return True

    # === BUSINESS METHODS === #

    def _explain_handing_over(self):
        """The deadline was promised, whoever keeps it: it stays."""
        return self.env._("handed over by %s, the deadline stays", self.env.user.name)

    def _is_bound_to_date(self):
        """Return whether the deadline is the one that a date gives."""
        self.ensure_one()
        has_date = self.step_id.date_field and self.deadline_by_date
        return bool(has_date and not self.is_planned_by_hand)

    def _note_deadline_by_hand(self):
        """Keep that a person wants another deadline than the date gives."""
        # sudo: the system's own column
        for task in self.sudo().filtered("step_id.date_field"):
            task.is_planned_by_hand = task.deadline != task.deadline_by_date

    def _follow_dates(self, is_anew=False):
        """Plan the open tasks anew whose date has moved.

        :param is_anew: whether or not it has moved
        """
        clock = self.env["crm.process.clock"]._wind()
        tasks_by_values = {}
        for task in self.sudo():  # sudo: follows from a change that was allowed
            if task.state != "open" or not task.step_id.date_field or not task.case_id:
                continue
            if is_anew or task._has_moved_date():
                changes = tuple(sorted(task._prepare_new_plan(clock).items()))
                tasks_by_values.setdefault(changes, []).append(task.id)
        for changes, ids in tasks_by_values.items():
            tasks = self.sudo().browse(ids)  # sudo: as above
            tasks._note_old_plans()
            tasks.write(dict(changes))

    def _has_moved_date(self):
        self.ensure_one()
        source = self.case_id._get_date_source(self.step_id.date_field)
        return (str(source) if source else False) != (self.date_source or False)

    def _prepare_new_plan(self, clock):
        """Return what changes by the date; a deadline set by hand does not.

        Where the date is empty now, the time frame runs from this moment: nobody is
        late because a date was cleared.
        """
        self.ensure_one()
        case, step, user = self.case_id, self.step_id, self.user_id
        user = user or case.user_id
        values = case._plan_by_date(step, user, clock)
        if not values["deadline_by_date"]:
            now = fields.Datetime.now()
            deadline = case._plan_deadline(step, now, user, clock)
            values["deadline"] = deadline or case.date_deadline
        if self.is_planned_by_hand:
            values.pop("deadline")
            values.pop("date_planned", None)
        return values
