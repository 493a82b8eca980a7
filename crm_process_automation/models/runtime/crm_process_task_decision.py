from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.text import is_blank

# Who hands an approval over to himself, or calls it something else, decides it. What
# is said of a decision is said with it.
WEIGHTY_FIELDS = frozenset({"user_id", "kind", "comment"})


class CrmProcessTask(models.Model):
    """How a task is decided: by its approver, or by what happened meanwhile."""

    _inherit = "crm.process.task"

    may_decide = fields.Boolean(compute="_compute_may_decide")
    remark = fields.Text(
        compute="_compute_remark", help="What was said when the task came to its end."
    )

    # === COMPUTE METHODS === #

    @api.depends("kind", "state", "user_id")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        for task in self:
            task.may_decide = task.state == "open" and task._may_decide()

    @api.depends("result", "comment")
    def _compute_remark(self):
        for task in self:
            task.remark = task.result or task.comment

    # === CRUD METHODS === #

    def write(self, vals):
        if not self.env.su and WEIGHTY_FIELDS.intersection(vals):
            self.check_access("write")
            self._check_stays_decided(vals)
        return super().write(vals)

    # === ACTION METHODS === #

    def action_done(self, result=None):
        """Mark the tasks done; to do an approval is to approve.

        :raise UserError: when a task is not open any more
        """
        self.check_access("write")
        approvals = self.filtered(lambda task: task.kind == "approval")
        if approvals:
            approvals.action_approve(result)
        if rest := self - approvals:
            super(CrmProcessTask, rest).action_done(result)
        return True

    def action_approve(self, comment=None):
        """Approve, with a comment if there is something to say.

        :raise UserError: when a task is no approval, or is decided already
        """
        return self._decide("approved", comment)

    def action_refuse(self, comment):
        """Refuse, saying why.

        :raise UserError: when a task is no approval, is decided already, or no reason
            is given
        """
        self.check_access("write")
        if is_blank(comment):
            raise UserError(self.env._("Say why it is refused."))
        return self._decide("refused", comment)

    # === BUSINESS METHODS === #

    def _check_stays_decided(self, vals):
        """Raise when somebody decides otherwise than by the buttons, or for another."""
        approvals = self.filtered(lambda task: task.kind == "approval")
        if "comment" in vals:
            approvals._check_keeps_what_was_said()
        if {"user_id", "kind"}.intersection(vals):
            approvals._check_may_decide()
        if vals.get("kind", "approval") != "approval":
            approvals._check_stays_approval()

    def _check_keeps_what_was_said(self):
        for task in self.filtered("decision"):
            raise UserError(
                self.env._(
                    "“%s” was decided, and what was said with that stays. Write into "
                    "the chatter of the case instead.",
                    task.display_name,
                )
            )

    def _check_stays_approval(self):
        for task in self.filtered("step_id"):
            raise UserError(
                self.env._(
                    "A process asks for “%s”, so it stays an approval. Decide, or hand "
                    "it over.",
                    task.display_name,
                )
            )

    def _decide(self, decision, comment):
        self.check_access("write")
        for task in self:
            if task.kind != "approval":
                raise UserError(
                    self.env._(
                        "“%s” is no approval: mark it done instead.", task.display_name
                    )
                )
        self._check_is_open()
        self._check_may_decide()
        self._check_votes_once()
        # Before the task is done: what follows from it asks what was decided.
        self._write_by_verb({"decision": decision, "comment": comment or False})
        # pylint: disable-next=super-method-mismatch
        return super().action_done(comment)

    def _close_by_itself(self, reason):
        """Close open tasks whose goal was met otherwise, and say why.

        For the system: nobody did them, so nobody stands as the one who did.
        """
        tasks = self.filtered(lambda task: task.state == "open")
        tasks._write_by_verb(
            {"state": "done", "date_done": fields.Datetime.now(), "result": reason}
        )

    def _withdraw(self, reason):
        """Cancel tasks that have no sense any more; nothing follows from it.

        For the system: the case goes elsewhere, or ends.
        """
        # sudo: past the guard of `write`, the tasks of colleagues, too
        self.sudo().write({"state": "cancelled", "comment": reason})


class CrmProcessCase(models.Model):
    """The decisions on a case, from the first one on."""

    _inherit = "crm.process.case"

    approval_ids = fields.One2many(
        "crm.process.task",
        "case_id",
        string="Approvals",
        domain=[("kind", "=", "approval")],
    )
