from datetime import timedelta

from odoo import api, fields, models

KEPT_DAYS = 90


class CrmProcessTimer(models.Model):
    """Old timers are swept away: what they did stands on their tasks and incidents."""

    _inherit = "crm.process.timer"

    # === BUSINESS METHODS === #

    @api.autovacuum
    def _gc_old_timers(self):
        """Delete what fired or was cancelled long ago, failed ones stay.

        Those of an open task stay, too: they say that its deadline was told.
        """
        limit = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.search(
            [
                ("state", "in", ("fired", "cancelled")),
                ("date_due", "<", limit),
                "|",
                ("task_id", "=", False),
                ("task_id.state", "!=", "open"),
            ],
            limit=100_000,
        ).unlink()
