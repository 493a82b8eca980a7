import logging
from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

from ...tools.text import is_blank

_logger = logging.getLogger(__name__)


class CrmProcessCase(models.Model):
    """A pause: the clocks stand still until a date, for a reason."""

    _inherit = "crm.process.case"

    date_paused = fields.Datetime(string="Paused on", readonly=True, copy=False)
    date_pause_until = fields.Date(string="Paused until", readonly=True, copy=False)
    pause_reason = fields.Char(readonly=True, copy=False)

    # === ACTION METHODS === #

    def action_pause(self, until, reason):
        """Stop the clocks of running cases.

        :param until: the date on which the case resumes by itself
        :raise UserError: when a case is not running, the date is past or no reason is
            given
        """
        self.check_access("write")
        until = self._read_day(until)
        self._check_may_pause(until, reason)
        values = {
            "state": "paused",
            "date_paused": fields.Datetime.now(),
            "date_pause_until": until,
            "pause_reason": reason,
        }
        self.sudo().write(values)  # sudo: past the guard of `write`, access was checked
        for case in self:
            case._log_pause(
                self.env._(
                    "Paused until %(date)s: %(reason)s",
                    date=format_date(self.env, until),
                    reason=reason,
                )
            )
        self.env.ref("crm_process_automation.ir_cron_resume_cases")._trigger(
            at={case._get_pause_end() for case in self}
        )
        return True

    def action_resume(self):
        """Let the clocks run again; the deadline moves by the length of the pause.

        :raise UserError: when a case is not paused
        """
        self.check_access("write")
        for case in self.sudo():  # sudo: past the guard of `write`, access was checked
            if case.state != "paused":
                raise UserError(self.env._("“%s” is not paused.", case.display_name))
            case._postpone_open_tasks()
            case.write(case._prepare_resume_values())
            case._log_pause(self.env._("Resumed"))
        return True

    # === BUSINESS METHODS === #

    @api.model
    def _read_day(self, value):
        """Return `value` as a day; None when it is none."""
        try:
            return fields.Date.to_date(value) or None
        except (TypeError, ValueError):
            return None

    def _check_may_pause(self, until, reason):
        if is_blank(reason):
            raise UserError(self.env._("Say why the case is paused."))
        if not until or until <= fields.Date.context_today(self):
            raise UserError(
                self.env._("A pause needs a date after today, on which it ends.")
            )
        for case in self:
            if problem := case._explain_state():
                raise UserError(problem)

    def _prepare_resume_values(self):
        """Return the values with which the case runs on, its pause not counted."""
        self.ensure_one()
        clock, now = self.env["crm.process.clock"]._wind(), fields.Datetime.now()
        person = self.stage_user_id or self.user_id
        pause = clock.measure(self.date_paused, now, person, self.company_id)
        return {
            "state": "running",
            "date_paused": False,
            "date_pause_until": False,
            "pause_reason": False,
            "paused_hours": self.paused_hours + pause,
            "date_deadline": self._postpone(self.date_deadline, person, clock),
        }

    def _postpone(self, deadline, person, clock):
        """Return `deadline` as far from now as it was when the pause began."""
        if not deadline or deadline <= self.date_paused:
            return deadline
        left = clock.measure(self.date_paused, deadline, person, self.company_id)
        return clock.plan(fields.Datetime.now(), left, person, self.company_id)

    def _postpone_open_tasks(self):
        """Nobody had to work on the tasks while the case was paused."""
        self.ensure_one()
        clock = self.env["crm.process.clock"]._wind()
        for task in self.task_ids.filtered(lambda task: task.state == "open"):
            person = task.user_id or self.user_id
            values = task._prepare_pause_values(self.date_paused, clock)
            deadline = self._postpone(task.deadline, person, clock)
            if deadline != task.deadline:
                values["deadline"] = deadline
            task.write(values)

    def _log_pause(self, text):
        record = self._get_chatter_record()
        # sudo: whoever may pause the case may leave its trace
        record.sudo()._message_log_batch({record.id: text})

    def _get_pause_end(self):
        """Return when the day on which the case resumes begins for its responsible."""
        self.ensure_one()
        case = self.sudo()  # sudo: the time zone of a colleague is no secret
        zone = case.user_id.tz or case.company_id.resource_calendar_id.tz or "UTC"
        midnight = datetime.combine(case.date_pause_until, time.min)
        local = pytz.timezone(zone).localize(midnight)
        return local.astimezone(pytz.utc).replace(tzinfo=None)

    @api.model
    def _get_cases_to_resume(self):
        """Return the cases whose pause is over where their responsible lives.

        The newest come first: old ones are left over because they are stuck.
        """
        now = fields.Datetime.now()
        tomorrow = now.date() + timedelta(days=1)  # it is that day in the east already
        cases = self.search(
            [("state", "=", "paused"), ("date_pause_until", "<=", tomorrow)],
            order="date_pause_until desc, id",
        )
        return cases.filtered(lambda case: case._get_pause_end() <= now)

    @api.model
    def _cron_resume(self):
        """Resume the cases whose pause is over; a stuck one stops no other."""
        cases = self._get_cases_to_resume()
        progress = self.env["ir.cron"]
        progress._commit_progress(remaining=len(cases))
        for case in cases:
            try:
                with self.env.cr.savepoint():
                    case.action_resume()
            except UserError as error:
                _logger.warning("Case %s cannot resume: %s", case.id, error)
            # A failed one counts as seen, else the job would begin with it anew.
            if not progress._commit_progress(1):
                break
