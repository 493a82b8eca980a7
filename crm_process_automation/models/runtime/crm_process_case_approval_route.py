from odoo import models

from ..definition.constants import FORWARD_KINDS


class CrmProcessCase(models.Model):
    """How an approval goes on by itself: by what was decided, and by a corrected file.

    Enough approvals and all else done: by the only arrow forward. Refused: by the only
    arrow to rework, else by the only one that ends it. Where there are several, the
    responsible chooses.
    """

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _get_stage_rounds(self):
        """Return {step: its tasks} of the present stage."""
        self.ensure_one()
        return self._get_rounds(self.stage_id._get_steps())

    def _get_failed_steps(self):
        """Return the approval steps of the present stage that were refused."""
        self.ensure_one()
        steps = self.env["crm.process.step"]
        return steps.union(
            *(
                step
                for step, tasks in self._get_stage_rounds().items()
                if step.kind == "approval"
                and not tasks._is_approved()
                and not tasks.filtered(lambda task: task.state == "open")
            )
        )

    def _get_open_approval_tasks(self):
        """Return the tasks by which somebody still decides."""
        self.ensure_one()
        return self.task_ids.filtered(
            lambda task: task.state == "open" and task.kind == "approval"
        )

    def _waits_for_author(self):
        """Return whether it came back, so that its author has to correct it."""
        self.ensure_one()
        return bool(self._get_failed_steps()) or self._came_back()

    def _came_back(self):
        """Return whether it was sent back to the stage where it stands."""
        self.ensure_one()
        return self._get_visit_moves()[:1].kind == "rework"

    def _is_decided(self):
        """Return whether nothing is left to do at the present stage, all approved."""
        self.ensure_one()
        rounds = self._get_stage_rounds()
        is_open = any(
            task.state == "open" for tasks in rounds.values() for task in tasks
        )
        return bool(rounds) and not is_open and not self._get_failed_steps()

    # === GOING ON === #

    def action_resume(self):
        """Let the clocks run again; what was decided meanwhile counts now."""
        result = super().action_resume()
        for case in self.filtered("asked_by_id")._behind_door():
            case._go_on_decided()
        return result

    def _go_on_decided(self):
        """Take the arrow that follows from what was decided or done, if it is clear."""
        self.ensure_one()
        if self.state != "running":
            return
        if failed := self._get_failed_steps():
            self._send_back(failed)
        elif self._is_decided():
            self._take_only_arrow(FORWARD_KINDS)

    def _send_back(self, failed):
        reason = self._get_round(failed[0])._explain_failure()
        self._take_only_arrow(["rework"], reason) or self._take_only_arrow(
            ["refuse"], reason
        )

    def _go_on_corrected(self, text):
        """Go on with a corrected version: whoever decided on the former, does anew."""
        self.ensure_one()
        if steps := self._get_failed_steps() | self._get_outdated_steps():
            self._decide_anew(steps)
            return
        own = self.task_ids.filtered(
            lambda task: (
                task.state == "open"
                and task.kind != "approval"
                and task.user_id == self.asked_by_id
            )
        )
        own._close_by_itself(text)
        self._take_only_arrow(FORWARD_KINDS, text)

    def _decide_anew(self, steps):
        """Ask about `steps` again, those that come after another of them in turn."""
        case, steps = self._behind_door(), steps.sorted()
        later = steps[1:].filtered("is_after_previous")
        for step in later:
            case._get_round(step).write({"is_asked_again": True})
        self._ask_again(steps - later)

    def _take_only_arrow(self, kinds, text=None):
        """Take the only arrow of `kinds` that is open; return whether there was one."""
        arrows = self.stage_id._get_arrows().filtered(lambda arrow: arrow.kind in kinds)
        if len(arrows) != 1 or self._get_arrow_blockers(arrows):
            return False
        self._move_along(arrows, text=text)
        return True
