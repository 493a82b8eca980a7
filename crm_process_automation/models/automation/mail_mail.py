from odoo import models

from .outbox import MAIL_QUEUE, is_in_run, wake


class MailMail(models.Model):
    """While a scenario acts no mail is sent: it may be taken back, a mail may not.

    Whatever an action calls, also one that wants to send at once, the mail waits in the
    queue, whose job is woken after the commit.
    """

    _inherit = "mail.mail"

    # === BUSINESS METHODS === #

    def send(self, auto_commit=False, raise_exception=False, post_send_callback=None):
        if is_in_run(self.env):
            wake(self.env, MAIL_QUEUE)
            return True
        return super().send(
            auto_commit=auto_commit,
            raise_exception=raise_exception,
            post_send_callback=post_send_callback,
        )

    def send_after_commit(self):
        if is_in_run(self.env):
            wake(self.env, MAIL_QUEUE)
            return None
        return super().send_after_commit()
