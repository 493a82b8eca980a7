from odoo import models


class CrmProcessCase(models.Model):
    """A paper that is issued for a case is about the case's deal and order."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _prepare_document_values(self, document_type):
        values = super()._prepare_document_values(document_type)
        case = self.sudo()  # sudo: copied onto the paper, not shown
        host = case.order_id or case.lead_id
        order = host._find_order_for_document(document_type) if host else case.order_id
        values |= {"lead_id": case.lead_id.id, "order_id": order.id}
        if order:
            values["currency_id"] = order.currency_id.id
        return values
