from odoo import api, models
from odoo.fields import Domain

from .account_move import CLOSED


class CrmProcessDocument(models.Model):
    """An invoice paper that is paid waits for nothing any more: it does not expire."""

    _inherit = "crm.process.document"

    # === COMPUTE METHODS === #

    @api.depends("move_id.payment_state")
    def _compute_is_expired(self):
        return super()._compute_is_expired()

    # === BUSINESS METHODS === #

    @api.model
    def _get_expired_domain(self, companies):
        # Whoever has the paper need not see accounting.
        paid = Domain("move_id", "any!", [("payment_state", "in", CLOSED)])
        return super()._get_expired_domain(companies) & ~paid
