import logging
from datetime import timedelta

from odoo import fields, models

from ..runtime.worker import harmless

_logger = logging.getLogger(__name__)

# Minutes until the next attempt; after the last one the call is given up.
BACKOFF = (1, 5, 30, 120, 480)
LONGEST_ANSWER = 2000  # characters that are kept


class CrmProcessIncident(models.Model):
    """A call that was given up is an incident: one a day for each system."""

    _inherit = "crm.process.incident"

    kind = fields.Selection(
        selection_add=[("webhook_failed", "Call to another system failed")],
        ondelete={"webhook_failed": "cascade"},
    )


class CrmProcessWebhook(models.Model):
    """What comes of an attempt: sent, tried again later, or given up."""

    _inherit = "crm.process.webhook"

    # === HOOKS === #

    def _get_failure_subject(self):
        """Return whom an incident about the call concerns, as its values."""
        self.ensure_one()
        return {"company_id": self.company_id.id}

    # === BUSINESS METHODS === #

    def _note_answer(self, answer):
        """Write down what the other system said."""
        values = {"status_code": answer.status, "answer": answer.text[:LONGEST_ANSWER]}
        if answer.is_accepted:
            now = fields.Datetime.now()
            self.write(values | {"state": "sent", "date_sent": now, "error": False})
            return
        error = self._in_words_of_head()._describe_answer(answer)
        self._note_failure(values | {"error": error}, answer.retry_after)

    def _describe_answer(self, answer):
        if 300 <= answer.status < 400:
            return self.env._(
                "The other system answered %(status)s and sends us on to “%(place)s”. "
                "That is not followed: give the address that answers itself.",
                status=answer.status,
                place=answer.location[:LONGEST_ANSWER],
            )
        return self.env._("The other system answered %(status)s.", status=answer.status)

    def _note_failure(self, values, wait=0):
        """Try again later; after the last attempt tell whoever is responsible.

        :param wait: seconds that the other system asks for
        """
        self.ensure_one()
        _logger.warning("Call %s to %s: %s", self.id, self.host, values["error"])
        if self.attempts > len(BACKOFF):
            self._give_up(values)
            return
        pause = max(BACKOFF[max(self.attempts, 1) - 1] * 60, wait)
        due = fields.Datetime.now() + timedelta(seconds=pause)
        self.write(values | {"state": "pending", "date_due": due})

    def _is_hopeless(self):
        """Return whether the job died at every attempt: maybe it dies of this call."""
        return self.state == "sending" and self.attempts > len(BACKOFF)

    def _describe_unknown(self):
        return self.env._(
            "The server was stopped at every attempt: nobody knows whether it arrived."
        )

    def _give_up(self, values):
        """Make no further attempt, and raise an incident."""
        self.write(values | {"state": "dead"})
        # The call says itself that it was given up; its row must not be lost.
        with harmless(self.env, _logger, "No incident for call %s", self.id):
            self.env["crm.process.incident"]._raise([self._prepare_incident_values()])

    def _prepare_incident_values(self):
        """Return an incident, in the language of the head."""
        self.ensure_one()
        call, today = self._in_words_of_head(), fields.Date.today()
        return {
            "kind": "webhook_failed",
            "cause_key": f"webhook:{call.company_id.id}:{call.host}:{today}",
            "name": call.env._(
                "“%(call)s” did not arrive: %(error)s",
                call=call.display_name,
                error=call.error,
            ),
            "advice": call.env._(
                "Mend what the error says. Then press “Send Again” on the calls that "
                "were given up, in Configuration → Processes → Technical → Calls to "
                "Other Systems. There may be more of them: this is told once a day."
            ),
            "severity": "2",
            **call._get_failure_subject(),
        }

    def _in_words_of_head(self):
        """Return the call in the language of whoever reads its incident."""
        head = self.env["res.users"].browse(self._get_failure_subject().get("user_id"))
        lang = head.lang or self.company_id.partner_id.lang or self.env.lang
        return self.with_context(lang=lang)
