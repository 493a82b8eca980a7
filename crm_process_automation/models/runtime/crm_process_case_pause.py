import logging

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
        until = fields.Date.to_date(until)
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
            at=fields.Datetime.to_datetime(until)
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
            case.write(case._prepare_resume_values())
            case._log_pause(self.env._("Resumed"))
        return True

    # === BUSINESS METHODS === #

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
        deadline = self.date_deadline
        if deadline and deadline > self.date_paused:
            left = clock.measure(self.date_paused, deadline, person, self.company_id)
            deadline = clock.plan(now, left, person, self.company_id)
        return {
            "state": "running",
            "date_paused": False,
            "date_pause_until": False,
            "pause_reason": False,
            "paused_hours": self.paused_hours + pause,
            "date_deadline": deadline,
        }

    def _log_pause(self, text):
        record = self._get_chatter_record()
        # sudo: whoever may pause the case may leave its trace
        record.sudo()._message_log_batch({record.id: text})

    @api.model
    def _cron_resume(self, batch_size=100):
        """Resume the cases whose pause is over; a stuck one stops no other."""
        domain = [
            ("state", "=", "paused"),
            ("date_pause_until", "<=", fields.Date.today()),
        ]
        cases = self.search(domain, limit=batch_size, order="date_pause_until, id")
        self.env["ir.cron"]._commit_progress(remaining=self.search_count(domain))
        for case in cases:
            try:
                with self.env.cr.savepoint():
                    case.action_resume()
            except UserError as error:
                _logger.warning("Case %s cannot resume: %s", case.id, error)
            self.env["ir.cron"]._commit_progress(1)
