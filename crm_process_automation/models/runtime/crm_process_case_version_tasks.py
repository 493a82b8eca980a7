from odoo import models


class CrmProcessCase(models.Model):
    """What becomes of the tasks when a case goes over to another version.

    A task whose step is in the new version, too, goes along, done or open. An open one
    of the present stage whose step is gone is cancelled, by the move. A bare task, and
    an open one of a stage that was left, stay as they are.
    """

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _get_task_steps(self, stage):
        """Return {task: its step in the version of `stage`}, where there is one."""
        self.ensure_one()
        tasks = self.task_ids.filtered("step_id")
        counterparts = tasks.step_id._find_counterparts(stage.template_id)
        # A stage that goes over to another one takes its steps along by their names.
        namesakes = {step._get_part_key(): step for step in stage.step_ids}
        steps = {}
        for task in tasks:
            step = counterparts.get(task.step_id)
            if not step and task.stage_id == self.stage_id:
                step = namesakes.get((stage.code, task.step_id.name))
            if step:
                steps[task] = step
        return steps

    def _get_steps_to_give(self, stage):
        """Return the steps of `stage` that somebody has to be given. A question.

        At the same stage only what is required, or comes in its turn, and was never
        given; another stage gives all that is not in somebody's hands already. What
        comes after another step waits for it.
        """
        self.ensure_one()
        stays = self._stays_at(stage)
        rounds = self._get_rounds_to_keep(stage)
        steps = self._filter_wanted(stage.step_ids.sorted()).filtered(
            lambda step: (
                step in rounds
                or step.is_required
                or step.is_after_previous
                or not stays
            )
        )
        return self._filter_by_turn(steps, rounds)

    def _get_rounds_to_keep(self, stage):
        """Return {step of `stage`: its tasks} that need not be given again.

        Another stage begins anew, but for what somebody still has in his hands.
        """
        counted = ("open", "done") if self._stays_at(stage) else ("open",)
        rounds = {
            step: self._get_round(task.step_id)
            for task, step in self._get_task_steps(stage).items()
            if step.stage_id == stage and task.state in counted
        }
        return {step: tasks for step, tasks in rounds.items() if tasks}

    def _get_tasks_to_cancel(self, stage):
        """Return the open tasks that have no step any more at `stage`. A question."""
        self.ensure_one()
        kept = self._get_task_steps(stage)
        return self.task_ids.filtered(
            lambda task: (
                task.state == "open"
                and task.step_id
                and task.stage_id == self.stage_id
                and task not in kept
            )
        )

    def _take_tasks_along(self, stage, move, values):
        """Link the tasks to the steps of the new version, cancel what is gone.

        :param values: what is about to be written on the case
        """
        gone = self._get_tasks_to_cancel(stage)
        tasks = self.env["crm.process.task"]
        if not self._stays_at(stage):
            # What is still in somebody's hands belongs to the new passage now.
            tasks = tasks.union(*self._get_rounds_to_keep(stage).values())
        old_deadline = self.date_deadline
        for task, step in self._get_task_steps(stage).items():
            links = {"step_id": step.id, "stage_id": step.stage_id.id}
            if task.state == "open":
                links["is_required"] = step.is_required
                if task.deadline == old_deadline and not step.time_limit:
                    links["deadline"] = values.get("date_deadline", old_deadline)
            if task in tasks:
                links["move_id"] = move.id
            task.write(links)
        if gone:
            gone.write({"cancel_move_id": move.id})
            gone._withdraw(self.env._("The step is not in the new version any more."))
