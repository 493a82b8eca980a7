from odoo import models


class CrmProcessCase(models.Model):
    """While a case is paused, no timer of its tasks fires."""

    _inherit = "crm.process.case"

    def write(self, vals):
        if "state" not in vals:
            return super().write(vals)
        paused = self._filter_paused()
        result = super().write(vals)
        now_paused = self._filter_paused()
        if changed := (paused | now_paused) - (paused & now_paused):
            changed._set_task_timers()
        return result

    # === BUSINESS METHODS === #

    def _filter_paused(self):
        return self.filtered(lambda case: case.state == "paused")

    def _set_task_timers(self):
        # sudo: tasks of colleagues, too
        tasks = self.sudo().task_ids.filtered(lambda task: task.state == "open")
        tasks._note_for_timers()
