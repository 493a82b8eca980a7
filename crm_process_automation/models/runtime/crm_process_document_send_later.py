from odoo import fields, models
from odoo.exceptions import UserError


class CrmProcessDocument(models.Model):
    """A paper that goes to the client as soon as it is approved."""

    _inherit = "crm.process.document"

    is_sent_when_approved = fields.Boolean(
        string="Send When Approved", readonly=True, copy=False
    )

    # === BUSINESS METHODS === #

    def _send_when_approved(self):
        """Have the papers sent by themselves once they are approved."""
        self.check_access("write")
        self.sudo().write({"is_sent_when_approved": True})  # sudo: past the guard

    def _after_approve(self):
        result = super()._after_approve()
        for paper in self.filtered("is_sent_when_approved"):
            paper._send_now()
        return result

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
