import logging
import random
from datetime import timedelta

from odoo import fields, models

from ..runtime.worker import BACKOFF, describe_error, harmless

_logger = logging.getLogger(__name__)


class CrmProcessRun(models.Model):
    """What goes wrong: tried again, given up at last, and told to the head."""

    _inherit = "crm.process.run"

    _scenario_end = models.Index("(scenario_id, date_done)")

    # === BUSINESS METHODS === #

    def _note_failure(self, error):
        """Try again later; after the last try give up."""
        self.ensure_one()
        _logger.warning("Run %s failed", self.id, exc_info=error)
        values = {"attempts": self.attempts + 1, "error": describe_error(error)}
        if self.attempts < len(BACKOFF):
            minutes = BACKOFF[self.attempts] * random.uniform(1, 1.2)
            moment = fields.Datetime.now() + timedelta(minutes=minutes)
            self.write(values | {"state": "failed", "date_try": moment})
            self._wake_worker(0, moment)
        else:
            self.write(values | {"state": "dead", "date_done": fields.Datetime.now()})
            self._give_up()

    def _give_up(self):
        """Raise an incident; pause the scenario when it gives up again and again."""
        # The run says itself that it was given up; the others have to go on.
        with harmless(self.env, _logger, "No incident for run %s", self.id):
            self._raise_incident()
            self.scenario_id._trip_breaker()

    # === INCIDENTS === #

    def _get_incidents(self):
        # sudo: whoever may command a run need not see the incident
        return (
            self.env["crm.process.incident"]
            .sudo()
            .search([("run_id", "in", self.ids), ("kind", "=", "run_failed")])
        )

    def _raise_incident(self):
        """Raise an incident, or open the one of an earlier time again."""
        known = self._get_incidents()
        if not known:
            known._raise([self._prepare_incident_values()])
        elif known.state == "handled":
            known._open_again(
                self.env._("It was tried again, and given up again: %s", self.error)
            )

    def _close_incidents(self, answer):
        if tried := self.filtered("attempts"):
            tried._get_incidents()._close_by_itself(answer)

    def _prepare_incident_values(self):
        """Return an incident, in the language of the head."""
        self.ensure_one()
        head = self._get_head()
        run = self.with_context(lang=head.lang or self.env.lang)
        return {
            "kind": "run_failed",
            "cause_key": f"run:{self.id}:failed",
            "name": run.env._(
                "“%(scenario)s” could do nothing with “%(record)s”: %(error)s",
                scenario=run.scenario_id.name,
                record=run.record_name,
                error=run.error,
            ),
            "advice": run.env._(
                "Mend what the sentence says and have the run replayed, or cancel it "
                "with a reason."
            ),
            "severity": "2",
            "run_id": self.id,
            "scenario_id": self.scenario_id.id,
            "case_id": self.case_id.id,
            "case_name": self.case_id.name,
            "owner_id": self.scenario_id.switched_on_by_id.id,
            "user_id": head.id,
            "company_id": (self.company_id or self.env.company).id,
        }

    def _get_head(self):
        """Return who answers for what became of the run."""
        self.ensure_one()
        head = self.case_id._get_head() if self.case_id else self.env["res.users"]
        return head or self.scenario_id.switched_on_by_id
