from odoo import models


class ResCompany(models.Model):
    """Our own requisites, which are kept on the contact of the company."""

    _inherit = "res.company"

    # === ACTION METHODS === #

    def action_open_requisites(self):
        """Open the contact of the company, which holds what papers print about us."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Requisites for Papers"),
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
