from typing import NamedTuple

from odoo import api, models

from ..definition.memory import forget

GOAL_FIELDS = frozenset({"state", "model_id", "process_goal_domain"})


class ActionWatch(NamedTuple):
    """Tasks of some actions that look at a record, and at which of its fields."""

    verb: str  # what the tasks do when it changes
    model: str  # of the record for which a task was given
    path: str  # from there to the record that changes, empty for itself
    names: frozenset | None  # None: any field
    action_ids: tuple


class CrmProcessTask(models.Model):
    """A task of an action has no sense any more when its record matches a filter."""

    _inherit = "crm.process.task"

    # === WHAT IS LOOKED AT === #

    @api.model
    def _read_watches(self):
        watches = dict(super()._read_watches())
        actions_by_look = {}
        # sudo: what follows from a change is not a matter of who makes it
        for action in self.env["ir.actions.server"].sudo()._get_with_goal():
            for path in self._get_filter_paths(action.process_goal_domain):
                model = action.model_name
                for look in self._iter_looks("_withdraw_when_met", model, "", path):
                    actions_by_look.setdefault((model, look), []).append(action.id)
        for (source, (model, verb, path, names)), ids in actions_by_look.items():
            watch = ActionWatch(verb, source, path, names, tuple(ids))
            watches[model] = (*watches.get(model, ()), watch)
        return watches

    @api.model
    def _find_watching(self, watch, records):
        """Return the open tasks that look at `records` as `watch` says."""
        tasks = self.search(
            [
                ("action_id", "in", watch.action_ids),
                ("state", "=", "open"),
                ("source_model", "=", watch.model),
                *([] if watch.path else [("source_id", "in", records.ids)]),
            ]
        )
        if not watch.path or not tasks:
            return tasks
        sources = records.env[watch.model].sudo()  # sudo: as above
        sources = sources.with_context(active_test=False).search(
            [
                ("id", "in", tasks.mapped("source_id")),
                (watch.path, "in", records.ids),
            ]
        )
        ids = set(sources.ids)
        return tasks.filtered(lambda task: task.source_id in ids)

    # === BUSINESS METHODS === #

    def _withdraw_when_met(self):
        """Cancel the open tasks whose record matches the filter of their action."""
        for task in self.filtered(lambda task: task.state == "open"):
            record = task._get_source()
            if record and task.action_id._has_reached_goal(record):
                task._withdraw(
                    self.env._(
                        "Not needed any more: “%(record)s” matches what “%(action)s” "
                        "waits for",
                        record=record.display_name,
                        action=task.action_id.name,
                    )
                )

    def _get_source(self):
        """Return the record for which the task was given, empty when it is gone."""
        self.ensure_one()
        if self.source_model not in self.env:
            return self.browse()
        return self.env[self.source_model].browse(self.source_id).exists()


class CrmProcessSourceMixin(models.AbstractModel):
    """A record that tasks of actions look at."""

    _inherit = "crm.process.source.mixin"

    # === BUSINESS METHODS === #

    def _tell_tasks(self, watches, names):
        own = [watch for watch in watches if isinstance(watch, ActionWatch)]
        rest = [watch for watch in watches if not isinstance(watch, ActionWatch)]
        result = super()._tell_tasks(rest, names) if rest else None
        # sudo: whoever may write the record changes what follows from it
        tasks = self.env["crm.process.task"].sudo()._get_without_defaults()
        found_by_verb = {}
        for watch in own:
            if watch.names is None or not watch.names.isdisjoint(names):
                found = tasks._find_watching(watch, self)
                found_by_verb[watch.verb] = found_by_verb.get(watch.verb, tasks) | found
        for verb, found in found_by_verb.items():
            getattr(found, verb)()
        return result


class IrActionsServer(models.Model):
    """Actions whose tasks look at a record are remembered as those of steps are."""

    _inherit = "ir.actions.server"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        actions = super().create(vals_list)
        if any(vals.get("process_goal_domain") for vals in vals_list):
            forget(self.env)
        return actions

    def write(self, vals):
        result = super().write(vals)
        if not GOAL_FIELDS.isdisjoint(vals):
            forget(self.env)
        return result

    def unlink(self):
        if any(action.process_goal_domain for action in self.sudo()):  # sudo: settings
            forget(self.env)
        return super().unlink()

    # === BUSINESS METHODS === #

    @api.model
    def _get_with_goal(self):
        """Return the actions whose tasks are cancelled when a filter matches."""
        return self._search_ever_used(
            [
                ("state", "=", "process_task"),
                ("process_goal_domain", "not in", (False, "", "[]")),
            ]
        )

    @api.model
    def _search_ever_used(self, domain):
        """Leave out what has given no task: of scenarios that have never been on."""
        used = ["|", ("scenario_id", "=", False)]
        used += [("scenario_id.date_switched_on", "!=", False)]
        return self.search([*used, *domain])

    def _has_reached_goal(self, record):
        """Return whether `record` matches the filter that makes the task needless."""
        self.ensure_one()
        action = self.sudo()  # sudo: settings of actions are for administrators
        text = action.process_goal_domain
        if not text or text == "[]" or record._name != action.model_name:
            return False
        # sudo: the filter may look at what who acts cannot read
        return self.env["crm.process.control"]._matches(record.sudo(), text)
