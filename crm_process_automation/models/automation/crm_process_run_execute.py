from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.batches import act_in_halves
from ...tools.ordering import gather_in_order
from ..runtime.worker import COLLISIONS
from .ledger import Ledger

CHUNK = 100
WAITING = ("pending", "failed")


class CrmProcessRun(models.Model):
    """How runs are executed: in chunks, down to the one that spoils it."""

    _inherit = "crm.process.run"

    # === EXECUTING === #

    def _execute(self):
        """Execute runs, each record's in their order. What fails stops no other."""
        for runs in self._filter_ready()._gather():
            ledger = Ledger.of(self.env)

            def execute(part, ledger=ledger):
                with ledger.attempting():
                    part._execute_together()

            for part, _result, error in act_in_halves(
                runs, execute, Exception, fatal=COLLISIONS
            ):
                if error:
                    part._note_failure(error)

    def _filter_ready(self):
        """Leave waiting what a switched-off, paused or stopped scenario holds back."""
        ready = self.browse()
        for scenario, runs in self.grouped("scenario_id").items():
            if scenario._is_ready_to_run():
                ready += runs.filtered(
                    lambda run: not run.company_id.process_automation_stopped
                )
        return ready.sorted(lambda run: (run.date_try, run.id))

    def _gather(self):
        """Return the runs in chunks of one rule, one company and one depth.

        What a chunk makes is as deep as all of it: no circle hides among fresh runs.
        """

        def get_key(run):
            rule = run.scenario_id, run.automation_id, run.res_model
            return *rule, run.company_id, run.depth

        def get_owner(run):
            return run.res_model, run.res_id

        for rows in gather_in_order(self, get_key, get_owner, CHUNK):
            yield self.browse(run.id for run in rows)

    def _execute_together(self):
        """Execute runs of one rule and one company, all or none."""
        with self.env.cr.savepoint():
            # Whatever ran before may have cancelled some, or be the very same one.
            runs = self.filtered(lambda run: run.state in WAITING)
            runs = runs and runs._filter_executable()
            if runs:
                runs._act()
            self.env.flush_all()

    def _filter_executable(self):
        """Cancel the runs whose cause is gone, and return the others."""
        rule = self.automation_id
        if not rule.active:
            self._finish(
                "cancelled",
                self.env._("The rule was deleted or archived meanwhile."),
            )
            return self.browse()
        return self._filter_with_cause(rule)

    def _filter_with_cause(self, rule):
        model = self.env[rule.model_name]
        records = model.browse(self.mapped("res_id")).exists()
        gone = self.filtered(lambda run: run.res_id not in records._ids)
        gone._finish("cancelled", self.env._("The record was deleted meanwhile."))
        idle = (self - gone) - rule._filter_still_meant(self - gone, records)
        idle._finish(
            "cancelled", self.env._("The conditions do not hold any more: no reason.")
        )
        return (self - gone - idle)._hold_back_flood()

    def _act(self):
        """Have the actions of the rule act, in the rights of the scenario's person."""
        person = self.scenario_id._get_runner()
        env = self.env(user=person.id, su=False, context=self._get_run_context(person))
        records = env[self[0].res_model].browse(self.mapped("res_id"))
        ledger = Ledger.of(self.env)
        causes = {(run.res_model, run.res_id): run for run in self}
        ledger.executed.update(
            (run.scenario_id.id, run.res_model, run.res_id) for run in self
        )
        with ledger.running(causes):
            for action in self.automation_id.action_server_ids.sorted():
                action._run_as(records)
            self.env.flush_all()
            self._note_done(person, ledger)

    def _get_run_context(self, person):
        """Return the context of an execution: the person's, in the run's company.

        :raise UserError: when the company is none of his
        """
        company = self.company_id or person.company_id
        if company not in person.company_ids:
            raise UserError(
                self.env._(
                    "%(person)s, whom the scenario runs as, does not work in "
                    "%(company)s. Let it run as somebody who does.",
                    person=person.name,
                    company=company.name,
                )
            )
        return {
            "lang": person.lang,
            "tz": person.tz,
            "allowed_company_ids": company.ids,
            "mail_notify_force_send": False,
        }

    # === THE END === #

    def _note_done(self, person, ledger):
        """Write down what was done: in one go for all runs that it is the same for."""

        def get_outcome(run):
            key = (run.res_model, run.res_id)
            notes = ledger.effects.get(key, []), ledger.skips.get(key, [])
            return repr(notes)

        for runs in self.grouped(get_outcome).values():
            key = (runs[0].res_model, runs[0].res_id)
            effects, skips = ledger.effects.get(key, []), ledger.skips.get(key, [])
            runs._finish(
                "skipped" if skips and not effects else "done",
                "\n".join(skip["text"] for skip in skips) or False,
                trace=effects + skips,
                run_as_id=person.id,
            )
        self._close_incidents(self.env._("It was done after all."))

    def _finish(self, state, reason=False, **values):
        if self:
            now = fields.Datetime.now()
            self.write({"state": state, "error": reason, "date_done": now} | values)
