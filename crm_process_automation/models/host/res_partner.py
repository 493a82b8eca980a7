from odoo import fields, models


class ResPartner(models.Model):
    """A client and the matters that run with him."""

    _inherit = "res.partner"

    case_ids = fields.One2many("crm.process.case", "partner_id", string="Processes")
    case_count = fields.Integer(compute="_compute_case_count")

    # === COMPUTE METHODS === #

    def _compute_case_count(self):
        counts = dict(
            self.env["crm.process.case"]._read_group(
                [("partner_id", "in", self.ids), ("parent_id", "=", False)],
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.case_count = counts.get(partner, 0)
