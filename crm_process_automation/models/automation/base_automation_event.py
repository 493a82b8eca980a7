from typing import NamedTuple

from odoo import api, models

from .ledger import Ledger

MOST_DEPTH = 5
# So many records of one call are a bulk: an import, a program, a mass change.
BULK = 100
# So many runs are executed before a commit; the workers see to what comes on top.
MOST_WAITING = 500
# What happens to a record by somebody's doing. The key of the others says when it is
# the same event; of these a transaction may make many that are one.
CHANGES = ("create", "write", "call")
# What may happen to many records at once by somebody's doing. A date comes to each.
BULKY = (*CHANGES, "manual")


class Event(NamedTuple):
    """What has happened to a record, as a rule sees it."""

    record: object
    occurrence: str
    keys: tuple  # what the transaction remembers it by


class BaseAutomation(models.Model):
    """How an event becomes a run: under a key of its own, in the same transaction."""

    _inherit = "base.automation"

    # === BUSINESS METHODS === #

    def _record_events(self, records, kind, occurrences=None, due=None):
        """Record a run of the rule for each of `records`, once for each occurrence.

        :param kind: what has happened, as in `crm.process.run.kind`
        :param occurrences: {id: text} that tells this event from the next one of the
            same kind; by default the records say it themselves, where they know
        :param due: {id: moment} at which it had to happen, where that is not now
        :return: the new runs; an event that is recorded already gives none
        """
        self.ensure_one()
        runs = self.env["crm.process.run"].sudo()  # sudo: the journal is the system's
        watch = self._recall_watch(records._name)
        records = self._filter_of_company(records, kind, watch)
        if not records:
            return runs.browse()
        ledger = Ledger.of(self.env)
        if occurrences is None:
            occurrences = records._find_event_occurrences(self, kind)
        events = self._find_fresh(records, kind, occurrences, ledger)
        policy = self._get_policy(len(events), kind, watch)
        due = due or {}
        event_by_id = {event.record.id: event for event in events}
        new = runs._insert(
            [
                policy.apply(
                    self._prepare_run_values(event, kind, watch)
                    | ({"date_due": due[event.record.id]} if due else {})
                )
                for event in events
            ]
        )
        for run in new:
            ledger.note(run.id, *event_by_id[run.res_id].keys)
        self._have_executed(new, policy, ledger)
        return new

    @api.model
    def _have_executed(self, new, policy, ledger):
        pending = new.filtered(lambda run: run.state == "pending")
        if policy.is_for_now:
            ledger.waiting += pending.ids
            ledger.arm(self.env)
        elif pending:
            pending._wake_workers()

    def _recall_watch(self, model_name):
        known = self._get_watches(model_name).by_rule.get(self.id)
        return known or self.sudo()._get_watch()  # sudo: rules act for whoever writes

    def _find_fresh(self, records, kind, occurrences, ledger):
        """Leave out what is the same event as one that this transaction has noted.

        A scenario that comes round to a record it has acted on is no such thing: the
        journal tells of it.
        """
        events = []
        for record in records:
            known = occurrences.get(record.id)
            keys = [(self.id, record._name, record.id)]
            if known:
                keys.append((*keys[0], known))
            is_noted = kind in CHANGES and keys[-1] in ledger.events
            if not is_noted or self._is_coming_round(record, ledger):
                occurrence = known or self._tell_apart(record, kind, ledger)
                events.append(Event(record, occurrence, tuple(keys)))
        for event in events:
            ledger.events.update(event.keys)
        return events

    def _is_coming_round(self, record, ledger):
        if not ledger.causes:
            return False
        watch = self._recall_watch(record._name)
        return (watch.scenario_id, record._name, record.id) in ledger.executed

    def _tell_apart(self, record, kind, ledger):
        """Return what tells this event from the next one of its kind.

        A record is created once; a change is told apart by its cause.
        """
        if kind == "create":
            return "create"
        if cause := ledger.get_cause(record):
            return f"run:{cause.id}"
        return f"{ledger.token}:{ledger.round}"

    def _prepare_run_values(self, event, kind, watch):
        self.ensure_one()
        ledger, record = Ledger.of(self.env), event.record
        cause = ledger.get_cause(record)
        depth = cause.depth + 1 if cause else 0
        record = record.sudo()  # sudo: the journal names what it is about
        values = {
            "scenario_id": watch.scenario_id,
            "scenario_version": watch.version,
            "automation_id": self.id,
            "res_model": record._name,
            "res_id": record.id,
            "record_name": record.display_name,
            "kind": kind,
            "occurrence": event.occurrence,
            "depth": depth,
            "cause_run_id": cause.id if cause else None,
            "state": "pending",
            "error": None,
            "user_id": self.env.uid,
            "company_id": self._get_company_id(record, kind, watch),
            **self.env["crm.process.run"]._find_links(record),
        }
        if depth > MOST_DEPTH or self._is_coming_round(record, ledger):
            values |= {"state": "suppressed", "error": cause._describe_round(self)}
        elif watch.retired:
            values |= {"state": "skipped", "error": self._describe_retired(watch)}
        return values

    def _in_words_of_somebody(self):
        """Return the rule in the user's language where a program has named none."""
        return self.with_context(lang=self.env.lang or self.env.user.lang)

    def _describe_retired(self, watch):
        return self._in_words_of_somebody().env._(
            "The process “%s”, which the conditions name, has no active version any "
            "more. Name another one, or switch the scenario off.",
            watch.retired,
        )

    # === COMPANIES === #

    def _filter_of_company(self, records, kind, watch):
        """Return the records that are the business of the scenario's company.

        What belongs to no company is the business of the one that it happened in.
        """
        if not watch.company_id:
            return records
        return records.filtered(
            lambda record: (
                self._get_company_id(
                    record.sudo(), kind, watch
                )  # sudo: asked, not told
                == watch.company_id
            )
        )

    def _get_company_id(self, record, kind, watch):
        is_by_somebody = kind in (*CHANGES, "message")
        own = record["company_id"].id if "company_id" in record._fields else False
        present = False if is_by_somebody else watch.company_id
        return own or present or self.env.company.id

    # === IMPORTS AND BULKS === #

    def _get_policy(self, count, kind, watch):
        """Return what is to become of the runs for `count` records."""
        ledger = Ledger.of(self.env)
        is_import = ledger.is_import or bool(self.env.context.get("import_file"))
        # What somebody runs by hand does not come with the file that is read just now.
        is_mass = (is_import and kind in CHANGES) or (count > BULK and kind in BULKY)
        is_bulk = is_mass or self._follows_from_bulk(ledger)
        is_for_now = count <= BULK and len(ledger.waiting) < MOST_WAITING
        if not is_bulk or watch.policy == "run":
            return Policy(is_for_now, is_bulk)
        is_held = watch.policy == "suppress" or self._is_to_client()
        reason = self._in_words_of_somebody().env._(
            "Came with an import or another bulk of records. Release it, and it runs."
        )
        return Policy(is_for_now and not is_mass, is_bulk, reason if is_held else None)

    @api.model
    def _follows_from_bulk(self, ledger):
        """Return whether a bulk has caused it, which nobody has released."""
        return any(
            run.is_bulk and not run.released_by_id for run in ledger.causes.values()
        )

    def _is_to_client(self):
        """Return whether an action of the rule writes to a client."""
        # sudo: only administrators may read what the rule does
        return self.sudo().action_server_ids._is_to_client()


class Policy:
    """What becomes of the runs of one call."""

    def __init__(self, is_for_now, is_bulk, held_because=None):
        self.is_for_now = is_for_now
        self.is_bulk = is_bulk
        self.held_because = held_because

    def apply(self, values):
        values = values | {"is_bulk": self.is_bulk}
        if self.held_because and values["state"] == "pending":
            return values | {"state": "suppressed", "error": self.held_because}
        return values
