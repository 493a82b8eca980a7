from odoo import models

from .ledger import Ledger

MOST_DEPTH = 5
# So many records of one call are a bulk: an import, a program, a mass change.
BULK = 100


class BaseAutomation(models.Model):
    """How an event becomes a run: under a key of its own, in the same transaction."""

    _inherit = "base.automation"

    # === BUSINESS METHODS === #

    def _process(self, records, domain_post=None):
        """A rule of a scenario records what Odoo would do at once.

        Time, messages and calls from other systems come here; what is created and
        written comes from the recorder.
        """
        # sudo: which rule belongs to a scenario is no secret
        if not self.sudo().scenario_id:
            return super()._process(records, domain_post=domain_post)
        # sudo: rules act for whoever writes
        self.sudo()._record_events(records, self._get_event_kind())
        return None

    def _get_event_kind(self):
        """Return the kind of event that the rule waits for, as the journal names it."""
        self.ensure_one()
        trigger = self.sudo().trigger  # sudo: as above
        if trigger.startswith("on_time"):
            return "date"
        return {"on_webhook": "call"}.get(trigger, "message")

    def _record_events(self, records, kind, occurrences=None):
        """Record a run of the rule for each of `records`, once for each occurrence.

        :param kind: what has happened, as in `crm.process.run.kind`
        :param occurrences: {id: text} that tells this event from the next one of the
            same kind; what is not in there is told apart by `_find_occurrence`
        :return: the new runs; an event that is recorded already gives none
        """
        self.ensure_one()
        runs = self.env["crm.process.run"].sudo()  # sudo: the journal is the system's
        ledger = Ledger.of(self.env)
        fresh = self._filter_fresh(records, kind, ledger)
        if not fresh:
            return runs.browse()
        policy = self._get_policy(fresh)
        occurrences = occurrences or {}
        vals_list = [
            self._prepare_run_values(record, kind, ledger)
            | {
                "occurrence": occurrences.get(record.id)
                or self._find_occurrence(record, kind, ledger)
            }
            for record in fresh
        ]
        new = runs._insert([policy.apply(vals) for vals in vals_list])
        if policy.is_for_now:
            ledger.waiting += new.filtered(lambda run: run.state == "pending").ids
            ledger.arm(self.env)
        elif new:
            runs._wake_workers()
        return new

    def _filter_fresh(self, records, kind, ledger):
        """Leave out what is the same event as one that this transaction has noted.

        A scenario that comes round to a record it has acted on is no such thing: the
        journal tells of it.
        """
        if kind not in ("create", "write"):
            return records

        def is_fresh(record):
            key = (self.id, record._name, record.id)
            return key not in ledger.events or self._is_coming_round(record, ledger)

        fresh = records.filtered(is_fresh)
        ledger.events.update((self.id, record._name, record.id) for record in fresh)
        return fresh

    def _is_coming_round(self, record, ledger):
        key = (self.scenario_id.id, record._name, record.id)
        return bool(ledger.causes) and key in ledger.executed

    def _find_occurrence(self, record, kind, ledger):
        """Return what tells this event from the next one of its kind.

        A record is created once. Other models say it themselves where they know (the
        move of a case, the id of a call); a write is told apart by its cause.
        """
        if kind == "create":
            return "create"
        find = getattr(record, "_find_event_occurrence", None)
        if known := find and find(self, kind):
            return known
        if cause := ledger.get_cause(record):
            return f"run:{cause.id}"
        return f"{ledger.token}:{ledger.round}"

    def _prepare_run_values(self, record, kind, ledger):
        self.ensure_one()
        scenario = self.scenario_id
        cause = ledger.get_cause(record)
        depth = cause.depth + 1 if cause else 0
        # sudo: the journal names what it is about
        record = record.sudo()
        company = record["company_id"] if "company_id" in record._fields else None
        values = {
            "scenario_id": scenario.id,
            "scenario_version": scenario.version,
            "automation_id": self.id,
            "res_model": record._name,
            "res_id": record.id,
            "record_name": record.display_name,
            "kind": kind,
            "depth": depth,
            "cause_run_id": cause.id if cause else None,
            "state": "pending",
            "error": None,
            "user_id": self.env.uid,
            "company_id": (company or scenario.company_id or self.env.company).id,
            **self.env["crm.process.run"]._find_links(record),
        }
        if depth > MOST_DEPTH or self._is_coming_round(record, ledger):
            values |= {"state": "suppressed", "error": cause._describe_round(self)}
        return values

    # === IMPORTS AND BULKS === #

    def _get_policy(self, records):
        """Return what is to become of the runs for `records`."""
        is_import = bool(self.env.context.get("import_file"))
        if not is_import and len(records) <= BULK:
            return Policy(is_for_now=True)
        policy = self.scenario_id.policy
        if policy == "run":
            return Policy(is_for_now=len(records) <= BULK)
        is_held = policy == "suppress" or self._is_to_client()
        reason = self.env._(
            "Came with an import or another bulk of records. Release it, and it runs."
        )
        return Policy(is_for_now=False, held_because=reason if is_held else None)

    def _is_to_client(self):
        """Return whether an action of the rule writes to a client."""
        return any(action._is_to_client() for action in self.action_server_ids)


class Policy:
    """What becomes of the runs of one call."""

    def __init__(self, is_for_now, held_because=None):
        self.is_for_now = is_for_now
        self.held_because = held_because

    def apply(self, values):
        if self.held_because and values["state"] == "pending":
            return values | {"state": "suppressed", "error": self.held_because}
        return values
