from odoo import fields, models

from ..definition.constants import PROCESS_USER


class CrmProcessMixin(models.AbstractModel):
    """Assignments about a deal or an order: they do not drive it."""

    _inherit = "crm.process.mixin"
    _assignment_link = None  # the field of an assignment that leads to such a record

    assignment_count = fields.Integer(
        string="Assignments", compute="_compute_assignment_count", groups=PROCESS_USER
    )

    # === COMPUTE METHODS === #

    def _compute_assignment_count(self):
        link = self._assignment_link
        groups = self.env["crm.process.case"]._read_group(
            [(link, "in", self.ids)], [link], ["__count"]
        )
        counts = dict(groups)
        for record in self:
            record.assignment_count = counts.get(record._origin, 0)

    # === ACTION METHODS === #

    def action_open_assignments(self):
        """Open the assignments about the record, or issue the first."""
        self.ensure_one()
        self.check_access("read")
        cases = self.env["crm.process.case"]
        return cases._open_assignments_about(self, self._assignment_link)
