from odoo import models


class CrmLead(models.Model):
    """A deal that assignments are about."""

    _inherit = "crm.lead"
    _assignment_link = "subject_lead_id"

    # === BUSINESS METHODS === #

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        # sudo: whoever may merge the deals merges what was assigned about them
        cases = self.env["crm.process.case"].sudo().with_context(active_test=False)
        about = cases.search([("subject_lead_id", "in", opportunities.ids)])
        about.write({"subject_lead_id": self.id})
        return result


class SaleOrder(models.Model):
    """An order that assignments are about."""

    _inherit = "sale.order"
    _assignment_link = "subject_order_id"
