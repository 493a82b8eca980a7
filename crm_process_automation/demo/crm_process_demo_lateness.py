from datetime import timedelta

from odoo import api, fields, models

from .days import AWAY, HANDLED


class CrmProcessDemo(models.AbstractModel):
    """What became of the tasks that are late, as if the engine had run all the time.

    So whoever starts the demo finds incidents, and gets no flood of old reminders.
    """

    _inherit = "crm.process.demo"

    @api.model
    def _play(self):
        result = super()._play()
        self.env.cr.flush()  # sets the timers of the tasks
        self._fire_past_timers()
        self._answer_incident(*HANDLED)
        self._go_away(*AWAY)
        return result

    def _fire_past_timers(self):
        now = fields.Datetime.now()
        clock = self.env["crm.process.clock"]._wind()
        timers = self.env["crm.process.timer"]
        late = self.env["crm.process.task"].search(
            [("state", "=", "open"), ("deadline", "<", now)], order="deadline"
        )
        pending = timers.search(
            [("task_id", "in", late.ids), ("state", "=", "pending")]
        )
        for timer in pending:
            task, due = timer.task_id, timer.task_id.deadline
            timer.write(
                {"kind": "due", "state": "fired", "date_due": due, "date_fired": due}
            )
            if task.escalate_after:
                moment = task._find_escalation(due, clock)
                self._escalate_at(task, moment, moment <= now)

    def _escalate_at(self, task, moment, is_past):
        values = task._prepare_timer_values("escalation", moment)
        if not is_past:
            self.env["crm.process.timer"]._schedule([values])
            return
        fired = {"state": "fired", "date_fired": moment}
        self.env["crm.process.timer"].create([values | fired])
        task._escalate().date = moment
        task.date_escalated = moment

    def _answer_incident(self, deal, answer):
        cases = self._ref(deal).case_ids
        incident = self.env["crm.process.incident"].search(
            [("case_id", "in", cases.ids)], limit=1
        )
        incident.with_user(incident.user_id).action_handle(answer)
        moment = incident.date + timedelta(hours=2)
        incident.date_handled = min(moment, fields.Datetime.now())

    def _go_away(self, person, deputy, days):
        user = self._ref(f"user_demo_{person}")
        self.env["crm.process.absence"].with_user(user).create(
            {
                "date_to": fields.Date.today() + timedelta(days=days),
                "deputy_id": self._ref(f"user_demo_{deputy}").id,
                "note": "Holiday",
            }
        ).action_apply()
