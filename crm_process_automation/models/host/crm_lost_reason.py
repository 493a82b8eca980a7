from odoo import api, models
from odoo.exceptions import UserError


class CrmLostReason(models.Model):
    """A reason that stands in the history of cases stays readable there."""

    _inherit = "crm.lost.reason"

    # === CRUD METHODS === #

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unused(self):
        # sudo: the history of colleagues counts, too
        moves = self.env["crm.process.move"].sudo()
        for move in moves.search([("reason_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._(
                    "“%s” stands in the history of cases as their reason. Archive it "
                    "instead of deleting it.",
                    move.reason_id.name,
                )
            )
