from odoo import api, models

from .ledger import Ledger

CRON = "crm_process_automation.ir_cron_run_scenarios"


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
            while ledger.waiting:
                ids, ledger.waiting = ledger.waiting, []
                # sudo: the runner is nobody; each run has its own user
                runs = self.sudo().browse(ids).exists()
                runs.filtered(lambda run: run.state == "pending")._execute()

    @api.model
    def _wake_workers(self):
        """Have the workers look for runs after the commit."""
        if cron := self.env.ref(CRON, raise_if_not_found=False):
            cron.sudo()._trigger()  # sudo: the job is the system's

    @api.model
    def _cron_run(self):
        """Execute what waits, batch by batch."""
        cron = self.env["ir.cron"]
        runs = self.sudo()  # sudo: the runner is nobody
        while batch := runs._claim():
            batch._execute()
            self.env.flush_all()
            if not cron._commit_progress(len(batch), remaining=runs._count_due()):
                break
