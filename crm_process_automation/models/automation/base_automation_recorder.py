from odoo import api, models

from .changes import Changes
from .ledger import Ledger


def _make_create():
    """Return a `create` that records what the scenarios' rules wait for."""

    @api.model_create_multi
    def create(self, vals_list, **kwargs):
        recorder = self.env["base.automation"]
        watches = recorder._get_watches(self._name).created
        if not watches:
            return create.origin(self, vals_list, **kwargs)
        ledger = Ledger.of(self.env)
        with ledger.writing(self.env), ledger.creating(self._name):
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
        with Changes(watches, self, vals):
            return write.origin(self, vals, **kwargs)

    return write


def _make_message_post():
    """Return a `message_post` that records what the scenarios' rules wait for."""

    def message_post(self, *args, **kwargs):
        message = message_post.origin(self, *args, **kwargs)
        self.env["base.automation"]._note_message(self, message)
        return message

    return message_post


def _make_compute():
    """Return a `_compute_field_value` that records changes by recomputation."""

    def _compute_field_value(self, field):
        recorder = self.env["base.automation"]
        names = [f.name for f in self.pool.field_computed[field] if f.store]
        watches = recorder._get_watches(self._name).find_written(names)
        if not watches or not any(self._ids):
            return _compute_field_value.origin(self, field)
        with Changes(watches, self, names, is_computing=True):
            return _compute_field_value.origin(self, field)

    return _compute_field_value


class BaseAutomation(models.Model):
    """Where the events come from: the models that scenarios have rules on."""

    _inherit = "base.automation"

    # === CRUD METHODS === #

    def _register_hook(self):
        """Odoo takes the methods off the models again in `_unregister_hook`.

        Rules that rest count, too: a savepoint may take their resting back, and the
        methods would be missing. They ask a cache first, and cost nothing.
        """
        super()._register_hook()
        # sudo: the methods are put into place for everybody
        rules = self.sudo().with_context(active_test=False)
        rules = rules.search([("scenario_id", "!=", False)])
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
        if hasattr(model_class, "message_post"):
            methods["message_post"] = _make_message_post()
        for name, method in methods.items():
            method.origin = getattr(model_class, name)
            setattr(model_class, name, method)

    # === BUSINESS METHODS === #

    @api.model
    def _note_created(self, watches, records):
        with Ledger.of(self.env).judging(records):
            for watch in watches:
                # sudo: rules act for whoever writes
                rule = self.sudo().browse(watch.rule_id)
                matching = rule._filter_matching(watch.after, records)
                rule._record_events(matching, records._event_of_creation)
