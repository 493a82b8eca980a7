from odoo import models


class CrmProcessIncident(models.Model):
    """The way from an incident to what it is about."""

    _inherit = "crm.process.incident"

    # === ACTION METHODS === #

    def action_open_task(self):
        """Open the task that is late."""
        self.ensure_one()
        self.check_access("read")
        return self._open(self.task_id)

    def action_open_record(self):
        """Open the deal or the order, the case where there is neither."""
        self.ensure_one()
        self.check_access("read")
        case = self.sudo().case_id  # sudo: the link is read, the record asks for itself
        return self._open(case._get_chatter_record())

    # === BUSINESS METHODS === #

    def _open(self, record):
        record = record.sudo(False)
        record.check_access("read")
        return record.get_formview_action()
