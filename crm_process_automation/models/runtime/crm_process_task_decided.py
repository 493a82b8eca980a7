from odoo import fields, models
from odoo.exceptions import UserError


class CrmProcessTask(models.Model):
    """A decision on a file, as it was when the decision was asked for."""

    _inherit = "crm.process.task"

    decided_checksum = fields.Char(
        string="SHA-256 of What Was Decided On",
        readonly=True,
        copy=False,
        help="Tells which version of the file the decision is about.",
    )

    # === ACTION METHODS === #

    def action_done(self, result=None):
        """Mark the tasks done; an approval goes on by that."""
        outcome = super().action_done(result)
        self.filtered(lambda task: task.kind != "approval")._carry_approvals_on()
        return outcome

    # === BUSINESS METHODS === #

    def _decide(self, decision, comment):
        self.check_access("write")
        seen = self._note_what_is_decided_on()
        outcome = super()._decide(decision, comment)
        for task, checksum in seen.items():
            task._write_by_verb({"decided_checksum": checksum})
        self._carry_approvals_on()
        return outcome

    def _note_what_is_decided_on(self):
        """Return {task: checksum of its file}; raise when somebody changed the file."""
        seen = {}
        for task in self:
            case = task.sudo().case_id  # sudo: whoever decides may know its file
            if not case.asked_by_id:
                # sudo: as above
                paper = task.sudo()._filter_about_papers().document_id
                paper._check_not_tampered()
                seen |= {task: paper.checksum} if paper else {}
                continue
            if case.is_approval_tampered:
                raise UserError(
                    self.env._(
                        "The file of “%s” is not the one that was handed in: somebody "
                        "has changed it. Have the right file handed in again.",
                        case.display_name,
                    )
                )
            paper = case.approval_document_id
            seen[task] = case.approval_checksum or paper.checksum
        return seen

    def _carry_approvals_on(self):
        """Let the approvals take the arrow that follows from what was decided."""
        # sudo: whoever decides moves the case by it
        cases = self.sudo().case_id.filtered("asked_by_id")
        for case in cases._behind_door():
            case._go_on_decided()
