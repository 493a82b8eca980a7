from datetime import timedelta

from odoo import api, fields, models

KEPT_DAYS = 90


class CrmProcessWebhook(models.Model):
    """Old calls are swept away with the data of clients that they carry."""

    _inherit = "crm.process.webhook"

    # === BUSINESS METHODS === #

    @api.autovacuum
    def _gc_old_webhooks(self):
        """Delete what was sent or cancelled long ago; what was given up stays."""
        limit = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.search(
            [("state", "in", ("sent", "cancelled")), ("date_due", "<", limit)],
            limit=100_000,
        ).unlink()
