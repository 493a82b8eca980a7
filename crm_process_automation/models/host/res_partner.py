from odoo import fields, models


class ResPartner(models.Model):
    """A client and the matters that run with him."""

    _name = "res.partner"
    _inherit = ["res.partner", "crm.process.source.mixin"]

    case_ids = fields.One2many("crm.process.case", "partner_id", string="Processes")
    case_count = fields.Integer(compute="_compute_case_count")

    # === COMPUTE METHODS === #

    def _compute_case_count(self):
        cases = self.env["crm.process.case"]
        domain = [("partner_id", "in", self.ids), ("parent_id", "=", False)]
        counts = {}
        if cases.has_access("read"):  # colleagues without processes open clients, too
            counts = dict(cases._read_group(domain, ["partner_id"], ["__count"]))
        for partner in self:
            partner.case_count = counts.get(partner, 0)

    # === ACTION METHODS === #

    def action_open_cases(self):
        """Open the processes that run or ran with the client."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Processes of %s", self.display_name),
            "res_model": "crm.process.case",
            "view_mode": "list,kanban,form",
            "domain": [("partner_id", "=", self.id), ("parent_id", "=", False)],
            "context": {"search_default_group_by_state": 1},
        }
