from odoo import api, fields, models


class SaleOrder(models.Model):
    """An order: part of its deal's case, or with a case of its own."""

    _name = "sale.order"
    _inherit = ["sale.order", "crm.process.mixin"]

    case_ids = fields.One2many("crm.process.case", "order_id", string="Processes")

    # === COMPUTE METHODS === #

    @api.depends("case_ids.state", "case_ids.parent_id", "opportunity_id.case_id")
    def _compute_case_id(self):
        return super()._compute_case_id()

    # === BUSINESS METHODS === #

    def _get_main_case(self):
        return super()._get_main_case() or self.opportunity_id.case_id

    def _prepare_case_values(self, template):
        return super()._prepare_case_values(template) | {
            "order_id": self.id,
            "amount": self.amount_total,
        }
