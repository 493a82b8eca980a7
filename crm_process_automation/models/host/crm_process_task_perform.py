from odoo import models


class CrmProcessTask(models.Model):
    """What a deal adds to the one click that begins to do a task."""

    _inherit = "crm.process.task"

    # === HOOKS === #

    def _get_meeting(self):
        # sudo: whether the user may read it is asked
        event = self.sudo().event_id.with_env(self.env)
        return event if event and event.has_access("read") else super()._get_meeting()

    def _get_perform_context(self):
        # sudo: only the link is handed on
        lead = self.sudo().lead_id
        return super()._get_perform_context() | {"default_lead_id": lead.id}
