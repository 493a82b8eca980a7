from odoo import models


class CrmProcessDocument(models.Model):
    """How far the approvers of a paper have come."""

    _inherit = "crm.process.document"

    # === BUSINESS METHODS === #

    def _is_agreed(self):
        """Return whether every step that decides on the paper has approved it.

        Those that were asked, and those of the present stage whose turn is to come.
        """
        self.ensure_one()
        case = self.case_id
        tasks = self.approval_task_ids.filtered(
            lambda task: (
                task.case_id == case
                and not task.is_asked_again
                and task.state != "cancelled"
            )
        )
        steps = tasks.step_id
        if case._is_in_progress():
            steps |= case.stage_id._get_steps().filtered(lambda s: s._decides_on(self))
        return all(
            case._get_round(step)._is_approved_about(self)
            for step in case._filter_wanted(steps)
        )

    def _is_being_decided(self):
        """Return whether somebody was asked about the paper, and nobody has refused."""
        self.ensure_one()
        return not self.is_returned and any(
            task.case_id == self.case_id
            and not task.is_asked_again
            and task.state != "cancelled"
            for task in self.approval_task_ids
        )

    def _is_in_hand(self):
        """Return whether the paper still waits to be decided on."""
        self.ensure_one()
        return self.state == "draft" and not self.is_superseded

    # === IN WORDS === #

    def _explain_spared(self, people):
        """Return why somebody is not asked about his own matter, as a sentence."""
        return self.env._(
            "“%(paper)s” is the own matter of %(person)s, who does not decide on it.",
            person=", ".join(people.mapped("name")),
            paper=self.display_name,
        )

    def _explain_nobody_else(self, step, people):
        """Return that only a manager can decide, as a sentence."""
        return self.env._(
            "“%(step)s” asks %(person)s about an own matter. Decide in the task, or "
            "have it handed over.",
            step=step.name,
            person=", ".join(people.mapped("name")),
        )


class CrmProcessTask(models.Model):
    """A round of approvals, as a paper asks for it."""

    _inherit = "crm.process.task"

    # === BUSINESS METHODS === #

    def _is_approved_about(self, paper):
        """Return whether the round has approved this very paper."""
        return self._is_approved() and self.document_id == paper


class CrmProcessCase(models.Model):
    """A case whose paper was refused says to revise it."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _explain_approvals(self, tasks):
        paper = tasks.document_id[:1]
        is_refused = paper.is_returned and not paper.is_superseded
        if not is_refused or tasks.filtered(lambda task: task.state == "open"):
            return super()._explain_approvals(tasks)
        return self.env._(
            "%(failure)s Revise “%(paper)s”, or ask again.",
            failure=tasks._explain_failure(),
            paper=paper.display_name,
        )
