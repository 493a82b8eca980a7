from datetime import datetime, time, timedelta

from odoo import fields, models

FRIDAY = 4


class CrmProcessDemo(models.AbstractModel):
    """The clock of the demo story: what happened just now is dated back."""

    _inherit = "crm.process.demo"

    # === MOMENTS === #

    def _get_moment(self, days_ago, index):
        """Return a moment (naive UTC) within the office hours of Kyiv, in the past."""
        day = fields.Date.today() - timedelta(days=days_ago)
        day -= timedelta(days=max(day.weekday() - FRIDAY, 0))
        moment = datetime.combine(day, time(hour=8, minute=5))
        moment += timedelta(minutes=25 * index)
        return min(moment, fields.Datetime.now() - timedelta(minutes=1))

    def _get_moment_after(self, since, task, minutes):
        """Return the moment after so many working minutes of the executor."""
        clock = self.env["crm.process.clock"]._wind()
        moment = clock.plan(since, minutes / 60, task.user_id, task.company_id)
        return min(moment, fields.Datetime.now() - timedelta(minutes=1))

    # === STAGES AND TASKS === #

    def _date_back(self, move, moment):
        """Let `move`, and what it gave out, have happened at `moment`."""
        case, clock = move.case_id, self.env["crm.process.clock"]._wind()
        person = case.stage_user_id or case.user_id
        before = (case.move_ids - move).filtered(lambda other: other.id < move.id)
        since = before.sorted("id")[-1:].date
        move.write(
            {
                "date": moment,
                "duration_hours": clock.measure(since, moment, person, case.company_id),
            }
        )
        move.deviation_ids.write({"date": moment})
        values = {"date_stage_entered": moment}
        if not before:
            values["date_start"] = moment
        if move.to_stage_id.is_end:
            values["date_end"] = moment
        else:
            values["date_deadline"] = case._plan_deadline(
                move.to_stage_id, moment, person, clock
            )
        case.write(values)
        for task in move.given_task_ids:
            self._date_task_back(task, moment)

    def _date_task_back(self, task, moment):
        """Let the task have been given at `moment`."""
        case, clock = task.case_id, self.env["crm.process.clock"]._wind()
        values = {"date_given": moment}
        if not task.deadline_by_date:
            deadline = case._plan_deadline(task.step_id, moment, task.user_id, clock)
            values["deadline"] = deadline or case.date_deadline
            if task.kind != "meeting":
                values["date_planned"] = moment
        task.write(values)

    def _date_done_back(self, tasks, moment, answered_after):
        """Let the tasks have been done one after the other, the last one at `moment`.

        The first one of a case is the answer to the client: it came fast, or not.
        """
        clock = self.env["crm.process.clock"]._wind()
        tasks = tasks.sorted("id")
        given = since = tasks[:1].date_given
        for number, task in enumerate(tasks, 1):
            if task.date_given > moment:
                self._date_task_back(task, since)
            user, company = task.user_id, task.company_id
            hours = clock.measure(given, moment, user, company) * number / len(tasks)
            since = moment
            if number == 1 and task.move_id.kind == "start":
                since = self._get_moment_after(given, task, answered_after)
            elif number < len(tasks):
                since = clock.plan(given, hours, user, company)
            task.date_done = min(since, moment)

    def _date_orders_back(self, orders, moment):
        """Let orders that were confirmed just now have been confirmed at `moment`."""
        lately = self.env.cr.now() - timedelta(minutes=30)
        for order in orders.filtered(lambda order: order.state == "sale"):
            if order.date_order > lately:
                order.date_order = moment

    def _date_record_back(self, record):
        """Let the deal be as old as its story (while loading, `create_date` may be)."""
        moves = record.case_ids.move_ids.sorted("date")
        values = {"create_date": moves[:1].date}
        if record._name == "crm.lead":
            values["date_open"] = moves[:1].date
            values["date_last_stage_update"] = moves[-1:].date
            if record.date_closed:
                values["date_closed"] = moves[-1:].date
        elif record.state == "sale":
            values["date_order"] = moves[:1].date
        record.write(values)
