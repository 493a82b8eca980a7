from odoo import api, models


class CrmProcessDocumentTemplate(models.Model):
    """A form shown with a real deal or order."""

    _inherit = "crm.process.document.template"

    # === BUSINESS METHODS === #

    @api.model
    def _get_preview_models(self):
        return [
            ("sale.order", self.env._("Order")),
            ("crm.lead", self.env._("Deal")),
            *super()._get_preview_models(),
        ]
