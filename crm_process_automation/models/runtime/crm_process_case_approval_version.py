from odoo import api, fields, models

from ..definition.constants import FORWARD_KINDS


class CrmProcessCase(models.Model):
    """Which version of the file, or of the paper, is decided on.

    A decision is about one version: the next one needs decisions of its own, and what
    was sent back does not come again as it was.
    """

    _inherit = "crm.process.case"

    returned_checksum = fields.Char(
        string="SHA-256 of What Was Sent Back", readonly=True, copy=False
    )

    return_text = fields.Text(string="Why It Came Back", compute="_compute_return_text")

    # === COMPUTE METHODS === #

    @api.depends("returned_checksum", "task_ids.decision", "task_ids.remark")
    def _compute_return_text(self):
        for case in self:
            lines = case._is_as_it_was_returned() and case._tell_refusals()
            case.return_text = lines and "\n".join(lines)

    # === HOOKS === #

    def _after_moves(self, moves):
        result = super()._after_moves(moves)
        for move in moves.filtered(lambda move: move.kind == "rework"):
            case = move.case_id._behind_door()
            if case.asked_by_id:
                checksum = case._get_present_checksum()
                case._write_past_door({"returned_checksum": checksum})
        return result

    def _get_arrow_blockers(self, arrow):
        blockers = super()._get_arrow_blockers(arrow)
        if arrow.kind in FORWARD_KINDS and self._is_as_it_was_returned():
            blockers = [*blockers, self._explain_unchanged()]
        return blockers

    # === BUSINESS METHODS === #

    def _tell_refusals(self):
        """Return who has refused this version and why, a line each."""
        self.ensure_one()
        present = self._get_present_checksum()
        # sudo: who asked may know who has decided what
        refused = self.sudo().task_ids.filtered(
            lambda task: task.decision == "refused" and task.decided_checksum == present
        )
        return [f"{task.done_by_id.name}: {task.remark}" for task in refused]

    def _get_present_checksum(self):
        """Return the checksum of the version that is decided on now."""
        self.ensure_one()
        case = self.sudo()  # sudo: whoever decides may know which version it is
        return case.approval_checksum or case.approval_document_id.checksum

    def _is_as_it_was_returned(self):
        """Return whether it came back, and nobody has corrected it yet."""
        self.ensure_one()
        case = self.sudo()  # sudo: as above
        returned = case.asked_by_id and case.returned_checksum
        if not returned or not case._came_back():
            return False
        return returned == case._get_present_checksum()

    def _explain_unchanged(self):
        if self.sudo().approval_document_id:  # sudo: only whether there is one
            return self.env._(
                "“%s” came back for rework and is still as it was. Revise the paper.",
                self.display_name,
            )
        return self.env._(
            "“%s” came back for rework and is still as it was. Hand in the corrected "
            "file.",
            self.display_name,
        )

    def _is_past_decision(self):
        """Return whether this version was approved at a stage that was left since."""
        self.ensure_one()
        present = self._get_present_checksum()
        if self._came_back() or any(
            step.kind == "approval" for step in self._get_stage_rounds()
        ):
            return False
        return any(
            task.decision == "approved" and task.decided_checksum == present
            for task in self.task_ids
        )

    def _get_outdated_steps(self):
        """Return the approval steps of the present stage decided on a former version.

        A decision of before versions were noted is taken as it is.
        """
        self.ensure_one()
        present, steps = self._get_present_checksum(), self.env["crm.process.step"]
        for step, tasks in self._get_stage_rounds().items():
            seen = tasks.filtered("decision").mapped("decided_checksum")
            is_outdated = any(checksum and checksum != present for checksum in seen)
            if step.kind == "approval" and is_outdated:
                steps |= step
        return steps
