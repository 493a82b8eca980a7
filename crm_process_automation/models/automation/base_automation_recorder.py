from odoo import api, models

from .conditions import parse_condition
from .ledger import Ledger


def _make_create():
    """Return a `create` that records what the scenarios' rules wait for."""

    @api.model_create_multi
    def create(self, vals_list, **kwargs):
        recorder = self.env["base.automation"]
        watches = recorder._get_watches(self._name).created
        if not watches:
            return create.origin(self, vals_list, **kwargs)
        with Ledger.of(self.env).writing(self.env):
            records = create.origin(self, vals_list, **kwargs)
            recorder._note_created(watches, records)
        return records

    return create


def _make_write():
    """Return a `write` that records what the scenarios' rules wait for."""

    def write(self, vals, **kwargs):
        recorder = self.env["base.automation"]
        watches = recorder._get_watches(self._name).find_written(vals)
        if not watches:
            return write.origin(self, vals, **kwargs)
        with recorder._noting_changes(watches, self, vals):
            return write.origin(self, vals, **kwargs)

    return write


def _make_compute():
    """Return a `_compute_field_value` that records changes by recomputation."""

    def _compute_field_value(self, field):
        recorder = self.env["base.automation"]
        names = [f.name for f in self.pool.field_computed[field] if f.store]
        watches = recorder._get_watches(self._name).find_written(names)
        if not watches:
            return _compute_field_value.origin(self, field)
        with recorder._noting_changes(watches, self, names):
            return _compute_field_value.origin(self, field)

    return _compute_field_value


class BaseAutomation(models.Model):
    """Where the events come from: the models that scenarios have rules on."""

    _inherit = "base.automation"

    # === CRUD METHODS === #

    def _register_hook(self):
        """Odoo takes the methods off the models again in `_unregister_hook`."""
        super()._register_hook()
        # sudo: the methods are put into place for everybody
        rules = self.sudo().search([("scenario_id", "!=", False)])
        for model_name in set(rules.mapped("model_name")):
            if model_name in self.env:
                self._watch_model(type(self.env[model_name]))

    @api.model
    def _watch_model(self, model_class):
        methods = {
            "create": _make_create(),
            "write": _make_write(),
            "_compute_field_value": _make_compute(),
        }
        for name, method in methods.items():
            method.origin = getattr(model_class, name)
            setattr(model_class, name, method)

    # === BUSINESS METHODS === #

    @api.model
    def _note_created(self, watches, records):
        for watch in watches:
            # sudo: rules act for whoever writes
            rule = self.sudo().browse(watch.rule_id)
            rule._record_events(rule._filter_matching(watch.after, records), "create")

    @api.model
    def _noting_changes(self, watches, records, names):
        return _Changes(self, watches, records, names)

    def _filter_matching(self, condition, records):
        """Return which `records` meet a condition of the rule."""
        if not condition:
            return records
        domain = parse_condition(condition, self.env.uid)
        # sudo: conditions are asked of whatever is written
        return records.sudo().filtered_domain(domain).with_env(records.env)


class _Changes:
    """Compares watched fields before and after, and records what has changed."""

    def __init__(self, recorder, watches, records, names):
        self.recorder = recorder
        self.watches = watches
        self.records = records.filtered("id")
        self.names = names
        self.ledger = Ledger.of(records.env)

    def __enter__(self):
        self.ledger.depth += 1
        self.candidates = {
            watch.rule_id: self._get_rule(watch)._filter_matching(
                watch.before, self.records
            )
            for watch in self.watches
        }
        # sudo: what the user may not read may have changed as well
        records = self.records.sudo()
        watched = frozenset().union(*(watch.fields for watch in self.watches))
        self.fields = watched.intersection(self.names) & records._fields.keys()
        self.before = {
            record.id: {name: record[name] for name in self.fields}
            for record in records
        }
        return self

    def __exit__(self, error_type, error, traceback):
        try:
            if error_type is None:
                for watch in self.watches:
                    self._record(watch)
        finally:
            self.ledger.depth -= 1
            self.ledger.arm(self.records.env)

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
        return any(before[n] != record[n] for n in watch.fields & before.keys())

    def _get_rule(self, watch):
        # sudo: rules act for whoever writes
        return self.recorder.sudo().browse(watch.rule_id)
