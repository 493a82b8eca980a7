from odoo import models


class CrmProcessCase(models.Model):
    """By when an approval is needed: its tasks are due no later than that."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _prepare_task_values(self, step, move, clock):
        values = super()._prepare_task_values(step, move, clock)
        latest = self.date_decide_by
        if self.asked_by_id and latest and (values["deadline"] or latest) >= latest:
            values["deadline"] = latest
        return values
