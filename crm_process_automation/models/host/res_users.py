from odoo import models

from .face import TELLER_KEY, Teller


class ResUsers(models.Model):
    """Who leaves the company leaves his tasks open, for somebody to take them over."""

    _inherit = "res.users"

    # === ACTION METHODS === #

    def action_archive(self):
        """Archive the users; Odoo deletes their activities, the tasks stay."""
        users = self.with_context(**{TELLER_KEY: Teller.TASK})
        return super(ResUsers, users).action_archive()

    def action_unarchive(self):
        """Bring the users back, and what they had to do."""
        result = super().action_unarchive()
        # sudo: whoever may bring a user back brings back his inbox
        tasks = self.env["crm.process.task"].sudo()
        tasks.search(
            [("user_id", "in", self.ids), ("state", "=", "open")]
        )._sync_faces()
        return result
