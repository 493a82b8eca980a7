from odoo import models

from .crm_process_case_amount import CONFIRMED, OPEN_QUOTATION


class CrmLead(models.Model):
    """Which order of a deal a paper is about."""

    _inherit = "crm.lead"
    _document_link = "lead_id"

    # === BUSINESS METHODS === #

    def _find_order_for_document(self, document_type):
        """Return the deal's order that the paper is about.

        A proposal is about the newest open quotation; a contract, an act and an invoice
        about the newest confirmed order. Where there is none of these, the other.
        """
        self.ensure_one()
        orders = self.sudo().order_ids.sorted("id")  # sudo: the deal's, whoever sold it
        quotations = orders.filtered(lambda order: order.state in OPEN_QUOTATION)
        confirmed = orders.filtered(lambda order: order.state in CONFIRMED)
        if document_type == "proposal":
            quotations, confirmed = confirmed, quotations
        return (confirmed or quotations)[-1:].with_env(self.env)

    def _prepare_document_values(self, document_type):
        values = super()._prepare_document_values(document_type)
        lead = self.sudo()  # sudo: copied onto the paper, not shown
        order = lead._find_order_for_document(document_type)
        company = order.company_id or lead._get_offer_company()
        currency = order.currency_id or company.currency_id
        return values | {
            "lead_id": lead.id,
            "order_id": order.id,
            "company_id": company.id,
            "currency_id": currency.id,
        }
