from odoo import api, models


class MailNotification(models.Model):
    """A message with a paper inside is a sending of it; what becomes of it is told.

    Wherever it was written: on the paper, on its deal, to many at once.
    """

    _inherit = "mail.notification"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        notifications = super().create(vals_list)
        notifications._note_dispatches()
        return notifications

    def write(self, vals):
        result = super().write(vals)
        if "notification_status" in vals:
            self.env["crm.process.document.dispatch"]._follow(self)
        return result

    # === BUSINESS METHODS === #

    def _note_dispatches(self):
        """Write down for each paper in the messages to whom it goes."""
        # sudo: what a message carries, not what it says
        for message, rows in self.sudo().grouped("mail_message_id").items():
            for paper in message.attachment_ids._find_papers("attachment_id"):
                paper.with_env(self.env)._note_dispatches(rows)


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
