from ast import literal_eval
from typing import NamedTuple

from odoo import api, models, tools
from odoo.fields import Domain
from odoo.tools.misc import clean_context

from ..definition.memory import forget, is_changed_now


class Watch(NamedTuple):
    """Tasks of some steps that look at a record, and at which of its fields."""

    verb: str  # what the tasks do when it changes
    path: str  # from the case of a task to the record, empty for the case
    names: frozenset | None  # None: any field
    step_ids: tuple


class CrmProcessTask(models.Model):
    """Which records the tasks look at.

    Remembered by model: a record that nothing looks at must not pay for the others.
    """

    _inherit = "crm.process.task"

    # === WHAT IS REMEMBERED === #

    @api.model
    def _get_watches(self, model):
        """Return the watches on the records of `model`."""
        if is_changed_now(self.env):
            return self._read_watches().get(model, ())
        return self._remember_watches(model)

    @api.model
    @tools.ormcache("model")
    def _remember_watches(self, model):
        return self._read_watches().get(model, ())

    @api.model
    def _read_watches(self):
        """Return {model: watches} for all the steps that cases may stand on."""
        # sudo: what follows from a change is not a matter of who makes it
        steps = self.env["crm.process.step"].sudo().with_context(active_test=False)
        steps_by_look = {}
        for step in steps.search(
            [
                ("template_id.state", "!=", "draft"),
                "|",
                ("date_field", "not in", (False, "")),
                ("goal_kind", "=", "domain"),
            ]
        ):
            for look in {*self._iter_date_looks(step), *self._iter_goal_looks(step)}:
                steps_by_look.setdefault(look, []).append(step.id)
        watches = {}
        for (model, verb, path, names), step_ids in steps_by_look.items():
            watch = Watch(verb, path, names, tuple(step_ids))
            watches.setdefault(model, []).append(watch)
        return {model: tuple(found) for model, found in watches.items()}

    # === WHAT IS LOOKED AT === #

    @api.model
    def _iter_date_looks(self, step):
        if step.date_field:
            yield from self._iter_looks(
                "_follow_dates", "crm.process.case", "", step.date_field
            )

    @api.model
    def _iter_goal_looks(self, step):
        if step.goal_kind != "domain":
            return
        verb, control = "_close_when_met", self.env["crm.process.control"]
        subject = step.goal_subject or "case"
        for path in control._get_subject_paths().get(subject, ()):
            # The way to the record, the record itself, and what lies behind it.
            yield from self._iter_looks(verb, "crm.process.case", "", path)
            yield step.goal_model, verb, path, None
            for name in self._get_filter_paths(step.goal_domain):
                yield from self._iter_looks(verb, step.goal_model, path, name)

    @api.model
    def _iter_looks(self, verb, model, path, names):
        """Yield (model, verb, path from the case, fields) along the dotted `names`."""
        for name in filter(None, names.split(".")):
            field = self.env[model]._fields.get(name)
            if field is None:
                return  # a module has taken the field away since
            yield model, verb, path, self._get_fields_behind(field)
            if not field.relational:
                return
            model, path = field.comodel_name, ".".join(filter(None, [path, name]))

    @api.model
    def _get_fields_behind(self, field):
        """Return the names that are written when `field` changes: a computed one is
        not written itself."""
        model, names, unseen = self.env[field.model_name], set(), [field.name]
        while unseen:
            name = unseen.pop()
            if name in names or name not in model._fields:
                continue
            names.add(name)
            depends = self.pool.field_depends[model._fields[name]]
            unseen += [path.split(".")[0] for path in depends]
        return frozenset(names)

    @api.model
    def _get_filter_paths(self, text):
        """Return the paths that a filter looks at, none when it cannot be read."""
        try:
            conditions = list(Domain(literal_eval(text or "[]")).iter_conditions())
        except (ValueError, SyntaxError, TypeError):
            return set()
        return {condition.field_expr for condition in conditions}

    def _get_without_defaults(self):
        """Return the tasks without the defaults meant for what the user works on."""
        context = clean_context(self.env.context)
        return self.with_env(self.env(context={**context, "active_test": False}))


class CrmProcessTemplate(models.Model):
    """A version that goes live or retires changes what its tasks look at."""

    _inherit = "crm.process.template"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        templates = super().create(vals_list)
        forget(self.env)
        return templates

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            forget(self.env)
        return result
