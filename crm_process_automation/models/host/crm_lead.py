from odoo import api, fields, models


class CrmLead(models.Model):
    """A deal that walks its route map."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "crm.process.mixin"]

    case_ids = fields.One2many("crm.process.case", "lead_id", string="Processes")

    # === COMPUTE METHODS === #

    @api.depends("case_ids.state", "case_ids.parent_id")
    def _compute_case_id(self):
        return super()._compute_case_id()

    # === BUSINESS METHODS === #

    def _prepare_case_values(self, template):
        return super()._prepare_case_values(template) | {
            "lead_id": self.id,
            "amount": self.expected_revenue,
            "priority": self.priority,
        }
