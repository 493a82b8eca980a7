from odoo import api, fields, models


class CrmProcessCase(models.Model):
    """The deal and the orders of a case, for its smart buttons."""

    _inherit = "crm.process.case"

    order_count = fields.Integer(compute="_compute_order_count")

    # === COMPUTE METHODS === #

    @api.depends("order_ids")
    def _compute_order_count(self):
        for case in self.sudo():  # sudo: how many there are, is no secret
            case.order_count = len(case.order_ids)

    # === ACTION METHODS === #

    def action_open_lead(self):
        """Open the deal that the case is about."""
        self.ensure_one()
        return self._open_record(self.lead_id)

    def action_open_orders(self):
        """Open the order, or the list of the deal's orders."""
        self.ensure_one()
        orders = self.order_ids
        if len(orders) == 1:
            return self._open_record(orders)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Orders"),
            "res_model": orders._name,
            "view_mode": "list,form",
            "domain": [("case_id", "=", self.id)],
        }
