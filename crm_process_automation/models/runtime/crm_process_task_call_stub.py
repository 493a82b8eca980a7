from odoo import api, models
from odoo.fields import Domain


class CrmProcessTask(models.Model):
    """A minimal version of what closes tasks once the client was talked to."""

    _inherit = "crm.process.task"

    # === BUSINESS METHODS === #

    @api.model
    def _close_for_call(self, call):
        """Close the tasks whose goal `call` has met."""
        same = Domain("call_id.partner_id", "in", call.partner_id.ids)
        if call.phone_normalized:
            same |= Domain("call_id.phone_normalized", "=", call.phone_normalized)
        goal = Domain("case_id", "in", call.case_id.ids)
        goal &= Domain("step_id.goal_kind", "=", "call")
        # sudo: whoever talked to the client spares his colleagues the call
        tasks = self.sudo().search(
            Domain("state", "=", "open")
            & Domain("company_id", "=", call.company_id.id)
            & ((Domain("call_id", "!=", False) & same) | goal)
        )
        tasks._close_by_itself(self.env._("The client was talked to."))
