import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.base_automation.models.base_automation import TIME_TRIGGERS

from ..runtime.worker import COLLISIONS

_logger = logging.getLogger(__name__)

# What was committed while the last look was taken is found by the next one: so much of
# the past is looked at again. The journal keeps anything from being done twice.
OVERLAP = timedelta(minutes=10)
# Whoever changes these asks for something new: what is past is history.
MEANING = frozenset({"trigger", "model_id", "is_yearly", "scenario_id"}) | {
    "trg_date_id",
    "trg_date_range",
    "trg_date_range_type",
    "trg_date_range_mode",
    "trg_date_calendar_id",
}


class BaseAutomation(models.Model):
    """Dates as events: each is due once, at its last value, and never in the past."""

    _inherit = "base.automation"

    is_yearly = fields.Boolean(
        "Every Year", help="The date comes again each year, as a birthday does."
    )
    date_watched = fields.Datetime(
        "Dates Watched Since",
        readonly=True,
        copy=False,
        help="What was due before is history.",
    )
    date_scanned = fields.Datetime("Dates Looked at", readonly=True, copy=False)

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules.filtered("active")._start_watching_dates()
        return rules

    def write(self, vals):
        starting = self.filtered(lambda rule: not rule.active)
        if not MEANING.isdisjoint(vals):
            starting = self
        result = super().write(vals)
        if "active" in vals or starting == self:
            starting.filtered("active")._start_watching_dates()
        return result

    def _start_watching_dates(self):
        """From now on: what is due later is an event, what was due before is not."""
        rules = self.filtered(
            lambda rule: rule.scenario_id and rule.trigger in TIME_TRIGGERS
        )
        if rules:
            now = fields.Datetime.now()
            rules.write({"date_watched": now, "date_scanned": now, "last_run": now})

    # === SCHEDULED JOBS === #

    @api.model
    def _cron_record_dates(self):
        """Record what has come due since the last look, rule by rule."""
        # sudo: rules act for whoever wrote the dates
        rules = self.sudo().with_context(active_test=True)
        rules = rules.search(
            [("trigger", "in", TIME_TRIGGERS), ("scenario_id.state", "=", "on")]
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(rules))
        for rule in rules:
            rule._record_due_apart()
            if not cron._commit_progress(1):
                break

    @api.model
    def _cron_process_time_based_actions(self):
        """Odoo's job for the rules without a scenario looks after the others, too."""
        self._cron_record_dates()
        return super()._cron_process_time_based_actions()

    def _search_time_based_automation_records(self, *, until):
        """A scenario's dates are found by itself."""
        if self.scenario_id:
            return self.env[self.model_name].browse()
        return super()._search_time_based_automation_records(until=until)

    def _record_due_apart(self):
        """Record what is due; what goes wrong with this rule stops no other.

        A rule that cannot be asked pauses its scenario: it would fail every minute.
        """
        scenario = self.scenario_id
        try:
            with self.env.cr.savepoint():
                if self._lock_dates():
                    self._record_due()
        except COLLISIONS:
            # Somebody else was faster; what was committed of the batch stays.
            self.env.cr.rollback()
        except Exception as error:
            _logger.exception("The dates of rule %s cannot be looked at", self.id)
            scenario._pause(
                self.env._(
                    "The dates of the rule “%(rule)s” cannot be looked at: %(problem)s",
                    rule=self.name,
                    problem=error,
                )
            )

    def _lock_dates(self):
        """Return whether nobody else looks at the dates of this rule just now."""
        query = SQL(
            "SELECT 1 FROM base_automation WHERE id = %s FOR NO KEY UPDATE SKIP LOCKED",
            self.id,
        )
        return bool(self.env.execute_query(query))

    # === BUSINESS METHODS === #

    def _record_due(self):
        """Record a run for each date that has come due since the last look."""
        self.ensure_one()
        now = fields.Datetime.now()
        found = self._find_due(self._get_scan_start(now), now)
        if found := self._leave_out_recorded(found):
            records = self.env[self.model_name].browse(found)
            self._record_events(
                records,
                "date",
                {record_id: text for record_id, (text, _due) in found.items()},
                {record_id: due for record_id, (_text, due) in found.items()},
            )
        self.write({"date_scanned": now, "last_run": now})

    def _get_scan_start(self, now):
        """Return since when to look. The clock may have been put back meanwhile."""
        if not self.date_watched or self.date_watched > now:
            self._start_watching_dates()
            return now
        last = min(self.date_scanned or self.date_watched, now)
        return max(last - OVERLAP, self.date_watched)

    def _leave_out_recorded(self, found):
        """Leave out what an earlier version of the scenario has recorded already."""
        if not found:
            return found
        # sudo: the journal is the system's
        runs = (
            self.env["crm.process.run"]
            .sudo()
            .search_fetch(
                [
                    ("automation_id", "=", self.id),
                    ("kind", "=", "date"),
                    ("res_id", "in", list(found)),
                    ("create_date", ">=", self.date_watched),
                ],
                ["res_id", "occurrence"],
            )
        )
        known = {(run.res_id, run.occurrence) for run in runs}
        return {
            record_id: due
            for record_id, due in found.items()
            if (record_id, due[0]) not in known
        }
