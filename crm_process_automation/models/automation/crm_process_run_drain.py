from odoo import api, models

from .ledger import Ledger

# So many runs are executed before a user's request ends; the workers take the rest.
MOST_AT_ONCE = 1000


class CrmProcessRun(models.Model):
    """When runs are executed: before the user reads back, at the latest at the commit.

    What is too much for a user's request is left to the workers.
    """

    _inherit = "crm.process.run"

    # === BUSINESS METHODS === #

    @api.model
    def _drain(self):
        """Execute what this transaction has recorded and not executed yet.

        Not in the middle of a write: that is asked again by whoever wrote.
        """
        ledger = Ledger.peek(self.env)
        if not ledger or not ledger.is_idle:
            return
        with ledger.draining():
            # What the user wrote himself is his to answer for, and no failure of a run.
            self.env.flush_all()
            done = 0
            while ledger.waiting and done < MOST_AT_ONCE:
                # What was cancelled and replayed meanwhile stands there twice.
                ledger.waiting = list(dict.fromkeys(ledger.waiting))
                ids = ledger.waiting[:MOST_AT_ONCE]
                ledger.waiting = ledger.waiting[MOST_AT_ONCE:]
                done += len(ids)
                # sudo: the runner is nobody; each run has its own user
                runs = self.sudo().browse(ids).exists()
                runs.filtered(lambda run: run.state in ("pending", "failed"))._execute()
            if ledger.waiting:
                self.browse(ledger.waiting)._wake_workers()
                ledger.waiting = []

    def _put_to_work(self):
        """Execute pending runs before the request ends, or by the workers if many."""
        if len(self) > MOST_AT_ONCE:
            self._wake_workers()
        elif self:
            ledger = Ledger.of(self.env)
            ledger.waiting += self.ids
            ledger.arm(self.env)
