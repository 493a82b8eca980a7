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

    def _get_perform_record(self):
        return self._get_face_record() or super()._get_perform_record()

    def _get_perform_client(self):
        # sudo: only the link is handed on
        task = self.sudo()
        of_record = task.lead_id.partner_id or task.order_id.partner_id
        return super()._get_perform_client() or of_record
