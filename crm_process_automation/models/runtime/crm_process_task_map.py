from collections import defaultdict

from odoo import fields, models
from odoo.tools import is_html_empty
from odoo.tools.misc import format_datetime


class CrmProcessCase(models.Model):
    """The tasks at hand, above the route map."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _draw_present_tasks(self):
        """Return the tasks of the present stage that this passage gave out."""
        self.ensure_one()
        if not self._is_open():
            return []
        # sudo: whoever may read the case may see what is to be done for it
        tasks = self.sudo().task_ids.filtered(
            lambda task: task.state != "cancelled" and task.stage_id == self.stage_id
        )
        latest = tasks._filter_newest().sorted(lambda task: (task.sequence, task.id))
        return [task.sudo(False)._draw_task() for task in latest]


class CrmProcessTask(models.Model):
    """The tasks of a case as its route map lists them."""

    _inherit = "crm.process.task"

    # === BUSINESS METHODS === #

    def _filter_newest(self):
        """Return of every step the newest tasks; tasks without a step stay.

        An approval that is asked of several people has several at once; those whose
        answer is not needed any more are left out.
        """
        newest = {}
        for task in self.sorted("id"):
            key = task.step_id.id or -task.id
            before = newest.get(key, self.browse())
            newest[key] = task | before.filtered(
                lambda other, task=task: other._is_of_round_of(task)
            )
        tasks = self.browse().concat(*newest.values())
        return tasks.filtered(lambda task: not task._is_answered_by_others())

    def _draw_steps(self):
        """Return {stage id: its tasks}: of every step the newest, in their order."""
        steps = defaultdict(list)
        for task in self._filter_newest().sorted(lambda task: (task.sequence, task.id)):
            steps[task.stage_id.id].append(task._draw_step())
        return steps

    def _draw_step(self):
        self.ensure_one()
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        states = dict(self._fields["state"]._description_selection(self.env))
        return {
            "name": self.display_name,
            "kind": self.kind,
            "kind_text": kinds[self.kind],
            "state": self.state,
            "state_text": states[self.state],
            "decision": self.decision or "",
        }

    def _draw_task(self):
        """Return the step, and what whoever is to do it must know."""
        self.ensure_one()
        task = self.sudo()  # sudo: whoever may read the case may see its tasks
        text = task.instruction_shown
        instruction = "" if is_html_empty(text) else str(text)
        is_open = task.state == "open"
        return task._draw_step() | {
            "id": task.id,
            "user": task.user_id.name or "",
            "instruction": instruction,
            "is_required": task.is_required,
            "is_late": task._is_late(),
            "deadline_text": task._describe_deadline() if is_open else "",
            "may_do": is_open and self.has_access("write") and self._may_decide(),
        }

    def _is_late(self):
        """Return whether the task is open past its deadline; a pause waits."""
        self.ensure_one()
        if self.sudo().case_id.state == "paused":  # sudo: only whether it waits
            return False
        is_due = self.deadline and self.deadline < fields.Datetime.now()
        return self.state == "open" and bool(is_due)

    def _describe_deadline(self):
        self.ensure_one()
        if not self.deadline:
            return ""
        moment = format_datetime(self.env, self.deadline, dt_format="short")
        if self._is_late():
            return self.env._("Late since %s", moment)
        return self.env._("Due by %s", moment)
