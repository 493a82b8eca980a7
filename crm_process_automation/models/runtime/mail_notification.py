from odoo import models


class MailNotification(models.Model):
    """What becomes of a mail with a paper is told to the paper."""

    _inherit = "mail.notification"

    # === CRUD METHODS === #

    def write(self, vals):
        result = super().write(vals)
        if "notification_status" in vals:
            self.env["crm.process.document.dispatch"]._follow(self)
        return result


class MailMail(models.Model):
    """A mail that somebody takes out of the queue carries no paper any more."""

    _inherit = "mail.mail"

    # === CRUD METHODS === #

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "cancel":
            self._find_dispatches()._give_up()
        return result

    def unlink(self):
        waiting = self.filtered(lambda mail: mail.state == "outgoing")
        dispatches = waiting._find_dispatches()
        result = super().unlink()
        dispatches._give_up()
        return result

    # === BUSINESS METHODS === #

    def _find_dispatches(self):
        # sudo: whose mail it is does not say who may read the paper
        dispatches = self.env["crm.process.document.dispatch"].sudo()
        if not self:
            return dispatches
        return dispatches.search([("notification_id.mail_mail_id", "in", self.ids)])
