import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.batches import act_in_halves
from .worker import BACKOFF, COLLISIONS, describe_error, harmless, work_off

_logger = logging.getLogger(__name__)

BATCH = 100


class CrmProcessTimer(models.Model):
    """How timers fire: in order, batch by batch, each exactly once.

    A batch is claimed by locking its rows; what firing it brings about and that it
    fired are committed together. So a crash loses both or neither, and another worker
    cannot fire what this one holds. No clock that is set back makes it pending again.
    """

    _inherit = "crm.process.timer"

    # === HOOKS === #

    def _is_wanted(self):
        """Return whether there is still a reason to fire."""
        self.ensure_one()
        return True

    def _go_on(self):
        """Set what follows the timers of `self`, which fired or failed for good."""

    def _get_failure_subject(self):
        """Return whom an incident about the timer concerns, as its values."""
        self.ensure_one()
        return {"company_id": self.company_id.id or self.env.company.id}

    # === BUSINESS METHODS === #

    @api.model
    def _cron_fire(self):
        """Fire what is due, and have the engine woken for what comes next."""
        timers, cron = self.sudo(), self.env["ir.cron"]  # sudo: the engine is nobody
        cron._commit_progress(remaining=timers._count_due())
        remaining = work_off(self.env, timers._fire_batch)
        if remaining:
            # Odoo would go on with the rest only when its worker wakes by itself.
            timers._arm(fields.Datetime.now())
        else:
            timers._arm_next()

    @api.model
    def _fire_batch(self):
        """Fire the next batch and commit. Return what is left, and the time for it."""
        timers = self._claim()
        timers._fire()
        self.env.flush_all()
        remaining = self._count_due() if timers else 0
        time_left = self.env["ir.cron"]._commit_progress(
            len(timers), remaining=remaining
        )
        return remaining, time_left

    @api.model
    def _count_due(self):
        [(count,)] = self.env.execute_query(
            SQL(
                """SELECT count(*) FROM crm_process_timer
                    WHERE state = 'pending' AND date_try <= %s""",
                fields.Datetime.now(),
            )
        )
        return count

    @api.model
    def _claim(self):
        """Lock the timers that are due first, but those that others hold."""
        query = SQL(
            """SELECT id FROM crm_process_timer
                WHERE state = 'pending' AND date_try <= %s
                ORDER BY date_try, id LIMIT %s
                  FOR UPDATE SKIP LOCKED""",
            fields.Datetime.now(),
            BATCH,
        )
        # What another worker fired since we began is a collision, and no news.
        self.env.cr.execute(query, log_exceptions=False)
        timers = self.browse(row[0] for row in self.env.cr.fetchall())
        timers.invalidate_recordset()
        return timers

    def _fire(self):
        """Fire claimed timers. What goes wrong with one stops no other."""
        wanted = self.filtered(lambda timer: timer._is_wanted())
        (self - wanted)._cancel()
        for timers in wanted.grouped("kind").values():
            for batch, _result, error in act_in_halves(
                timers, type(timers)._fire_together, Exception, fatal=COLLISIONS
            ):
                if error:
                    batch._note_failure(error)

    def _fire_together(self):
        """Ask `_fire_<kind>`. A new kind brings its own method."""
        with self.env.cr.savepoint():
            getattr(self, f"_fire_{self[0].kind}")()
            now = fields.Datetime.now()
            self.write({"state": "fired", "date_fired": now, "error": False})
            self._go_on()
            self.env.flush_all()

    # === FAILURES === #

    def _note_failure(self, error):
        """Try again later; after the last try tell whoever is responsible."""
        self.ensure_one()
        _logger.warning("Timer %s cannot fire", self.id, exc_info=error)
        values = {"attempts": self.attempts + 1, "error": describe_error(error)}
        if self.attempts < len(BACKOFF):
            wait = timedelta(minutes=BACKOFF[self.attempts])
            self.write(values | {"date_try": fields.Datetime.now() + wait})
        else:
            self.write(values | {"state": "failed"})
            self._give_up()

    def _give_up(self):
        """Raise an incident, and let what follows come all the same."""
        # The timer says itself that it failed; the others have to fire.
        with harmless(self.env, _logger, "No incident for timer %s", self.id):
            self.env["crm.process.incident"]._raise([self._prepare_incident_values()])
            self._go_on()

    def _prepare_incident_values(self):
        """Return an incident, in the language of the head."""
        self.ensure_one()
        subject = self._get_failure_subject()
        head = self.env["res.users"].browse(subject.get("user_id"))
        timer = self.with_context(lang=head.lang or self.env.lang)
        return {
            "kind": "timer_failed",
            "cause_key": f"timer:{timer.id}:failed",
            "name": timer.env._(
                "“%(timer)s” did not happen: %(error)s",
                timer=timer.display_name,
                error=timer.error,
            ),
            "advice": timer.env._(
                "Mend what the error says. Then a process designer presses “Fire "
                "Again” in Configuration → Processes → Technical → Timers."
            ),
            "severity": "2",
            **subject,
        }
