from odoo import fields, models
from odoo.exceptions import UserError


class CrmProcessDocument(models.Model):
    """A paper that goes to the client as soon as it is approved."""

    _inherit = "crm.process.document"

    is_sent_when_approved = fields.Boolean(
        string="Send When Approved", readonly=True, copy=False
    )

    # === BUSINESS METHODS === #

    def _send_or_wait(self, send=None):
        """Send the paper, or have it sent as soon as it is approved.

        :param send: what sends it; none: `_send`, without a dialogue
        :return: what `send` returns; nothing while the paper waits
        """
        self.ensure_one()
        if self.state == "draft":
            self._send_when_approved()
            return self.env["crm.process.document.dispatch"]
        return send() if send else self._send()

    def _say_sending(self, dispatches):
        """Return in words what became of `_send_or_wait`."""
        if not dispatches:
            return self.env._("“%s” is sent when it is approved.", self.display_name)
        return self.env._(
            "“%(paper)s” waits to be sent to %(addresses)s.",
            paper=self.display_name,
            addresses=", ".join(dispatches.mapped("email")),
        )

    def _send_when_approved(self):
        """Have the papers sent by themselves once they are approved."""
        self.check_access("write")
        self.sudo().write({"is_sent_when_approved": True})  # sudo: past the guard

    def _after_approve(self):
        waiting = self.filtered("is_sent_when_approved")
        # Before what follows: the approval itself may bring the case to its end.
        ended = waiting.filtered(lambda paper: paper._is_of_ended_case())
        result = super()._after_approve()
        ended._send_no_more()
        for paper in waiting - ended:
            paper._send_now()
        return result

    def _is_of_ended_case(self):
        self.ensure_one()
        case = self.sudo().case_id  # sudo: only whether it goes on
        return bool(case) and not case._is_open()

    def _send_no_more(self):
        """Do not send the papers by themselves: their case has ended."""
        for paper in self.sudo():  # sudo: past the guard, follows from the end
            paper.is_sent_when_approved = False
            remark = self.env._(
                "“%s” has ended. Send the paper by hand if the client still needs it.",
                paper.case_id.name,
            )
            paper._tell(self.env._("not sent"), [remark])

    def _send_now(self):
        """Send it; what keeps it from being sent is no reason not to approve it."""
        # sudo: whoever issued it asked for it, whoever approves it may not write
        paper = self.sudo()
        paper.is_sent_when_approved = False
        try:
            with self.env.cr.savepoint():
                paper._send()
        except UserError as error:
            paper._tell(self.env._("not sent"), [str(error)])
