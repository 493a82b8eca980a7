from collections import defaultdict

from odoo import models
from odoo.tools import is_html_empty


class CrmProcessCase(models.Model):
    """What is to be done next, above the route map."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _draw_tasks(self):
        """Return what is to be done, and whether the user may add to it."""
        self.ensure_one()
        if not self._is_open():
            return {"tasks": [], "can_add_task": False}
        # sudo(False): a host may read the map on behalf of the user
        return {
            "tasks": self._draw_tasks_at_hand(),
            "can_add_task": self.sudo(False).has_access("write"),
        }

    def _draw_tasks_at_hand(self):
        """Return all open tasks, the most urgent first, then what is done here."""
        # sudo: whoever may read the case may see what is to be done for it
        tasks = self.sudo().task_ids
        to_do = tasks.filtered(lambda task: task.state == "open")
        done = tasks._filter_newest().filtered(self._is_done_here)
        shown = to_do._sort_by_urgency() + done.sorted(
            lambda task: (task.sequence, task.id)
        )
        mine = shown.sudo(False)._filtered_access("write")
        return [task._draw_task(task.sudo(False) in mine) for task in shown]

    def _is_done_here(self, task):
        """Return whether the task was done for, or beside, the present stage."""
        if task.state != "done":
            return False
        if task.stage_id:
            return task.stage_id == self.stage_id
        entered = self.date_stage_entered
        return bool(entered and task.date_done and task.date_done >= entered)


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

    def _sort_by_urgency(self):
        """Return the tasks, the first due first; those without a deadline last."""
        return self.sorted(
            lambda task: (
                not task.deadline,
                task.deadline or task.create_date,
                task.sequence,
                task.id,
            )
        )

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

    def _draw_task(self, may_write):
        """Return the step, and what whoever is to do it must know."""
        self.ensure_one()
        task = self.sudo()  # sudo: whoever may read the case may see its tasks
        text = task.instruction_shown
        return {
            **task._draw_step(),
            **task._draw_urgency(),
            "id": task.id,
            "user": task.user_id.name or "",
            "user_id": task.user_id.id,
            "is_mine": task.user_id == self.env.user,
            "instruction": "" if is_html_empty(text) else str(text),
            "is_required": task.is_required,
            "from_stage": task._get_other_stage_name(),
            "result": task.result or "",
            "may_do": task.state == "open"
            and may_write
            and task.sudo(False)._may_decide(),
            "may_change": task.state == "open" and may_write,
            "perform_text": task.sudo(False)._get_perform_text(),
        }

    def _draw_urgency(self):
        """Return when the task is to be done, in words and to the minute."""
        return {
            "urgency": self.urgency,
            "is_late": self._is_late(),
            "deadline_text": self.deadline_text or "",
            "deadline_title": self._describe_moment("deadline"),
            "planned_text": self._describe_plan(),
        }

    def _describe_plan(self):
        """Return when it is to begin, where that is not the moment it was given."""
        given = self.date_given or self.create_date
        is_ahead = self.date_planned and self.date_planned > given
        return self._describe_moment("date_planned") if is_ahead else ""

    def _get_other_stage_name(self):
        """Return the stage that gave the task, when the case has left it."""
        stage = self.stage_id
        return stage.name if stage and stage != self.case_id.stage_id else ""
