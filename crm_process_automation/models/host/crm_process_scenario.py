from odoo import api, models


class CrmProcessScenario(models.Model):
    """Scenarios are for deals and orders, too."""

    _inherit = "crm.process.scenario"

    # === BUSINESS METHODS === #

    @api.model
    def _get_model_names(self):
        return super()._get_model_names() | {"crm.lead", "sale.order"}
