"""What a write has changed of what the scenarios' rules watch."""

from .base_automation_detail import DETAILS
from .ledger import Ledger


class Changes:
    """Compares watched fields before and after, and records what has changed."""

    def __init__(self, watches, records, names, is_computing=False):
        self.recorder = records.env["base.automation"]
        self.watches = watches
        self.records = records.filtered("id")
        self.names = names
        self.is_computing = is_computing
        self.ledger = Ledger.of(records.env)

    def __enter__(self):
        watched = frozenset().union(*(watch.fields for watch in self.watches))
        self.fields = watched.intersection(self.names) & self.records._fields.keys()
        # sudo: what the user may not read may have changed as well
        self.before = {
            record.id: {name: self._read(record, name) for name in self.fields}
            for record in self.records.sudo()
        }
        pending = self._get_pending_computations() if self.is_computing else {}
        self.candidates = {
            watch.rule_id: self._get_rule(watch)._filter_matching(
                watch.before, self.records
            )
            for watch in self.watches
        }
        for field, records in pending.items():
            self.records.env.add_to_compute(field, records)
        self.ledger.depth += 1
        return self

    def __exit__(self, error_type, error, traceback):
        try:
            if error_type is None:
                for watch in self.watches:
                    self._record(watch)
        finally:
            self.ledger.depth -= 1
            self.ledger.arm(self.records.env)

    def _get_pending_computations(self):
        """Return what is to be computed of the fields that are computed now.

        A condition that looks at it beforehand must not settle it: it would be computed
        of the old value, once and for all.
        """
        env, model = self.records.env, self.records
        return {
            dependent: records
            for name in self.names
            for dependent in env.registry.get_dependent_fields(model._fields[name])
            if (records := env.records_to_compute(dependent))
        }

    def _record(self, watch):
        rule = self._get_rule(watch)
        changed = self.candidates[watch.rule_id].filtered(
            lambda record: self._has_changed(record, watch)
        )
        if changed:
            rule._record_events(rule._filter_matching(watch.after, changed), "write")

    def _has_changed(self, record, watch):
        before = self.before[record.id]
        record = record.sudo()  # sudo: as above
        if watch.on_create and self.ledger.is_being_created(record):
            return False
        return any(
            self._differs(before[name], self._read(record, name), watch)
            for name in watch.fields & before.keys()
        )

    @staticmethod
    def _read(record, name):
        """Return the value; process details as a mapping that later changes leave."""
        value = record[name]
        return dict(value or {}) if name == DETAILS else value

    @staticmethod
    def _differs(before, after, watch):
        """Return whether the value is another; of details only those that count do."""
        if not watch.details or not isinstance(after, dict):
            return before != after
        return any(before.get(name) != after.get(name) for name in watch.details)

    def _get_rule(self, watch):
        # sudo: rules act for whoever writes
        return self.recorder.sudo().browse(watch.rule_id)
