from odoo import models


class CrmProcessTask(models.Model):
    """Stands in for the reminders of tasks until they are told to the executor."""

    _inherit = "crm.process.task"

    def _remind(self, kind):
        """Tell the executors that their tasks are due, or soon will be."""
