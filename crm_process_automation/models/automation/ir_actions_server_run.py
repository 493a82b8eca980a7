from collections import defaultdict
from functools import reduce
from operator import getitem

from odoo import models
from odoo.exceptions import UserError

from .ir_actions_server import RUNNER, RUNNER_KEY


class IrActionsServer(models.Model):
    """How Odoo's own kinds of action act for a scenario: together, in its rights.

    A kind that acts otherwise there brings its `_run_in_scenario_<kind>`.
    """

    _inherit = "ir.actions.server"

    # === BUSINESS METHODS === #

    def _get_runner(self):
        if self.env.context.get(RUNNER_KEY) is RUNNER:
            method = getattr(type(self), f"_run_in_scenario_{self.state}", None)
            if method:
                return method, True
        return super()._get_runner()

    def _run_in_scenario_multi(self, eval_context):
        """Odoo has the parts act as superuser; a scenario never does."""
        for action in self.child_ids.sorted():
            action._run_as(eval_context["records"])

    def _run_in_scenario_code(self, eval_context):
        """Code is written for one record, and only an administrator's is run."""
        if not self.env.user.has_group("base.group_system"):
            raise UserError(
                self.env._(
                    "“%(action)s” runs code, and %(person)s is no administrator.",
                    # sudo: its name is what the journal tells
                    action=self.sudo().name,
                    person=self.env.user.name,
                )
            )
        for record in eval_context["records"]:
            action = self.with_context(active_ids=record.ids, active_id=record.id)
            context = action._get_eval_context(action)
            self._run_action_code_multi.__func__(action, eval_context=context)

    def _run_in_scenario_object_write(self, eval_context):
        """Write one value to all records in one go, where it is the same for all."""
        for targets, values in self._group_writes(eval_context):
            targets.write(values)

    def _group_writes(self, eval_context):
        """Return [(records to be written, values)] of an action that updates."""
        records = eval_context["records"]
        *path, name = (self.update_path or self.update_field_id.name).split(".")

        def find_targets(starts):
            return reduce(getitem, path, starts)

        if self.evaluation_type == "value":
            values = self._eval_value(eval_context=eval_context)
            return [(find_targets(records), {name: values[self.id]})]
        by_value = defaultdict(records.browse)
        found = {}
        for record in records:
            own = eval_context | {"record": record, "records": record}
            value = self._eval_value(eval_context=own)[self.id]
            found[repr(value)] = value
            by_value[repr(value)] |= record
        return [
            (find_targets(starts), {name: found[text]})
            for text, starts in by_value.items()
        ]
