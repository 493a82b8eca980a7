from odoo import fields, models
from odoo.tools.misc import format_datetime


class CrmProcessTask(models.Model):
    """What ends the lateness of a task handles its incident, and says how.

    A deadline that is moved and missed again is another cause, and another incident.
    """

    _inherit = "crm.process.task"

    # === CRUD METHODS === #

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals or "deadline" in vals:
            # sudo: the head's incident, whoever does the task
            self.sudo().filtered("date_escalated")._settle_incidents()
        return result

    # === BUSINESS METHODS === #

    def _settle_incidents(self):
        """Close the incidents whose cause has gone, open those whose cause is back."""
        if not self:
            return
        incidents = self.env["crm.process.incident"].search(
            [("kind", "=", "task_overdue"), ("task_id", "in", self.ids)]
        )
        for incident in incidents:
            task = incident.task_id
            relief = task._explain_relief()
            if incident.state == "open" and relief:
                incident._close_by_itself(relief)
            elif task._is_cause_back(incident) and not relief:
                incident._open_again(self.env._("The task is open and late again."))

    def _is_cause_back(self, incident):
        """Return whether what closed `incident` by itself was taken back."""
        return (
            incident.state == "handled"
            and not incident.handled_by_id
            and self.deadline
            and incident.cause_key == self._get_overdue_cause()
        )

    def _explain_relief(self):
        """Return why the task is not late any more, or an empty text."""
        self.ensure_one()
        user = self.env.user.name
        if self.state == "done":
            return self._describe_late_end()
        if self.state == "cancelled":
            return self.env._(
                "Cancelled on %(date)s by %(user)s: %(reason)s",
                date=format_datetime(self.env, fields.Datetime.now()),
                user=user,
                reason=self.comment or "…",
            )
        if not self.deadline:
            return self.env._("%s took the deadline away", user)
        if self.deadline > fields.Datetime.now():
            return self.env._(
                "%(user)s moved the deadline to %(date)s",
                user=user,
                date=format_datetime(self.env, self.deadline),
            )
        return ""

    def _describe_late_end(self):
        self.ensure_one()
        date = format_datetime(self.env, self.date_done)
        late = self._describe_late_hours()
        if self.done_by_id:
            return self.env._(
                "Done on %(date)s by %(user)s, %(late)s after the deadline",
                date=date,
                user=self.done_by_id.name,
                late=late,
            )
        return self.env._(
            "Closed by itself on %(date)s, %(late)s after the deadline: %(reason)s",
            date=date,
            late=late,
            reason=self.result or "…",
        )
