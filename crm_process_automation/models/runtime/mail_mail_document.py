from odoo import api, models
from odoo.tools.mail import email_normalize_all


class MailMail(models.Model):
    """A mail that carries a paper outside leaves while the paper may leave, only.

    All that Odoo writes is a mail in the end: messages, templates, mails to many at
    once, scheduled ones. Who writes it is told at once; it is looked at again when it
    leaves, because the paper may have been cancelled or changed meanwhile.
    """

    _inherit = "mail.mail"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        mails = super().create(vals_list)
        # A job does not stop for one of its mails: that is held back when it leaves.
        if "cron_id" not in self.env.context:
            mails._check_papers_may_leave()
        return mails

    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        self._check_papers_may_leave()
        return super()._prepare_outgoing_list(
            mail_server=mail_server, doc_to_followers=doc_to_followers
        )

    # === BUSINESS METHODS === #

    def _check_papers_may_leave(self):
        """Raise when somebody outside would get a file that is not to be given out.

        :raise UserError: naming the paper, and what helps
        """
        for mail in self.sudo():  # sudo: what it carries, and to whom
            papers = mail.attachment_ids._find_papers(
                "attachment_id", "signed_attachment_id"
            )
            leaving = papers.filtered(mail._goes_outside)
            leaving.with_env(self.env)._check_may_leave()

    def _goes_outside(self, paper):
        """Return whether anybody but colleagues gets the mail."""
        self.ensure_one()
        partners = self.recipient_ids
        addresses = set()
        for text in (self.email_to, self.email_cc):
            addresses.update(email_normalize_all(text or ""))
        if addresses:
            own = self.env["res.users"].search(
                [("share", "=", False), ("email_normalized", "in", list(addresses))]
            )
            if addresses - set(own.mapped("email_normalized")):
                return True
            partners |= own.partner_id
        return any(not paper._is_colleague(partner) for partner in partners)
