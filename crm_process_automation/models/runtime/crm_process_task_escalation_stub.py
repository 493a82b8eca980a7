from odoo import models


class CrmProcessTask(models.Model):
    """Stands in for the incidents of overdue tasks until the head is told."""

    _inherit = "crm.process.task"

    def _escalate(self):
        """Tell the heads that tasks are overdue."""


class CrmProcessCase(models.Model):
    """Stands in for the head of a case."""

    _inherit = "crm.process.case"

    def _get_head(self):
        self.ensure_one()
        return self.template_id.owner_id
