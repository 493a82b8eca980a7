from odoo import api, fields, models
from odoo.tools import SQL


class CrmProcessReaction(models.Model):
    """A call that a colleague has made or taken is a reaction, too."""

    _inherit = "crm.process.reaction"

    kind = fields.Selection(
        selection_add=[("call", "Call")], ondelete={"call": "cascade"}
    )

    # === HOOKS === #

    @api.model
    def _get_human_actions(self):
        return [
            *super()._get_human_actions(),
            SQL(
                """
                SELECT call.date, call.user_id, 'call'
                  FROM crm_process_call call
                 WHERE call.lead_id = lead.id
                """
            ),
        ]
