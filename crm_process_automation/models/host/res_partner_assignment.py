from odoo import fields, models

from ..definition.constants import PROCESS_USER


class ResPartner(models.Model):
    """A client and what was assigned about him."""

    _inherit = "res.partner"

    assignment_count = fields.Integer(
        string="Assignments", compute="_compute_assignment_count", groups=PROCESS_USER
    )

    # === COMPUTE METHODS === #

    def _compute_assignment_count(self):
        groups = self.env["crm.process.case"]._read_group(
            [("issuer_id", "!=", False), ("partner_id", "in", self.ids)],
            ["partner_id"],
            ["__count"],
        )
        counts = dict(groups)
        for partner in self:
            partner.assignment_count = counts.get(partner._origin, 0)

    # === ACTION METHODS === #

    def action_open_assignments(self):
        """Open the assignments about the client, or issue the first."""
        self.ensure_one()
        self.check_access("read")
        cases = self.env["crm.process.case"]
        return cases._open_assignments_about(self, "partner_id")
