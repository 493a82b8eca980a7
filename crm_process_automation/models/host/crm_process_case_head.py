from odoo import models


class CrmProcessCase(models.Model):
    """The head of a deal is the leader of its team."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _get_heads(self):
        leaders = self.team_id.user_id | self.lead_id.team_id.user_id
        return leaders | super()._get_heads()
