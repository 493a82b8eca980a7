from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..definition.constants import PROCESS_MANAGER
from .crm_process_timer_task import TASK_KINDS

KINDS = [kind for kind, _label in TASK_KINDS]
NOTES = "crm_process_automation.tasks_to_set_timers_of"
# What the moments of a task follow from.
TIMED_FIELDS = frozenset(
    {"deadline", "user_id", "case_id", "state", "remind_before", "escalate_after"}
)


class CrmProcessTask(models.Model):
    """The nearest moment of an open task: reminder, then deadline, then escalation.

    One timer is pending at most; when it fires, the next one is set. Whatever the
    moments follow from has them set anew, and then nothing acts on the past: a reminder
    whose moment has passed is left out; a deadline that has passed counts as due now,
    once; and the head is told `escalate_after` later, counted from when the executor
    was told. Tasks that were there before have no timer unless somebody asks for it.
    """

    _inherit = "crm.process.task"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        tasks = super().create(vals_list)
        tasks._note_for_timers(are_new=True)
        return tasks

    def write(self, vals):
        result = super().write(vals)
        if TIMED_FIELDS.intersection(vals):
            self._note_for_timers()
        return result

    # === ACTION METHODS === #

    def action_watch_deadlines(self):
        """Set timers for open tasks that have none, such as those of an old database.

        :raise AccessError: when the user is no manager
        """
        self.check_access("write")
        if not self.env.user.has_group(PROCESS_MANAGER):
            raise AccessError(
                self.env._(
                    "Only a manager has the deadlines of old tasks watched: their "
                    "executors and heads are told of what is overdue."
                )
            )
        tasks = self.filtered(lambda task: task._is_timed())
        tasks._note_for_timers()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "The deadlines of %(count)s open tasks are watched.",
                    count=len(tasks),
                ),
            },
        }

    # === BUSINESS METHODS === #

    def _is_timed(self):
        """Return whether there is something to remind of, and somebody to remind."""
        self.ensure_one()
        task = self.sudo()  # sudo: who answers for the case is no secret
        return bool(
            task.state == "open"
            and task.deadline
            and (task.user_id or task.case_id.user_id)
            and task.case_id.state != "paused"
        )

    def _get_person_at_hand(self):
        """Return the executor; who answers for the case, when he has left."""
        self.ensure_one()
        task = self.sudo()  # sudo: as above
        user = task.user_id
        return (user if user.active else task.case_id.user_id).with_env(self.env)

    def _note_for_timers(self, are_new=False):
        """Have the timers set before the commit, for all tasks together."""
        if not self:
            return
        precommit = self.env.cr.precommit
        notes = precommit.data.setdefault(NOTES, {})
        if not notes:
            # sudo: the timers follow the task, whoever changes it
            precommit.add(self.sudo().browse()._set_noted_timers)
        now = fields.Datetime.now()
        for task_id in self.ids:
            is_new, _before = notes.get(task_id, (are_new, now))
            notes[task_id] = is_new, now

    def _set_noted_timers(self):
        notes = self.env.cr.precommit.data.pop(NOTES, {})
        old = [task_id for task_id, (is_new, _now) in notes.items() if not is_new]
        timers = self._find_timers(old)
        self.browse(notes)._set_timers(
            timers, {task_id: now for task_id, (_is_new, now) in notes.items()}
        )

    @api.model
    def _find_timers(self, task_ids):
        """Return the timers of old tasks that are pending, or have fired."""
        timers = self.env["crm.process.timer"]
        if not task_ids:
            return timers
        return timers.search_fetch(
            [
                ("task_id", "in", task_ids),
                ("kind", "in", KINDS),
                ("state", "in", ("pending", "fired")),
            ],
            ["task_id", "kind", "state", "date_due"],
        )

    def _set_timers(self, timers, now_by_id):
        """Have for each task the one timer that it needs, or none.

        :param timers: those that the tasks have
        :param now_by_id: when each of the tasks was changed
        """
        pending = timers.filtered(lambda timer: timer.state == "pending")
        moments = self._find_moments(timers - pending, now_by_id)
        for timer in pending:
            kind, moment, latest = moments.get(timer.task_id, (None, None, None))
            if timer.kind == kind and moment <= timer.date_due <= latest:
                moments.pop(timer.task_id)
                pending -= timer
        pending._cancel()
        timers._schedule(
            [
                task._prepare_timer_values(kind, latest)
                for task, (kind, _moment, latest) in moments.items()
            ]
        )

    def _prepare_timer_values(self, kind, moment):
        return {
            "kind": kind,
            "date_due": moment,
            "task_id": self.id,
            "company_id": self.company_id.id,
        }

    # === MOMENTS === #

    def _find_moments(self, fired, now_by_id):
        """Return {task: (kind, its moment, the same or what stands in for the past)}.

        :param fired: the timers that fired for the tasks; the clock may have been set
            back since
        """
        said = defaultdict(dict)  # {task: {kind: its last due moment}}
        for timer in fired.sorted("date_due"):
            said[timer.task_id][timer.kind] = timer.date_due
        clock = self.env["crm.process.clock"]._wind()
        timed = self.filtered(lambda task: task._is_timed())
        moments = {
            task: task._find_moment(said[task], now_by_id[task.id], clock)
            for task in timed
        }
        return {task: moment for task, moment in moments.items() if moment}

    def _find_moment(self, said, now, clock):
        due = said.get("due")
        if due and due >= self.deadline:
            return self._find_escalation_after(due, said, now, clock)
        reminder = self._find_reminder(now, clock)
        if reminder and reminder > max(now, said.get("reminder", now)):
            return "reminder", reminder, reminder
        return "due", self.deadline, max(self.deadline, now)

    def _find_escalation_after(self, due, said, now, clock):
        """Return the escalation, when the executor was told `due` already."""
        if not self.escalate_after or said.get("escalation", due) > due:
            return None
        moment = self._find_escalation(due, clock)
        latest = moment if moment > now else self._find_escalation(now, clock)
        return "escalation", moment, latest

    def _find_reminder(self, now, clock):
        """Return when the executor is reminded, in his working time, or None."""
        if not self.remind_before or self.deadline <= now:
            return None
        person = self._get_person_at_hand()
        return clock.plan(self.deadline, -self.remind_before, person, self.company_id)

    def _find_escalation(self, due, clock):
        """Return when the head is told, in the executor's working time."""
        person = self._get_person_at_hand()
        return clock.plan(due, self.escalate_after, person, self.company_id)
