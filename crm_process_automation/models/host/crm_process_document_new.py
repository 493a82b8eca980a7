from odoo import api, models


class CrmProcessDocument(models.Model):
    """A paper that is written on its own form: the order says what it is about."""

    _inherit = "crm.process.document"

    @api.onchange("order_id")
    def _onchange_order_id(self):
        if order := self.order_id:
            self.partner_id = order.partner_id
            self.lead_id = order.opportunity_id
            self.case_id = order.case_id
            self.currency_id = order.currency_id
