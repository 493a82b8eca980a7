from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date, format_datetime, format_time

MINUTES_IN_HOUR, MINUTES_IN_DAY = 60, 24 * 60
MOST_DAYS = 1000  # of working time that a deadline is put off at once


class CrmProcessTask(models.Model):
    """The deadline of a task: in the words of whoever reads it, and how it is moved."""

    _inherit = "crm.process.task"

    deadline_text = fields.Char(
        string="Due",
        compute="_compute_deadline_text",
        help="The deadline in words: today 14:30, tomorrow 9:00, 2 h late.",
    )

    # === COMPUTE METHODS === #

    @api.depends("urgency", "deadline", "date_done")
    @api.depends_context("tz", "lang")
    def _compute_deadline_text(self):
        for task in self:
            task.deadline_text = task._describe_deadline()

    # === BUSINESS METHODS === #

    def _is_late(self):
        """Return whether the task is open past its deadline; a pause waits."""
        self.ensure_one()
        return self.urgency == "overdue"

    def _describe_deadline(self):
        """Return the deadline in words; of a closed task nothing."""
        self.ensure_one()
        if not self.deadline or self.urgency == "closed":
            return ""
        if self.urgency == "overdue":
            return self._describe_lateness()
        time = format_time(self.env, self.deadline, time_format="short")
        if self.urgency == "today":
            return self.env._("today %(time)s", time=time)
        if self.urgency == "tomorrow":
            return self.env._("tomorrow %(time)s", time=time)
        day = fields.Datetime.context_timestamp(self, self.deadline).date()
        pattern = "EEE" if self.urgency == "week" else "d MMM"
        return f"{format_date(self.env, day, date_format=pattern)} {time}"

    def _describe_lateness(self):
        late = fields.Datetime.now() - self.deadline
        minutes = int(late.total_seconds() // 60)
        if minutes < MINUTES_IN_HOUR:
            return self.env._("%(count)s min late", count=max(minutes, 1))
        if minutes < MINUTES_IN_DAY:
            return self.env._("%(count)s h late", count=minutes // MINUTES_IN_HOUR)
        return self.env._("%(count)s d late", count=minutes // MINUTES_IN_DAY)

    def _describe_moment(self, name):
        """Return the exact moment in the field `name`, to the minute."""
        if not self[name]:
            return ""
        return format_datetime(self.env, self[name], dt_format="short")

    # === MOVING === #

    def _move_deadline(self, deadline):
        """Give open tasks another deadline.

        :raise UserError: when a task is not open any more, or the moment is past
        """
        self.check_access("write")
        self._check_is_open()
        if not deadline or deadline <= fields.Datetime.now():
            raise UserError(self.env._("Choose a deadline that lies ahead."))
        self.write({"deadline": deadline})
        return True

    def _extend_deadline(self, days):
        """Give open tasks so many working days more, of each executor's calendar.

        They count from the deadline, or from now where it has passed.
        """
        self.check_access("write")
        if days <= 0:
            raise UserError(self.env._("Give at least one working day more."))
        if days > MOST_DAYS:
            raise UserError(
                self.env._("Give at most %s working days more at once.", MOST_DAYS)
            )
        now, clock = fields.Datetime.now(), self.env["crm.process.clock"]._wind()

        def plan(task):
            user, company = task.user_id, task.company_id
            hours = clock.get_hours(days, "day", user, company)
            return clock.plan(max(task.deadline or now, now), hours, user, company)

        for deadline, tasks in self.grouped(plan).items():
            tasks._move_deadline(deadline)
        return True
