import logging
import random
from datetime import timedelta

from psycopg2.errors import DeadlockDetected, LockNotAvailable, SerializationFailure

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.batches import act_in_halves
from .ledger import Ledger

_logger = logging.getLogger(__name__)

CHUNK = 100
BACKOFF = (1, 5, 30)  # minutes until the next try; after the last one it is given up
# Two transactions got in each other's way: nobody's fault, the second try will do.
COLLISIONS = (DeadlockDetected, LockNotAvailable, SerializationFailure)


class CrmProcessRun(models.Model):
    """How runs are executed: in chunks, down to the one that spoils it."""

    _inherit = "crm.process.run"

    # === CLAIMING === #

    @api.model
    def _claim(self):
        """Lock the runs that are due first, but those that others hold."""
        query = SQL(
            """SELECT run.id
                 FROM crm_process_run run
                 JOIN crm_process_scenario scenario ON scenario.id = run.scenario_id
                WHERE run.state IN ('pending', 'failed') AND run.date_try <= %s
                  AND scenario.state = 'on'
                ORDER BY run.date_try, run.id LIMIT %s
                  FOR UPDATE OF run SKIP LOCKED""",
            fields.Datetime.now(),
            CHUNK,
        )
        self.env.cr.execute(query, log_exceptions=False)
        runs = self.browse(row[0] for row in self.env.cr.fetchall())
        runs.invalidate_recordset()
        return runs

    @api.model
    def _count_due(self):
        [(count,)] = self.env.execute_query(
            SQL(
                """SELECT count(*) FROM crm_process_run run
                     JOIN crm_process_scenario scenario
                       ON scenario.id = run.scenario_id
                    WHERE run.state IN ('pending', 'failed') AND run.date_try <= %s
                      AND scenario.state = 'on'""",
                fields.Datetime.now(),
            )
        )
        return count

    # === EXECUTING === #

    def _execute(self):
        """Execute runs. What goes wrong with one stops no other."""

        def get_batch(run):
            return run.scenario_id, run.automation_id, run.res_model, run.company_id

        for runs in self.grouped(get_batch).values():
            for start in range(0, len(runs), CHUNK):
                chunk = runs[start : start + CHUNK]
                for part, _result, error in act_in_halves(
                    chunk, type(chunk)._execute_together, Exception, fatal=COLLISIONS
                ):
                    if error:
                        part._note_failure(error)

    def _execute_together(self):
        """Execute runs of one rule and one company, all or none."""
        with self.env.cr.savepoint():
            runs = self._filter_executable()
            if runs:
                runs._act()
            self.env.flush_all()

    def _filter_executable(self):
        """Cancel the runs whose cause is gone, and return the others."""
        rule = self.automation_id
        if not rule:
            self._finish("cancelled", self.env._("The rule was deleted meanwhile."))
            return self.browse()
        records = self.env[self[0].res_model].browse(self.mapped("res_id")).exists()
        matching = rule._filter_matching(rule.filter_domain, records)
        gone = self.filtered(lambda run: run.res_id not in records.ids)
        gone._finish("cancelled", self.env._("The record was deleted meanwhile."))
        idle = (self - gone).filtered(
            lambda run: run.kind != "manual" and run.res_id not in matching.ids
        )
        idle._finish(
            "cancelled", self.env._("The conditions do not hold any more: no reason.")
        )
        return self - gone - idle

    def _act(self):
        """Have the actions of the rule act, in the rights of the scenario's person."""
        person = self.scenario_id._get_runner()
        env = self.env(user=person.id, su=False, context=self._get_run_context(person))
        records = env[self[0].res_model].browse(self.mapped("res_id"))
        ledger = Ledger.of(self.env)
        causes = {(run.res_model, run.res_id): run for run in self}
        for run in self:
            ledger.executed.add((run.scenario_id.id, run.res_model, run.res_id))
        with ledger.running(causes):
            for action in self.automation_id.action_server_ids.sorted():
                action._run_as(records)
            self.env.flush_all()
            self._note_done(person, ledger)

    def _get_run_context(self, person):
        return {
            "lang": person.lang,
            "tz": person.tz,
            "allowed_company_ids": self.company_id.ids,
            "mail_notify_force_send": False,
        }

    def _note_done(self, person, ledger):
        for run in self:
            key = (run.res_model, run.res_id)
            effects, skips = ledger.effects.get(key, []), ledger.skips.get(key, [])
            is_idle = skips and not effects
            run._finish(
                "skipped" if is_idle else "done",
                "\n".join(skip["text"] for skip in skips) or False,
                trace=effects + skips,
                run_as_id=person.id,
            )

    def _finish(self, state, reason=False, **values):
        if self:
            now = fields.Datetime.now()
            self.write({"state": state, "error": reason, "date_done": now} | values)

    # === FAILURES === #

    def _note_failure(self, error):
        """Try again later; after the last try give up, and tell who answers for it."""
        self.ensure_one()
        _logger.warning("Run %s failed", self.id, exc_info=error)
        text = str(error)
        if not isinstance(error, UserError):
            text = f"{type(error).__name__}: {text}"
        values = {"attempts": self.attempts + 1, "error": text}
        if self.attempts < len(BACKOFF):
            minutes = BACKOFF[self.attempts] * random.uniform(1, 1.2)
            moment = fields.Datetime.now() + timedelta(minutes=minutes)
            self.write(values | {"state": "failed", "date_try": moment})
        else:
            self._finish("dead", text, attempts=self.attempts + 1)
