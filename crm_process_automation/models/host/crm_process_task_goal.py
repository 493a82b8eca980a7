from odoo import api, models
from odoo.fields import Domain


class CrmProcessTask(models.Model):
    """A call about a deal meets the goals of its tasks."""

    _inherit = "crm.process.task"

    # === BUSINESS METHODS === #

    @api.model
    def _get_matter_domain(self, call):
        domain = super()._get_matter_domain(call)
        if call.lead_id:
            domain |= Domain("lead_id", "=", call.lead_id.id)
        return domain
