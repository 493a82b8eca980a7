from odoo import models


class CrmProcessCase(models.Model):
    """Whoever moves an assignment has done the task of its stage, and the other way.

    By a button, on the route map, in the kanban or in the inbox, it comes to the same:
    here the door does the tasks, and a task that is done asks the door.
    """

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _get_gates_of(self, arrow):
        """No step holds back an arrow that does it."""
        gates = super()._get_gates_of(arrow)
        if not self.issuer_id:
            return gates
        steps = self._get_tasks_done_by_arrow().step_id
        return gates.filtered(
            lambda gate: not (gate.is_made_for_step and gate.step_id in steps)
        )

    def _get_tasks_done_by_arrow(self):
        """Return the open tasks that are done by going on: those of who answers here.

        What somebody else has to do first holds the arrow shut, as everywhere.
        """
        self.ensure_one()
        case = self.sudo()  # sudo: which tasks are open, is no secret to who moves it
        doers = case.stage_user_id | self.env.user
        return case._get_required_tasks().filtered(lambda task: task.user_id in doers)

    def _get_required_tasks(self):
        """Return the open tasks that the present stage demands."""
        self.ensure_one()
        return self.task_ids.filtered(
            lambda task: (
                task.state == "open"
                and task.is_required
                and task.stage_id == self.stage_id
            )
        )

    def _stop_at_old_stage(self, moves, passage):
        """Do the tasks by the arrow, or decide them against, before it leaves."""
        arrow = passage.transition
        for case in self.filtered("issuer_id") if arrow else ():
            if arrow._is_forward():
                case._get_tasks_done_by_arrow()._do_by_arrow(passage.text)
            elif arrow.kind == "rework":
                case._get_tasks_done_by_arrow()._refuse_by_arrow(passage.text)
        return super()._stop_at_old_stage(moves, passage)

    def _take_back_what_was_given(self, move):
        """What was reported by the move is to be done again."""
        result = super()._take_back_what_was_given(move)
        if self.issuer_id:
            tasks = self._get_newest_tasks(move.from_stage_id)
            tasks.filtered(lambda task: task.state == "done")._reopen()
        return result

    def _get_newest_tasks(self, stage):
        """Return the last task that each required step of `stage` has given."""
        tasks = self.task_ids.filtered(
            lambda task: task.is_required and task.stage_id == stage
        )
        groups = tasks.grouped("step_id").values()
        return tasks.browse().union(*(group.sorted("id")[-1:] for group in groups))
