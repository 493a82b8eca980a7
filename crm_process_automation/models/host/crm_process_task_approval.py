from markupsafe import Markup

from odoo import api, fields, models

PAGE = "/process/approval"


class CrmProcessTask(models.Model):
    """What an approver is told: what to decide on, and the page where he does it."""

    _inherit = "crm.process.task"

    approval_url = fields.Char(
        string="Page", compute="_compute_approval_url", exportable=False
    )

    # === COMPUTE METHODS === #

    @api.depends("kind", "document_id")
    def _compute_approval_url(self):
        for task in self:
            is_shown = bool(task.id and task._filter_about_papers())
            task.approval_url = is_shown and f"{PAGE}/{task.id}"

    # === BUSINESS METHODS === #

    def _is_taken_by_oneself(self):
        """An approval comes from its process: who decided the one before is told."""
        is_given = self._filter_about_papers() or self._is_of_asked()
        return super()._is_taken_by_oneself() and not is_given

    def _is_of_asked(self):
        """Return whether it decides on a file or paper that somebody has brought."""
        self.ensure_one()
        case = self.sudo().case_id  # sudo: only whether somebody has asked
        return self.kind == "approval" and bool(case.asked_by_id)

    def _get_approval_url(self):
        """Return the address of the page on which the approval is decided."""
        self.ensure_one()
        return f"{self.get_base_url()}{PAGE}/{self.id}"

    def _describe_for_executor(self):
        line = super()._describe_for_executor()
        if not self._filter_about_papers():
            return line
        return self.env._(
            "%(task)s: %(paper)s", task=line, paper=self.document_id.display_name
        )

    def _link_for_executor(self, line):
        if self.kind != "approval":
            return super()._link_for_executor(line)
        link = Markup('<a href="%s">%s</a>') % (self._get_approval_url(), line)
        details = self._describe_matter()
        return Markup("%s<br/>%s") % (link, details) if details else link

    def _describe_matter(self):
        """Return for whom the paper is, how much it is about, and who has issued it."""
        paper = self.document_id if self._filter_about_papers() else None
        if not paper:
            return ""
        amount = paper.amount_total and paper.currency_id.format(paper.amount_total)
        issuer = paper.issued_by_id.name
        parts = [
            paper.partner_id.name,
            amount,
            issuer and self.env._("issued by %s", issuer),
        ]
        return ", ".join(part for part in parts if part)
