import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.webhook_address import BadAddress
from ...tools.webhook_call import CallFailed
from ..runtime.worker import work_off
from .crm_process_webhook import CRON

_logger = logging.getLogger(__name__)

# A job that lives holds its call by then: it has let go of it for a moment only.
LOST_AFTER = timedelta(seconds=30)


class CrmProcessWebhook(models.Model):
    """How calls are made: one by one, by a job, in three transactions each.

    The first commits that the call is being sent. The second holds the row while the
    call is made, and commits what came of it. So a row that says “being sent” and that
    nobody holds was left behind by a job that died: it is sent again. The third counts
    the failures of the other system, for all of its calls.
    """

    _inherit = "crm.process.webhook"

    # === BUSINESS METHODS === #

    @api.model
    def _cron_send(self):
        """Make the calls that are due, and have the job woken for what comes next."""
        calls = self.sudo()  # sudo: the job is nobody
        self.env["ir.cron"]._commit_progress(remaining=calls._count_due())
        work_off(self.env, calls._send_next)
        calls._arm_next()

    @api.model
    def _send_next(self):
        """Make the call that is due first. Return whether there was one, time left."""
        commit = self.env["ir.cron"]._commit_progress
        call = self._claim()
        if not call:
            return False, 0
        if call._is_hopeless():
            call._give_up({"error": call._in_words_of_head()._describe_unknown()})
            self.env.flush_all()
            return True, commit(1)
        call._note_attempt()
        self.env.flush_all()
        commit()
        if not call._hold():
            return True, commit()
        host = call._make()
        self.env.flush_all()
        time_left = commit(1, remaining=self._count_due())
        if host is not None:
            self.env["crm.process.webhook.host"]._note_answer(*host)
            self.env.flush_all()
            commit()
        return True, time_left

    @api.model
    def _get_due(self):
        """Return the rows that are due, of systems that are not left alone, as SQL."""
        return SQL(
            """FROM crm_process_webhook call
          LEFT JOIN crm_process_webhook_host host
                 ON host.name = call.host AND host.company_id = call.company_id
              WHERE call.state IN ('pending', 'sending')
                AND call.date_due <= %(now)s
                AND (call.state = 'pending' OR call.date_tried <= %(lost)s)
                AND (host.date_wait IS NULL OR host.date_wait <= %(now)s)""",
            now=fields.Datetime.now(),
            lost=fields.Datetime.now() - LOST_AFTER,
        )

    @api.model
    def _count_due(self):
        [(count,)] = self.env.execute_query(SQL("SELECT count(*) %s", self._get_due()))
        return count

    @api.model
    def _claim(self):
        """Lock the call that is due first, but those that others hold."""
        query = SQL(
            """SELECT call.id %s
             ORDER BY call.date_due, call.id LIMIT 1
                  FOR UPDATE OF call SKIP LOCKED""",
            self._get_due(),
        )
        # What another job sent since we began is a collision, and no news.
        self.env.cr.execute(query, log_exceptions=False)
        call = self.browse(row[0] for row in self.env.cr.fetchall())
        call.invalidate_recordset()
        return call

    def _note_attempt(self):
        """Write down that the call is being sent, for whoever finds it so."""
        now = fields.Datetime.now()
        self.write(
            {"state": "sending", "attempts": self.attempts + 1, "date_tried": now}
        )

    def _hold(self):
        """Lock the call again, unless somebody was at it in between."""
        query = SQL(
            """SELECT id FROM crm_process_webhook
                WHERE id = %s AND state = 'sending' AND attempts = %s
                  FOR UPDATE SKIP LOCKED""",
            self.id,
            self.attempts,
        )
        self.env.cr.execute(query, log_exceptions=False)
        return bool(self.env.cr.fetchall())

    def _make(self):
        """Make the call and write down what came of it.

        :return: (host, company, whether it is up), None when that is not known
        """
        try:
            answer = self._call()
        except BadAddress as error:
            self._give_up({"error": self._in_words_of_head()._explain_address(error)})
            return None
        except CallFailed as error:
            self._note_failure({"error": str(error), "status_code": 0})
            return self.host, self.company_id, False
        except Exception as error:
            _logger.exception("Call %s cannot be made", self.id)
            self._note_failure({"error": f"{type(error).__name__}: {error}"})
            return None
        self._note_answer(answer)
        is_up = answer.status < 500 and answer.status != 429  # 429: too many calls
        return self.host, self.company_id, is_up

    @api.model
    def _arm_next(self):
        """Have the job woken when the next call may be made."""
        query = SQL(
            """SELECT min(GREATEST(call.date_due, host.date_wait,
                          CASE WHEN call.state = 'sending'
                               THEN call.date_tried + %s END))
                 FROM crm_process_webhook call
            LEFT JOIN crm_process_webhook_host host
                   ON host.name = call.host AND host.company_id = call.company_id
                WHERE call.state IN ('pending', 'sending')""",
            LOST_AFTER,
        )
        [(moment,)] = self.env.execute_query(query)
        cron = self.env.ref(CRON, raise_if_not_found=False)
        if moment and cron:
            # What is due already is in the hands of somebody else right now.
            soon = fields.Datetime.now() + timedelta(seconds=1)
            cron.sudo()._trigger(at=max(moment, soon))  # sudo: the job is the system's
