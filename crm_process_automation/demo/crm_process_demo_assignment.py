from datetime import timedelta

from odoo import api, fields, models

from .days import ASSIGNMENTS

TO_EVENING = timedelta(hours=7)
VERBS = {"refuse": "action_refuse_assignment", "report": "action_report_done"}
OF_ISSUER = ("return", "verify")


class CrmProcessDemo(models.AbstractModel):
    """Plays the assignments of the demo story."""

    _inherit = "crm.process.demo"

    @api.model
    def _play(self):
        result = super()._play()
        # Else a manager, whoever he is, hears of what is overdue.
        head = self._ref("user_demo_head")
        self._ref("template_assignment_v1").owner_id = head
        for assignment in ASSIGNMENTS:
            self._play_assignment(assignment)
        return result

    def _play_assignment(self, told):
        issuer = self._ref(f"user_demo_{told.issuer}")
        executor = self._ref(f"user_demo_{told.executor}")
        moment = self._get_moment(told.issued, 0)
        values = {
            "name": told.name,
            "date_promised": self._get_promise(told.promised, executor),
        }
        if told.about:
            lead = self._ref(told.about)
            values |= {"subject_lead_id": lead.id, "partner_id": lead.partner_id.id}
        cases = self.env["crm.process.case"].with_user(issuer)
        # sudo: a promise that is past by now would be refused
        case = cases.sudo()._issue(executor, values).with_env(self.env)
        self._date_assignment_back(case, case.move_ids, moment)
        for index, deed in enumerate(told.deeds, 1):
            moves = case.move_ids
            self._play_deed(case, deed)
            moment = self._get_moment(deed.days_ago, index)
            self._date_assignment_back(case, case.move_ids - moves, moment)
        case._note_what_became()

    def _get_promise(self, days, executor):
        if days > 0:
            return self._get_moment(days, 0) + TO_EVENING
        clock, company = self.env["crm.process.clock"]._wind(), self.env.company
        hours = clock.get_hours(-days, "day", executor, company)
        return clock.plan(fields.Datetime.now(), hours, executor, company)

    def _play_deed(self, case, deed):
        user = case.issuer_id if deed.verb in OF_ISSUER else case.user_id
        acting = case.with_user(user)
        if deed.verb == "more_time":
            until = case.date_promised + timedelta(days=7)
            acting.action_ask_more_time(until, deed.words)
            return
        verb = getattr(acting, VERBS.get(deed.verb, f"action_{deed.verb}"))
        verb(*filter(None, [deed.words]))

    def _date_assignment_back(self, case, moves, moment):
        """Let the moves and what was done for them have happened at `moment`."""
        tasks, day = case.task_ids, self.env.cr.now() - timedelta(minutes=10)
        for move in moves:
            self._date_back(move, moment)
        tasks.filtered(lambda task: task.date_done and task.date_done > day).write(
            {"date_done": moment}
        )
        asked = tasks.filtered(lambda task: task.date_asked_for)
        asked.write({"date_given": moment, "date_planned": moment})
        if any(task._is_promised() and task.state == "open" for task in tasks):
            case.date_deadline = case.date_promised
        case.message_ids.filtered(lambda message: message.date > day).write(
            {"date": moment}
        )
