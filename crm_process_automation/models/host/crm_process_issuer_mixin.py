from odoo import models

from .crm_process_case_amount import CONFIRMED, OPEN_QUOTATION
from .crm_process_document_money import ABOUT_MONEY


class CrmProcessIssuerMixin(models.AbstractModel):
    """What is offered: a paper about money only where there is an order."""

    _inherit = "crm.process.issuer.mixin"

    # === HOOKS === #

    def _is_document_offered(self, document_type):
        values = self._prepare_document_values(document_type)
        # sudo: only where the order stands is asked
        order = self.env["sale.order"].sudo().browse(values.get("order_id") or [])
        ask = getattr(self, f"_is_offered_{document_type}", self._is_offered_at_all)
        is_sensible = document_type not in ABOUT_MONEY or ask(order)
        return is_sensible and super()._is_document_offered(document_type)

    def _is_offered_at_all(self, order):
        return order.state in (*OPEN_QUOTATION, *CONFIRMED)

    def _is_offered_act(self, order):
        return order.state in CONFIRMED
