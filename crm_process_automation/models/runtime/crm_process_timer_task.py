from odoo import fields, models

TASK_KINDS = [
    ("reminder", "Reminder"),
    ("due", "Deadline"),
    ("escalation", "Escalation"),
]


class CrmProcessTimer(models.Model):
    """The moments of a task: before its deadline, at it, and long after it."""

    _inherit = "crm.process.timer"

    kind = fields.Selection(
        selection_add=TASK_KINDS,
        ondelete={kind: "cascade" for kind, _label in TASK_KINDS},
    )

    # === BUSINESS METHODS === #

    def _fire_reminder(self):
        self.task_id._remind("reminder")

    def _fire_due(self):
        self.task_id._remind("due")

    def _fire_escalation(self):
        self.task_id._escalate()

    def _is_wanted(self):
        """What was done, cancelled or paused meanwhile needs no reminder any more."""
        is_idle = self.task_id and not self.task_id._is_timed()
        return not is_idle and super()._is_wanted()

    def _go_on(self):
        """After the reminder comes the deadline, after that the escalation.

        They come even when their moment has passed, because the engine stood still: it
        lay ahead when the task was planned.
        """
        result = super()._go_on()
        clock = self.env["crm.process.clock"]._wind()
        self.create(
            [
                timer.task_id._prepare_timer_values(*moment)
                for timer in self._filter_last_of_task()
                if (moment := timer._find_following_moment(clock))
            ]
        )
        return result

    def _filter_last_of_task(self):
        """Return those of tasks which nothing else is pending for."""
        pending = self.search(
            [("task_id", "in", self.task_id.ids), ("state", "=", "pending")]
        )
        return self.filtered(
            lambda timer: timer.task_id and timer.task_id not in pending.task_id
        )

    def _find_following_moment(self, clock):
        """Return (kind, moment) of what comes after the timer, or None."""
        self.ensure_one()
        task = self.task_id
        if self.kind == "reminder":
            return "due", task.deadline
        if self.kind == "due" and task.escalate_after:
            return "escalation", task._find_escalation(self.date_due, clock)
        return None

    def _get_failure_subject(self):
        values = super()._get_failure_subject()
        if task := self.task_id:
            values |= {
                "task_id": task.id,
                "case_id": task.case_id.id,
                "case_name": task.case_name or task.case_id.name,
                "owner_id": task._get_person_at_hand().id,
                "user_id": task.case_id._get_head().id if task.case_id else False,
                "company_id": task.company_id.id,
            }
        return values
