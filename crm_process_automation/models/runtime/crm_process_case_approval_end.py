from odoo import models


class CrmProcessCase(models.Model):
    """How an approval ends: its paper follows, and whoever asked is told."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _after_moves(self, moves):
        result = super()._after_moves(moves)
        for move in moves:
            if move.kind == "rework":
                case = move.case_id
                is_given = case.task_ids.filtered(lambda task: task.state == "open")
                case._return_paper(move.reason_text, process=is_given and case)
        return result

    def _end(self, moves):
        result = super()._end(moves)
        for move in moves:
            case = move.case_id
            if case.asked_by_id:
                case._conclude(move)
        return result

    def _conclude(self, move):
        """Let the paper follow, and tell it where it was asked for."""
        self.ensure_one()
        getattr(self, f"_conclude_{self.outcome}", self._conclude_otherwise)(move)
        self._log_where_it_was_asked(self._describe_end(move))
        self._tell(self.asked_by_id, lambda case: case._describe_end(move))

    def _conclude_success(self, move):
        # sudo is the case's: who decides needs no right to write the paper
        paper = self.approval_document_id
        if paper.state == "draft":
            paper._approve_by_process(self.env.user)

    def _conclude_refused(self, move):
        # What was given up after a rework came back to its author already.
        if move.from_stage_id not in self._get_rework_stages():
            self._return_paper(move.reason_text)

    def _conclude_otherwise(self, move):
        """Withdrawn, or decided elsewhere: the paper stays as it is."""

    def _return_paper(self, reason, process=None):
        paper = self.approval_document_id
        if paper.state == "draft":
            reason = reason or self.env._("Refused")
            paper._return_for_rework(reason, self.env.user, process)

    def _get_rework_stages(self):
        arrows = self.template_id.transition_ids
        return arrows.filtered(lambda arrow: arrow.kind == "rework").to_stage_id

    def _describe_end(self, move):
        """Return in a sentence what became of the approval."""
        sentences = {
            "success": self.env._("Approved: %s", self.name),
            "refused": self.env._("Not approved: %s", self.name),
        }
        text = sentences.get(
            self.outcome, self.env._("Approval cancelled: %s", self.name)
        )
        if move.reason_text:
            return self.env._("%(end)s. %(reason)s", end=text, reason=move.reason_text)
        return text
