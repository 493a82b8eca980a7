from odoo import fields, models


class ResPartner(models.Model):
    """A client and the matters that run with him."""

    _inherit = "res.partner"

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
