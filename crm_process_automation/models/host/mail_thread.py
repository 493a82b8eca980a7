from odoo import models

from .face import Teller


class MailThread(models.AbstractModel):
    """Whoever is given a task is no follower of the deal for it.

    He may have no right to the deal, and its mail is not his. Odoo makes whoever has an
    activity one.
    """

    _inherit = "mail.thread"

    # === BUSINESS METHODS === #

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        if Teller.from_env(self.env):
            return True
        return super()._message_subscribe(partner_ids, subtype_ids, customer_ids)
