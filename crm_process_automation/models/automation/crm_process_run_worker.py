from functools import partial

from odoo import api, fields, models
from odoo.tools import SQL

from ..runtime.worker import wake, work_off
from .ledger import Ledger

CRON = "crm_process_automation.ir_cron_run_scenarios_%s"
# So many jobs there are. The runs of a record belong to one shard, and a shard is in
# the hands of one worker at a time: that keeps the order of what happens to a record.
SHARDS = 4
BATCH = 100
MANY = 1000  # nobody needs to know more exactly how many are left


class CrmProcessRun(models.Model):
    """The workers: on any number of hosts, each run in the hands of one of them."""

    _inherit = "crm.process.run"

    # === WAKING === #

    def _wake_workers(self):
        """Have as many workers look for runs as there is work for, after the commit."""
        wanted = max(1, min(SHARDS, -(-len(self) // BATCH)))
        for number in range(wanted):
            self._wake_worker(number, fields.Datetime.now())

    @api.model
    def _wake_all_workers(self):
        """Have every worker look for runs: what was held back may go on."""
        for number in range(SHARDS):
            self._wake_worker(number, fields.Datetime.now())

    @api.model
    def _wake_worker(self, number, moment):
        wake(self.env, CRON % (number + 1), moment)

    @api.model
    def _wake_for_next_try(self):
        """Have a worker woken when the next run is due that has failed so far."""
        [(moment,)] = self.env.execute_query(
            SQL(
                """SELECT min(run.date_try) FROM crm_process_run run
                    WHERE run.state IN ('pending', 'failed') AND run.date_try > %s""",
                fields.Datetime.now(),
            )
        )
        if moment:
            self._wake_worker(0, moment)

    # === WORKING === #

    @api.model
    def _cron_run(self, number=1):
        """Execute what waits, batch by batch; `number` is the worker's, from 1.

        It begins with its own shard, and goes on with those of workers that are busy
        elsewhere, or not there.
        """
        runs, cron = self.sudo(), self.env["ir.cron"]  # sudo: the runner is nobody
        cron._commit_progress(remaining=runs._count_due())
        shards = [(number - 1 + shift) % SHARDS for shift in range(SHARDS)]
        if work_off(self.env, partial(runs._work_batch, shards)):
            # Odoo would go on with the rest only when its worker wakes by itself.
            runs._wake_worker(number - 1, fields.Datetime.now())
        else:
            runs._wake_for_next_try()

    @api.model
    def _work_batch(self, shards):
        """Execute the next batch and commit. Return what is left, and the time for it.

        What the runs bring about is executed with them.
        """
        batch = self._claim_first(shards)
        if batch:
            Ledger.of(self.env).waiting += batch.ids
            self._drain()
            self.env.flush_all()
        remaining = self._count_due() if batch else 0
        time_left = self.env["ir.cron"]._commit_progress(
            len(batch), remaining=remaining
        )
        return remaining, time_left

    # === CLAIMING === #

    @api.model
    def _claim_first(self, shards):
        """Return the next batch of the first shard that has one for this worker."""
        for shard in shards:
            if self._lock_shard(shard) and (batch := self._claim(shard)):
                return batch
        return self.browse()

    @api.model
    def _lock_shard(self, shard):
        """Return whether the shard is free, and keep it until the commit."""
        query = "SELECT pg_try_advisory_xact_lock('crm_process_run'::regclass::int, %s)"
        [(is_free,)] = self.env.execute_query(SQL(query, shard))
        return is_free

    @api.model
    def _claim(self, shard):
        """Lock the runs of a shard that are due first, but those that others hold."""
        query = SQL(
            """%s AND mod(run.res_id, %s) = %s
                ORDER BY run.date_try, run.id LIMIT %s
                  FOR UPDATE OF run SKIP LOCKED""",
            self._get_due_query(),
            SHARDS,
            shard,
            BATCH,
        )
        # What another worker executed since we began is a collision, and no news.
        self.env.cr.execute(query, log_exceptions=False)
        runs = self.browse(row[0] for row in self.env.cr.fetchall())
        runs.invalidate_recordset()
        return runs

    @api.model
    def _count_due(self):
        """Return how many runs are due; `MANY` when there are more."""
        [(count,)] = self.env.execute_query(
            SQL("SELECT count(*) FROM (%s LIMIT %s) due", self._get_due_query(), MANY)
        )
        return count

    @api.model
    def _get_due_query(self):
        """Return the query of runs that are due and that nothing holds back."""
        return SQL(
            """SELECT run.id
                 FROM crm_process_run run
                 JOIN crm_process_scenario scenario ON scenario.id = run.scenario_id
            LEFT JOIN res_company company ON company.id = run.company_id
                WHERE run.state IN ('pending', 'failed') AND run.date_try <= %s
                  AND scenario.state = 'on'
                  AND company.process_automation_stopped IS NOT TRUE""",
            fields.Datetime.now(),
        )
