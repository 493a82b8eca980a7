from odoo import api, fields, models
from odoo.exceptions import UserError

# What a task that is closed was, and by when: the reports count it so.
KEPT_WHEN_CLOSED = frozenset(
    {"name", "kind", "user_id", "deadline", "date_planned", "company_id"}
)
TIMES = ("planned_hours", "duration_hours", "deviation_hours", "is_on_time")


class CrmProcessTask(models.Model):
    """Planned and real working time of a task: kept for ever once it is done.

    Working hours are the executor's. The hours of a pause count in neither; that the
    pauses are kept as they were lets a deadline move before and after them.
    """

    _inherit = "crm.process.task"

    date_given = fields.Datetime(string="Given On", readonly=True)
    planned_hours = fields.Float(
        compute="_compute_times",
        store=True,
        precompute=True,
        help="Working hours from when the task was given to its deadline, pauses not "
        "counted.",
    )
    duration_hours = fields.Float(
        string="Real Hours",
        compute="_compute_times",
        store=True,
        precompute=True,
        help="Working hours from when the task was given until it was done, pauses not "
        "counted.",
    )
    deviation_hours = fields.Float(
        string="Deviation (Hours)",
        compute="_compute_times",
        store=True,
        precompute=True,
        help="Real less planned working hours, where a deadline was set.",
    )
    is_on_time = fields.Boolean(
        string="On Time",
        compute="_compute_times",
        store=True,
        precompute=True,
        help="Done at or before the deadline.",
    )
    pauses = fields.Json(readonly=True, help="From when to when the case was paused.")
    paused_hours = fields.Float(
        readonly=True, help="Working hours for which the case was paused."
    )
    late_hours = fields.Float(
        string="Late by (Hours)",
        compute="_compute_late_hours",
        help="Working hours past the deadline: of an open task, until now.",
    )

    # === COMPUTE METHODS === #

    # Only the end of a task measures it: what is changed afterwards changes no report.
    @api.depends("state", "date_done")
    def _compute_times(self):
        clock = self.env["crm.process.clock"]._wind()
        for task in self:
            times = task._measure_times(clock) if task.state == "done" else {}
            for name in TIMES:
                task[name] = times.get(name, False)

    @api.depends("state", "date_done", "deadline", "user_id", "case_id.state")
    def _compute_late_hours(self):
        clock = self.env["crm.process.clock"]._wind()
        for task in self:
            is_late = task.deadline and task.state != "cancelled"
            end = task._get_clock_end() if is_late else False
            task.late_hours = task._measure_work(task.deadline, end, clock)

    # === CRUD METHODS === #

    def write(self, vals):
        if not self.env.su and not KEPT_WHEN_CLOSED.isdisjoint(vals):
            self._check_keeps_what_it_was()
        return super().write(vals)

    # === BUSINESS METHODS === #

    def _check_keeps_what_it_was(self):
        """Raise when a closed task would tell another story than it did."""
        self.check_access("write")
        for task in self.filtered(lambda task: task.state != "open"):
            raise UserError(
                self.env._(
                    "“%s” is closed: who had it and by when stays as it was. Add a "
                    "comment instead.",
                    task.display_name,
                )
            )

    def _measure_times(self, clock):
        """Return planned and real working hours of a task that is done."""
        self.ensure_one()
        given, end = self.date_given or self.create_date, self._get_clock_end()
        spent = self._measure_work(given, end, clock)
        if not self.deadline:
            return {"duration_hours": spent}
        planned = self._measure_work(given, self.deadline, clock)
        return {
            "planned_hours": planned,
            "duration_hours": spent,
            "deviation_hours": spent - planned,
            "is_on_time": bool(end) and end <= self.deadline,
        }

    def _get_clock_end(self):
        """Return when the clock of the task stopped, now while it still runs."""
        self.ensure_one()
        end = self.date_done if self.state == "done" else fields.Datetime.now()
        case = self.sudo().case_id  # sudo: only whether, and since when, it waits
        if case.state == "paused" and case.date_paused:
            return min(end or case.date_paused, case.date_paused)
        return end

    def _measure_work(self, start, end, clock):
        """Return the working hours of the executor between two moments, less pauses."""
        self.ensure_one()
        if not start or not end or end <= start:
            return 0.0
        person = self.user_id or self.sudo().case_id.user_id  # sudo: whose hours count
        company = self.company_id
        hours = clock.measure(start, end, person, company)
        for pause in self.pauses or ():
            since, until = map(fields.Datetime.to_datetime, pause)
            hours -= clock.measure(max(since, start), min(until, end), person, company)
        return max(hours, 0.0)

    def _prepare_pause_values(self, since, clock):
        """Return the values that note a pause from `since` until now."""
        self.ensure_one()
        since, now = max(since, self.date_given or since), fields.Datetime.now()
        if now <= since:
            return {}
        to_text = fields.Datetime.to_string
        pause = self._measure_work(since, now, clock)
        return {
            "pauses": [*(self.pauses or []), [to_text(since), to_text(now)]],
            "paused_hours": self.paused_hours + pause,
        }


class CrmProcessCase(models.Model):
    """The pause so far of the tasks that go over to another stage of a version."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _take_tasks_along(self, stage, move, values):
        if self.state == "paused" and values.get("date_paused"):
            clock = self.env["crm.process.clock"]._wind()
            for task in self.task_ids.filtered(lambda task: task.state == "open"):
                task.write(task._prepare_pause_values(self.date_paused, clock))
        return super()._take_tasks_along(stage, move, values)
