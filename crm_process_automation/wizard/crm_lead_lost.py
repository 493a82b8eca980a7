from odoo import models


class CrmLeadLost(models.TransientModel):
    """Odoo's “Mark Lost” dialogue: the closing note goes along to the case."""

    _inherit = "crm.lead.lost"

    def action_lost_reason_apply(self):
        self.ensure_one()
        wizard = self.with_context(process_lost_feedback=self.lost_feedback or "")
        return super(CrmLeadLost, wizard).action_lost_reason_apply()
