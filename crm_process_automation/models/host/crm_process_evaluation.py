from odoo import api, models


class CrmProcessEvaluation(models.Model):
    """How a deal or an order was judged; who is evaluated sees it in any case."""

    _name = "crm.process.evaluation"
    _inherit = ["crm.process.evaluation", "crm.process.history.mixin"]

    # === HOOKS === #

    @api.model
    def _get_access_people(self):
        return ["user_id"]


class CrmProcessDocument(models.Model):
    """What a questionnaire passes on of its deal."""

    _inherit = "crm.process.document"

    # === HOOKS === #

    def _prepare_evaluation_values(self):
        values = super()._prepare_evaluation_values()
        return values | {"lead_id": self.lead_id.id, "order_id": self.order_id.id}
