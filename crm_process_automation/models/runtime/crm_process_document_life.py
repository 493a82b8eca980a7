from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.text import is_blank
from ..definition.constants import PROCESS_MANAGER


class CrmProcessDocument(models.Model):
    """The life of a paper: approved, sent, answered by the client, or cancelled."""

    _inherit = "crm.process.document"

    answer = fields.Text(
        string="The Client's Words",
        readonly=True,
        copy=False,
        help="With which the client accepted or rejected the paper.",
    )
    cancel_reason = fields.Text(
        string="Why It Was Cancelled", readonly=True, copy=False
    )

    # === ACTION METHODS === #

    def action_approve(self, comment=None):
        """Approve the papers: they may be sent now.

        :raise UserError: when one of them is not a draft that was issued
        """
        self._check_may("approve")
        self._check_may_approve()
        self._approve(self.env.user, comment)
        return True

    def action_cancel(self, reason):
        """Cancel the papers; their numbers are not given again.

        :raise UserError: when one is cancelled already, or `reason` is empty
        """
        self._check_may("cancel")
        self._check_is_said(reason)
        self._check_may_cancel_signed()
        self._write_by_verb({"state": "cancelled", "cancel_reason": reason})
        for document in self:
            document._tell(self.env._("cancelled"), [reason])
        return True

    # === HOOKS === #

    def _after_approve(self):
        """Do what follows from the approval."""

    def _after_send(self):
        """Do what follows from sending."""

    def _after_answer(self):
        """Do what follows from the client's answer: accepted, signed or rejected."""

    # === BUSINESS METHODS === #

    def _approve(self, user, comment=None):
        """Take down that `user` has approved the papers, and do what follows."""
        self._write_by_verb(
            {
                "state": "approved",
                "date_approved": fields.Datetime.now(),
                "approved_by_id": user.id,
            }
        )
        for document in self:
            document._tell(self.env._("approved"), [comment])
            document._after_approve()

    def _mark_sent(self):
        """Take down that the papers were sent; once answered, they stay so."""
        for document in self:
            document._write_by_verb(
                {
                    "state": "sent",
                    "date_sent": document.date_sent or fields.Datetime.now(),
                }
            )
            document._tell(self.env._("sent"))
            document._after_send()

    def _accept(self, comment=None):
        """Make the papers accepted ones. For callers that keep the evidence."""
        self._check_may("accept")
        self._take_answer("accepted", self.env._("accepted by the client"), comment)
        return True

    def _reject(self, reason):
        """Make the papers rejected ones. For callers that keep the evidence."""
        self._check_may("reject")
        self._take_answer("rejected", self.env._("rejected by the client"), reason)
        return True

    def _take_answer(self, state, word, comment=None, **values):
        """Write what the client answered, and let the deal know."""
        values |= {"state": state, "date_answered": fields.Datetime.now()}
        self._write_by_verb(values | {"answer": comment})
        for document in self:
            document._tell(word, [comment])
            document._after_answer()

    def _check_may_cancel_signed(self):
        signed = self.filtered(lambda document: document.state == "signed")
        if signed and not (self.env.su or self.env.user.has_group(PROCESS_MANAGER)):
            raise AccessError(
                self.env._(
                    "“%s” is signed: only a manager cancels it, when both sides agree.",
                    signed[0].display_name,
                )
            )

    def _check_is_said(self, reason):
        if is_blank(reason):
            raise UserError(
                self.env._(
                    "Say why, in a few words: it stays with “%s”.",
                    ", ".join(self.mapped("display_name")),
                )
            )
