from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL, mute_logger


class CrmProcessCall(models.Model):
    """A call that a telephone exchange reports."""

    _inherit = "crm.process.call"

    # === BUSINESS METHODS === #

    @api.model
    def _register_event(self, event, company):
        """Keep a reported call, once; return it and whether it is new.

        The first report with a result is what counts: whatever is told of the same call
        later changes nothing, be it a replay or a correction. Of two reports at the
        same moment the second is begun again, and then finds the call of the first.

        :param event: what `tools.call_event` has read
        :param company: the company whose exchange it is
        """
        number = self.env["crm.process.phone"]._normalise(event["phone"], company)
        self._take_turn(number or event["external_id"], company)
        known = self._find_reported(event, company)
        if known:
            return known, False
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                call = self.create(
                    self._prepare_reported_values(event, number, company)
                )
        except UniqueViolation as error:
            raise ConcurrencyError(self.env._("The call is being kept.")) from error
        if not call.is_matched:
            call._handle_unknown_caller()
        return call, True

    @api.model
    def _take_turn(self, key, company):
        """Raise to begin again when another report of the same caller is being kept.

        Several telephones ring at once, and each reports: its number, its attempts and
        the task to call back are one matter. The unique indexes have the last word.
        """
        [(is_ours,)] = self.env.execute_query(
            SQL(
                "SELECT pg_try_advisory_xact_lock(hashtext(%s))",
                f"crm.process.call {company.id} {key}",
            )
        )
        if not is_ours:
            raise ConcurrencyError(self.env._("The call is being kept."))

    @api.model
    def _find_reported(self, event, company):
        """Return the call of a report. Each exchange numbers its own calls."""
        return self.search(
            [
                ("external_id", "=", event["external_id"]),
                ("source_id", "=", event.get("source_id", False)),
                ("company_id", "=", company.id),
            ]
        )

    @api.model
    def _prepare_reported_values(self, event, number, company):
        event = dict(event)
        extension = event.pop("extension")
        user = self.env["res.users"]._find_by_phone_extension(extension, company)
        return {
            **event,
            "source": "pbx",
            "company_id": company.id,
            "user_id": user.id,
            **self._match(number, company),
        }

    @api.model
    def _match(self, number, company):
        """Return the values that say whom a number belongs to. A host knows clients."""
        return {}

    def _handle_unknown_caller(self):
        """Do what is to be done about a call from or to a number that nobody has.

        A hook: it stays unmatched, for all process users to see.
        """
