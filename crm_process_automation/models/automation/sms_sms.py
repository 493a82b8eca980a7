from odoo import models

from .outbox import SMS_QUEUE, is_in_run, wake


class SmsSms(models.Model):
    """While a scenario acts no SMS is sent, as no mail is: it waits in the queue."""

    _inherit = "sms.sms"

    # === BUSINESS METHODS === #

    def send(self, *args, **kwargs):
        if is_in_run(self.env):
            wake(self.env, SMS_QUEUE)
            return None
        return super().send(*args, **kwargs)
