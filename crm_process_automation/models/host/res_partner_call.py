from odoo import fields, models

from ..definition.constants import PROCESS_USER


class ResPartner(models.Model):
    """The calls with a client."""

    _inherit = "res.partner"

    process_call_count = fields.Integer(
        string="Calls", compute="_compute_process_call_count", groups=PROCESS_USER
    )

    # === COMPUTE METHODS === #

    def _compute_process_call_count(self):
        counts = dict(
            self.env["crm.process.call"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.process_call_count = counts.get(partner, 0)

    # === ACTION METHODS === #

    def action_open_calls(self):
        """Open the calls with the client."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Calls with %s", self.display_name),
            "res_model": "crm.process.call",
            "view_mode": "list,form",
            "domain": [("partner_id", "=", self.id)],
            "context": {"default_partner_id": self.id},
        }
