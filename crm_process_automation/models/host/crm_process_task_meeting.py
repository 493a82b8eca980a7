from datetime import timedelta

from odoo import fields, models
from odoo.fields import Command

LENGTH = timedelta(hours=1)
HOURS_BEFORE = 1  # of working time, that a meeting begins before its deadline
# The client is not written to unasked; who asks presses a button in the calendar.
NO_MAIL = {
    "no_mail_to_attendees": True,
    "skip_attendee_notification": True,
    "skip_contact_description": True,
    "dont_notify": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    # What the user looks at is not what the meeting is about.
    "active_model": None,
    "active_id": None,
}


class CrmProcessTask(models.Model):
    """A meeting stands in the calendar, of its executor and of the client."""

    _inherit = "crm.process.task"

    event_id = fields.Many2one(
        "calendar.event",
        string="Meeting",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    # === CRUD METHODS === #

    def write(self, vals):
        """A meeting goes along when its deadline moves."""
        moving = self.browse()
        if vals.get("deadline") and "date_planned" not in vals:
            moving = self.filtered(
                lambda task: task._is_meeting() and task.deadline and task.date_planned
            )
        if not moving:
            return super().write(vals)
        if rest := self - moving:
            super(CrmProcessTask, rest).write(dict(vals))
        deadline = fields.Datetime.to_datetime(vals["deadline"])
        for shift, tasks in moving.grouped(
            lambda task: (deadline - task.deadline, task.date_planned)
        ).items():
            super(CrmProcessTask, tasks).write(
                {**vals, "date_planned": shift[1] + shift[0]}
            )
        return True

    # === BUSINESS METHODS === #

    def _is_meeting(self):
        """Return whether the task is a meeting, or has got one in the calendar."""
        self.ensure_one()
        return self.kind == "meeting" or bool(self.sudo().event_id)  # sudo: only if

    def _plan_meetings(self):
        """Plan meetings for which nobody has: a working hour before the deadline."""
        clock = self.env["crm.process.clock"]._wind()
        for task in self:
            if task._is_meeting() and task.deadline and not task.date_planned:
                task.date_planned = task._find_meeting_start(clock)

    def _find_meeting_start(self, clock):
        self.ensure_one()
        user = self.user_id or self.case_id.user_id
        return clock.plan(self.deadline, -HOURS_BEFORE, user, self.company_id)

    def _sync_meetings(self):
        """Let every meeting stand in the calendar as it is planned."""
        tasks = self.filtered(lambda task: task.date_planned and task._is_meeting())
        kept = tasks.filtered("event_id")
        for changes, group in kept.grouped(type(self)._get_event_changes).items():
            if changes:
                group.event_id.with_context(**NO_MAIL).write(
                    {
                        name: list(value) if isinstance(value, tuple) else value
                        for name, value in changes
                    }
                )
        if new := tasks - kept:
            new._create_events()

    def _get_event_changes(self):
        """Return what of the event is not as it should be, as pairs."""
        self.ensure_one()
        event, changes = self.event_id, {}
        if not event.active:
            changes["active"] = True
        if event.start != self.date_planned:
            length = event.stop - event.start
            changes["start"] = self.date_planned
            changes["stop"] = self.date_planned + length
        if self.user_id and event.user_id != self.user_id:
            changes["user_id"] = self.user_id.id
            changes["partner_ids"] = (
                Command.unlink(event.user_id.partner_id.id),
                Command.link(self.user_id.partner_id.id),
            )
        return tuple(changes.items())

    def _create_events(self):
        events = self.env["calendar.event"].with_context(**NO_MAIL)
        made = events.create([task._prepare_event_values() for task in self])
        for task, event in zip(self, made, strict=True):
            task.event_id = event

    def _prepare_event_values(self):
        self.ensure_one()
        face = self.activity_id
        client = self.case_id.partner_id or self.lead_id.partner_id
        people = self.user_id.partner_id | (client or self.order_id.partner_id)
        return {
            "name": face.summary,
            "description": face.note,
            "start": self.date_planned,
            "stop": self.date_planned + LENGTH,
            "user_id": self.user_id.id,
            "partner_ids": [Command.set(people.ids)],
            "opportunity_id": self.lead_id.id,
            "res_model_id": face.res_model_id.id,
            "res_id": face.res_id,
            "activity_ids": [Command.link(face.id)],
        }

    def _rename_meetings(self, changes):
        """Call meetings as their tasks; one that a user has named keeps its name."""
        if "summary" in changes:
            events = self.filtered(
                lambda task: task.event_id.name == task.activity_id.summary
            ).event_id
            events.with_context(**NO_MAIL).write({"name": changes["summary"]})

    def _take_event(self, event):
        """Take a meeting that somebody has put into the calendar for the task."""
        self.ensure_one()
        if event != self.sudo().event_id:  # sudo: past the guard of `write`
            self.sudo().write({"event_id": event.id})  # sudo: as above
            self.write({"date_planned": event.start})

    def _follow_event(self, event, start_before):
        """Go where somebody has put the meeting in the calendar, or to whom."""
        self.ensure_one()
        changes = {}
        if event.start != start_before:
            changes["date_planned"] = event.start
            if self.deadline:
                changes["deadline"] = self.deadline + (event.start - start_before)
        if event.user_id != self.user_id:
            changes["user_id"] = event.user_id.id
        if changes:
            self.write(changes)
