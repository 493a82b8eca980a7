from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..definition.constants import PROCESS_MANAGER

APPROVAL_STATES = [
    ("none", "Nobody Asked"),
    ("asked", "Asked"),
    ("refused", "Refused"),
    ("approved", "Approved"),
]


class CrmProcessDocument(models.Model):
    """Who decides on a paper, and what they have decided.

    Those who were given a task to approve it decide; nobody else approves it then.
    While nobody is asked, a manager approves it himself. Who has issued a paper does
    not decide on it, unless its form allows that.
    """

    _inherit = "crm.process.document"

    issued_by_id = fields.Many2one(
        "res.users", string="Who Issued It", readonly=True, copy=False
    )
    approval_task_ids = fields.One2many(
        "crm.process.task",
        "document_id",
        string="Approvals",
        domain=[("step_id.kind", "=", "approval")],
        readonly=True,
        copy=False,
    )
    approval_state = fields.Selection(
        APPROVAL_STATES,
        string="Approval",
        compute="_compute_approval_state",
        store=True,
        copy=False,
        compute_sudo=True,
        index=True,
    )
    may_decide = fields.Boolean(
        compute="_compute_may_decide", help="Whether the user is asked to decide on it."
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "is_returned",
        "date_approved",
        "approval_task_ids.state",
        "approval_task_ids.kind",
        "approval_task_ids.document_id",
    )
    def _compute_approval_state(self):
        for document in self:
            document.approval_state = document._get_approval_state()

    @api.depends("approval_task_ids.state", "approval_task_ids.user_id", "state")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        for document in self:
            document.may_decide = bool(document._get_tasks_to_decide())

    # === ACTION METHODS === #

    def action_approve(self, comment=None):
        """Approve the papers: by the user's tasks where he was asked, else himself.

        :raise UserError: when one of them is not to be approved, or not by him
        """
        self.check_access("read")
        tasks = self.env["crm.process.task"]
        tasks = tasks.union(*(document._get_tasks_to_decide() for document in self))
        if tasks:
            tasks.action_approve(comment)
        rest = self - tasks.sudo().document_id.with_env(self.env)  # sudo: by its task
        return super(CrmProcessDocument, rest).action_approve(comment) if rest else True

    def action_refuse(self, comment):
        """Refuse the papers, saying why: by the user's tasks, else as a manager.

        :raise UserError: when he does not decide on one of them, or says nothing
        """
        self.check_access("read")
        for document in self:
            if tasks := document._get_tasks_to_decide():
                tasks.action_refuse(comment)
            else:
                document._refuse_as_manager(comment)
        return True

    # === BUSINESS METHODS === #

    def _prepare_issue_values(self, snapshot):
        values = super()._prepare_issue_values(snapshot)
        user = self.env.user
        # What the system issues by itself, it issues for the responsible.
        issuer = self.user_id if user._is_superuser() else user
        return values | {"issued_by_id": issuer.id}

    def _get_possible_verbs(self):
        verbs = super()._get_possible_verbs()
        if not self.may_decide:
            return [*verbs, "refuse"] if "approve" in verbs else verbs
        # Whoever was asked decides, even if he may change nothing of the paper.
        return [*(verb for verb in verbs if verb != "approve"), "approve", "refuse"]

    def _get_approval_state(self):
        self.ensure_one()
        tasks = self.approval_task_ids
        if any(task.kind == "approval" and task.state == "open" for task in tasks):
            return "asked"
        if self.is_returned:
            return "refused"
        return "approved" if self.date_approved else "none"

    def _get_tasks_to_decide(self):
        """Return the open tasks by which the user himself decides on the paper."""
        tasks, user = self._get_own_open_tasks(), self.env.user
        return tasks.filtered(lambda task: not task._is_own_matter_of(user))

    def _get_own_matter(self):
        """Return the first task about what the user himself has brought."""
        tasks, user = self._get_own_open_tasks(), self.env.user
        return tasks.filtered(lambda task: task._is_own_matter_of(user))[:1]

    def _get_own_open_tasks(self):
        self.ensure_one()
        # sudo: whether he is asked is the question
        tasks = self.sudo().approval_task_ids.filtered(
            lambda task: task.state == "open" and task.user_id == self.env.user
        )
        return tasks.with_env(self.env)

    def _is_issued_by(self, user):
        """Return whether `user` must not decide, because he has issued the paper."""
        self.ensure_one()
        # sudo: what the form allows is no secret
        paper = self.sudo()
        is_own = bool(user) and paper.issued_by_id == user
        return is_own and not paper.template_id.allows_own_approval

    def _is_own_of(self, user):
        """Return whether it is the own matter of `user`, on which others decide."""
        return self._is_issued_by(user)

    def _may_approve(self):
        """Return whether the user approves the paper by the button, without a task."""
        self.ensure_one()
        if self.env.su:
            return True
        if self._is_own_of(self.env.user):
            return False
        if self._get_tasks_to_decide():
            return True
        # sudo: that somebody was asked is no secret
        is_free = self.sudo().approval_state == "none"
        return is_free and self.env.user.has_group(PROCESS_MANAGER)

    def _refuse_as_manager(self, comment):
        """Return the paper, about which nobody is asked, for rework."""
        self.ensure_one()
        if not self._may_approve():
            raise UserError(self._explain_not_asked())
        self._check_may("approve")
        self._check_is_said(comment)
        self._return_for_rework(comment, self.env.user)
        self._end_open_approval(self.env._("The paper was refused otherwise."))

    def _check_may_approve(self):
        for document in self:
            if not document._may_approve():
                raise AccessError(document._explain_not_asked())

    def _explain_not_asked(self):
        """Return why the user does not decide on the paper, and who does."""
        self.ensure_one()
        # sudo: who is asked is no secret
        paper, user = self.sudo(), self.env.user
        might = paper.approval_state != "none" or user.has_group(PROCESS_MANAGER)
        if might and self._is_own_of(user):
            return self._explain_own()
        if own := self._get_own_matter():
            return own._explain_own_matter()
        if paper.approval_state == "approved":
            return self.env._("“%s” is decided already.", paper.display_name)
        if problem := self._explain_asked_or_refused():
            return problem
        return self.env._("“%s” is for a manager to approve.", paper.display_name)

    def _explain_asked_or_refused(self):
        """Return who decides on the paper now, or has refused it; else nothing."""
        paper = self.sudo()  # sudo: who is asked is no secret
        if paper.approval_state == "asked":
            tasks = paper.approval_task_ids.filtered(lambda task: task.state == "open")
            return self.env._(
                "“%(paper)s” is for %(people)s to decide.",
                paper=paper.display_name,
                people=", ".join(tasks.user_id.mapped("name")),
            )
        if paper.approval_state == "refused":
            return self.env._(
                "“%(paper)s” was refused by %(person)s: %(reason)s. Revise it.",
                paper=paper.display_name,
                person=paper.returned_by_id.name,
                reason=paper._say_return_reason(),
            )
        return ""

    def _explain_own(self):
        return self.env._(
            "You have issued “%s” yourself, so somebody else decides on it. Hand the "
            "task over, or have a manager decide.",
            self.display_name,
        )
