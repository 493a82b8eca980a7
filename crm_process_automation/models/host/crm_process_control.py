from odoo import api, fields, models


class CrmProcessControl(models.Model):
    """Control points that look at the deal or its order."""

    _inherit = "crm.process.control"

    subject = fields.Selection(
        selection_add=[("lead", "The deal"), ("order", "The order")],
        ondelete={"lead": "set default", "order": "set default"},
    )

    # === BUSINESS METHODS === #

    @api.model
    def _get_subject_models(self):
        return super()._get_subject_models() | {
            "lead": "crm.lead",
            "order": "sale.order",
        }

    @api.model
    def _get_subject_paths(self):
        return super()._get_subject_paths() | {
            "lead": ["lead_id"],
            "order": ["order_id", "order_ids"],
        }
