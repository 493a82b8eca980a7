from odoo import models


class CrmProcessSourceMixin(models.AbstractModel):
    """A record that tasks look at: at its dates, or whether their goal is met by it."""

    _name = "crm.process.source.mixin"
    _description = "Record That Tasks Look at"

    # === CRUD METHODS === #

    def write(self, vals):
        result = super().write(vals)
        if watches := self.env["crm.process.task"]._get_watches(self._name):
            self._tell_tasks(watches, vals)
        return result

    # === BUSINESS METHODS === #

    def _tell_tasks(self, watches, names):
        """Let the open tasks that look at `names` of the records react."""
        # sudo: whoever may write the record changes what follows from it
        tasks = self.env["crm.process.task"].sudo()._get_without_defaults()
        steps_by_use = {}
        for watch in watches:
            if watch.names is None or not watch.names.isdisjoint(names):
                key = watch.verb, watch.path
                steps_by_use.setdefault(key, set()).update(watch.step_ids)
        found_by_verb = {}
        for (verb, path), step_ids in steps_by_use.items():
            link = ".".join(filter(None, ["case_id", path]))
            found = tasks.search(
                [
                    ("step_id", "in", list(step_ids)),
                    ("state", "=", "open"),
                    (link, "in", self.ids),
                ]
            )
            found_by_verb[verb] = found_by_verb.get(verb, tasks) | found
        for verb, found in found_by_verb.items():
            getattr(found, verb)()


class CrmProcessCase(models.Model):
    """A case: tasks look at it."""

    _name = "crm.process.case"
    _inherit = ["crm.process.case", "crm.process.source.mixin"]


class CrmProcessMixin(models.AbstractModel):
    """Whatever takes part in processes: tasks look at it."""

    _name = "crm.process.mixin"
    _inherit = ["crm.process.mixin", "crm.process.source.mixin"]
