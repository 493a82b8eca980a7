from odoo import api, fields, models


class CrmProcessTask(models.Model):
    """What the page of an approval shows to whoever is asked."""

    _inherit = "crm.process.task"

    approval_subject = fields.Char(
        string="What Is Decided On", compute="_compute_approval_subject"
    )

    # === COMPUTE METHODS === #

    @api.depends("kind", "document_id")
    @api.depends_context("lang", "uid")
    def _compute_approval_subject(self):
        for task in self:
            is_asked = task.kind == "approval"
            task.approval_subject = is_asked and task._name_what_is_decided_on()

    # === BUSINESS METHODS === #

    def _get_paper_of_approval(self):
        """Return the paper that the approval is about, if the user may read it.

        As the system reads it: names that stand on the paper are no secret to him.
        """
        self.ensure_one()
        # sudo: whether the user may read it is asked
        paper = self.sudo()._filter_about_papers().document_id
        own = paper.with_env(self.env)
        return paper if own and own.has_access("read") else paper.browse()

    def _get_file_to_decide(self):
        """Return the file that the approval is about, none when there is none.

        As the system reads it, and only if it is the one that was issued.
        """
        self.ensure_one()
        paper = self._get_paper_of_approval()
        return paper.attachment_id if paper and not paper.is_tampered else None

    def _name_what_is_decided_on(self):
        """Return the name of the paper, or of whatever else is decided on."""
        self.ensure_one()
        return self._get_paper_of_approval().display_name

    def _get_name_of_matter(self):
        """Return the name of the task with what it decides on, if it does."""
        self.ensure_one()
        parts = [self.display_name, self.approval_subject]
        return ": ".join(part for part in parts if part)

    def _describe_request(self):
        """Return what somebody has asked to be approved; empty when nobody has.

        {name, about, person, note, text}: the text is that of a file of text.
        """
        return {}

    def _explain_no_decision(self):
        """Return why the user decides nothing (any more), or an empty text."""
        self.ensure_one()
        task = self.sudo()  # sudo: who has decided or is to is no secret
        if task.state != "open":
            return task._explain_decision()
        if self._is_own_matter_of(self.env.user):
            return self._explain_own_matter()
        if self._has_voted():
            return self._explain_vote()
        if not self._may_decide():
            return self.env._(
                "%s is asked, not you.", task.user_id.name or self.env._("Nobody")
            )
        paper = task._filter_about_papers().document_id
        return paper._explain_tampered() if paper.is_tampered else ""

    def _explain_decision(self):
        """Return how the task came to its end, as a sentence."""
        self.ensure_one()
        remark = (self.remark or "").strip()
        if not self.decision:
            return self.env._("It is not asked any more. %s", remark)
        words = {"person": self.done_by_id.name, "remark": remark}
        if self.decision == "approved":
            return self.env._(
                "Decided already: approved by %(person)s. %(remark)s", **words
            ).strip()
        return self.env._(
            "Decided already: refused by %(person)s. %(remark)s", **words
        ).strip()
