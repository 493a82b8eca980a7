from odoo import api, models


class CrmProcessTrialReader(models.AbstractModel):
    """What deals, orders and clients tell of themselves when a trial makes them."""

    _inherit = "crm.process.trial.reader"

    # === HOOKS === #

    @api.model
    def _get_details(self):
        return {
            "crm.lead": ("partner_id", "stage_id", "user_id", "expected_revenue"),
            "sale.order": ("partner_id", "amount_total", "validity_date"),
            "sale.order.line": (
                "product_uom_qty",
                "price_unit",
                "discount",
                "price_subtotal",
            ),
            "res.partner": ("email", "phone", "user_id"),
            **super()._get_details(),
        }
