from odoo import api, fields, models

from ...tools.text import is_blank

REMINDERS = ("before", "after")
LONGEST = 3650  # days


class IrActionsServer(models.Model):
    """Remind who answers for a record of its date: by a task before it, or after it.

    The tasks follow the date when it moves, and go when it is cleared.
    """

    _inherit = "ir.actions.server"

    process_remind_before = fields.Integer(
        string="Task Before (Days)", help="0: no task before the date."
    )
    process_remind_after = fields.Integer(
        string="Task After (Days)", help="0: no task after the date."
    )
    process_reminder_name = fields.Char(
        string="What to Do",
        translate=True,
        help="The name of the tasks. Empty: the name of the date.",
    )

    _process_reminders_are_bounded = models.Constraint(
        f"CHECK(process_remind_before BETWEEN 0 AND {LONGEST} AND "
        f"process_remind_after BETWEEN 0 AND {LONGEST})",
        "A reminder lies 0 (none) to 3,650 days before or after the date.",
    )

    # === BUSINESS METHODS === #

    def _get_reminder_days(self):
        """Return [(kind, calendar days from the date)] of the tasks that are wanted."""
        self.ensure_one()
        days = {
            "before": -self.process_remind_before,
            "after": self.process_remind_after,
        }
        return [(kind, days[kind]) for kind in REMINDERS if days[kind]]

    def _plan_reminders(self, records):
        """Give the tasks that remind of the date, move those whose date has moved.

        :return: the records for which that changed anything
        """
        kinds = self._get_reminder_days()
        if not kinds or not records:
            return records.browse()
        tasks = records.env["crm.process.task"]
        known = tasks._find_reminders(self, records)
        clock = self.env["crm.process.clock"]._wind()
        changed = records.browse()
        for kind, days in kinds:
            vals_by_record, ties_by_record = {}, {}
            for record in records:
                old = known.filtered(
                    lambda task, kind=kind, record=record: (
                        task.reminder_kind == kind and task.source_id == record.id
                    )
                )
                if old.filtered(lambda task: task.state == "open"):
                    if old._follow_reminder():
                        changed |= record
                elif values := self._prepare_reminder(record, days, old, clock):
                    vals_by_record[record], ties_by_record[record] = values
                    ties_by_record[record] |= {"reminder_kind": kind}
            changed |= self._give_reminders(vals_by_record, ties_by_record, records)
        return changed

    def _give_reminders(self, vals_by_record, ties_by_record, records):
        tasks = records.env["crm.process.task"]._give_for(
            self, vals_by_record, ties_by_record
        )
        for record, task in zip(vals_by_record, tasks, strict=True):
            self._note_effect(
                record,
                self.env._(
                    "%(person)s is reminded: “%(task)s”",
                    person=task.sudo().user_id.name,  # sudo: the name of a colleague
                    task=task.name,
                ),
                made=task,
            )
        return records.browse(record.id for record in vals_by_record)

    # === ONE TASK === #

    def _prepare_reminder(self, record, days, old, clock):
        """Return (values, the system's columns) of a new task, None when it needs none.

        Once for each date: what was done or cancelled for it is not given again.
        """
        date = self._read_place("date", record)[0]
        if not date or str(date) in old.mapped("reminder_date"):
            return None
        user = self._find_reminded(record)
        company = self._find_company(record)
        deadline = self._plan_reminder(date, days, user, company, clock)
        if not deadline or not user:
            if deadline:
                self._note_skip(
                    record, self.env._("nobody answers for it, so nobody is reminded")
                )
            return None
        values = {
            "name": self._name_reminder(record, user),
            "user_id": user.id,
            "company_id": company.id,
            "deadline": deadline,
            "case_name": record.display_name,
            **self._prepare_task_links(record),
        }
        return values, {"reminder_date": str(date)}

    @api.model
    def _plan_reminder(self, date, days, user, company, clock):
        """Return the deadline; None when there is nothing to remind of any more.

        Where the day of the reminder has passed and the date has not, the date counts.
        """
        now = fields.Datetime.now()
        for offset in (days, 0) if days < 0 else (days,):
            deadline = clock.count_from(date, offset, "calendar_day", user, company)
            if deadline and deadline > now:
                return deadline
        return None

    def _find_reminded(self, record):
        """Return who answers for the record; who has left, reminds nobody."""
        user = self._find_responsible(record)
        person = user.sudo()  # sudo: whether a colleague still works is no secret
        if person.active:
            return user
        case = self._find_case(record)
        return case._get_head() if case else user.browse()

    def _name_reminder(self, record, user):
        # sudo: the language of a colleague
        action = self.with_context(lang=user.sudo().lang or self.env.lang)
        text = action.process_reminder_name
        if is_blank(text):
            text = action._get_date_label()
        return self.env._("%(what)s: %(record)s", what=text, record=record.display_name)
