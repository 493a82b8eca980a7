from odoo import models

from .face import TELLER_KEY, Teller

# What somebody changes of a meeting is changed of its task; but how he calls it and
# what he notes there is the meeting's own, the activity goes on saying what to do.
TELLING = frozenset(
    {"start", "start_date", "allday", "user_id", "active", "name", "description"}
)


class CalendarEvent(models.Model):
    """The meeting of a task: moved, handed over or deleted, the task follows."""

    _inherit = "calendar.event"

    # === CRUD METHODS === #

    def write(self, vals):
        if Teller.from_env(self.env) or TELLING.isdisjoint(vals):
            return super().write(vals)
        tasks = self._get_open_tasks()
        if not tasks:
            return super().write(vals)
        before = {event: event.start for event in tasks.event_id}
        is_removed = not vals.get("active", True)
        # The client was not invited by mail, so nobody writes to him of a new hour
        # either; whom the user adds by hand is invited as ever.
        quiet = {} if "partner_ids" in vals else {"skip_attendee_notification": True}
        told = self.with_context(**{TELLER_KEY: Teller.TASK}, **quiet)
        result = super(CalendarEvent, told).write(vals)
        if is_removed:
            tasks._as_acting(self.env).action_cancel(self._explain_removal())
            return result
        for task in tasks:
            event = task.event_id
            task._as_acting(self.env)._follow_event(event, before[event])
        return result

    def unlink(self):
        if Teller.from_env(self.env):
            return super().unlink()
        tasks = self._get_open_tasks()
        result = super().unlink()
        if tasks:
            tasks._as_acting(self.env).action_cancel(self._explain_removal())
        return result

    # === BUSINESS METHODS === #

    def _sync_activities(self, fields):
        """The task tells its activity what the meeting says, not the other way."""
        if Teller.from_env(self.env):
            return None
        return super()._sync_activities(fields)

    def _get_open_tasks(self):
        """Return the open tasks of which the events are the meetings."""
        # sudo: whose calendar it is says who may write; the task goes along
        return (
            self.env["crm.process.task"]
            .sudo()
            .search([("event_id", "in", self.ids), ("state", "=", "open")])
        )

    def _explain_removal(self):
        return self.env._("The meeting was deleted by %s.", self.env.user.name)
