from odoo import models
from odoo.exceptions import UserError


class CrmProcessTask(models.Model):
    """Nobody decides on his own: what he has issued, or what he asked others about.

    Unless the form of the paper allows it. The system and its jobs are nobody.
    """

    _inherit = "crm.process.task"

    # === BUSINESS METHODS === #

    def _is_own_matter_of(self, user):
        """Return whether `user` has brought himself what the task decides on."""
        self.ensure_one()
        task = self.sudo()  # sudo: who has issued it or asked for it is no secret
        if task.kind != "approval" or not user:
            return False
        paper = task.document_id
        is_own_paper = bool(paper) and paper._is_own_of(user)
        return is_own_paper or user == task.case_id._get_barred_asker()

    def _explain_own_matter(self):
        """Return why the user, whose own matter it is, does not decide on it."""
        self.ensure_one()
        paper = self.sudo().document_id  # sudo: its own paper
        if paper and paper._is_own_of(self.env.user):
            return paper.with_env(self.env)._explain_own()
        return self.env._(
            "You asked for “%s” yourself: somebody else decides on it.",
            self.sudo().case_id.name,  # sudo: his own case
        )

    def _decide(self, decision, comment):
        self.check_access("write")
        for task in self:
            if not self.env.su and task._is_own_matter_of(self.env.user):
                raise UserError(task._explain_own_matter())
        return super()._decide(decision, comment)
