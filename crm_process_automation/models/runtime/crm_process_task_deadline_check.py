from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.misc import format_datetime

from .crm_process_clock import EARLIEST, LATEST

# A moment is chosen to the minute, and the form takes its time.
GRACE = timedelta(minutes=1)
FAR_AHEAD = timedelta(days=36500)


class CrmProcessTask(models.Model):
    """What a deadline may be: a moment that lies ahead, when somebody chooses it.

    The system counts from dates of the deal, which may lie in the past.
    """

    _inherit = "crm.process.task"

    _reminder_is_positive = models.Constraint(
        "CHECK(remind_before BETWEEN 0 AND 10000)",
        "A reminder comes between 0 (none) and 10,000 working hours before.",
    )
    _escalation_is_positive = models.Constraint(
        "CHECK(escalate_after BETWEEN 0 AND 10000)",
        "The head is told between 0 (never) and 10,000 working hours after.",
    )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_is_moment(vals.get("deadline"))
            self._check_can_be_planned(vals.get("date_planned"))
        tasks = super().create(vals_list)
        tasks._check_deadline_is_ahead()
        return tasks

    def write(self, vals):
        self._check_can_be_planned(vals.get("date_planned"))
        if "deadline" not in vals:
            return super().write(vals)
        self._check_is_moment(vals["deadline"])
        result = super().write(vals)
        self._check_deadline_is_ahead()
        return result

    # === BUSINESS METHODS === #

    @api.model
    def _check_is_moment(self, value):
        try:
            fields.Datetime.to_datetime(value)
        except (TypeError, ValueError):
            raise ValidationError(
                self.env._("“%s” is no moment: it has a date and a time.", value)
            ) from None

    @api.model
    def _check_can_be_planned(self, value):
        """Raise when a task is planned for a day that no calendar has."""
        self._check_is_moment(value)
        moment = fields.Datetime.to_datetime(value)
        if moment and not EARLIEST <= moment < LATEST:
            raise ValidationError(
                self.env._("Plan the task for a day between 1980 and 2200.")
            )

    def _check_deadline_is_ahead(self):
        """Raise when a user, not the system, chooses a deadline that is over."""
        if self.env.su:
            return
        now = fields.Datetime.now()
        for task in self.filtered("deadline"):
            problem = None
            if task.deadline < now - GRACE:
                problem = self.env._(
                    "The deadline of “%(task)s” (%(deadline)s) lies in the past. "
                    "Choose a later moment, or leave it empty.",
                    task=task.display_name,
                    deadline=format_datetime(self.env, task.deadline),
                )
            elif task.deadline > now + FAR_AHEAD:
                problem = self.env._(
                    "The deadline of “%(task)s” lies more than a hundred years ahead. "
                    "Choose an earlier moment, or leave it empty.",
                    task=task.display_name,
                )
            if problem:
                raise UserError(problem)
