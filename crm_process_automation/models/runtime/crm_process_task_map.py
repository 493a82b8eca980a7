from collections import defaultdict

from odoo import models


class CrmProcessTask(models.Model):
    """The tasks of a case as its route map lists them."""

    _inherit = "crm.process.task"

    # === BUSINESS METHODS === #

    def _draw_steps(self):
        """Return {stage id: its tasks}: of every step the newest, in their order."""
        newest = {}
        for task in self.sorted("id"):
            newest[task.step_id.id or -task.id] = task
        steps = defaultdict(list)
        for task in sorted(newest.values(), key=lambda t: (t.sequence, t.id)):
            steps[task.stage_id.id].append(task._draw_step())
        return steps

    def _draw_step(self):
        self.ensure_one()
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        states = dict(self._fields["state"]._description_selection(self.env))
        return {
            "name": self.name,
            "kind": self.kind,
            "kind_text": kinds[self.kind],
            "state": self.state,
            "state_text": states[self.state],
        }
