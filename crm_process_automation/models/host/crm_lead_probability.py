from odoo import models
from odoo.tools import SQL

from ..runtime.crm_process_case import OPEN_STATES


class CrmLead(models.Model):
    """Predictive scoring keeps to `automated_probability` while a case drives the deal.

    Odoo takes a probability that equals the automated one for an automated one and
    rescores both. The probability of a stage may equal it by chance.
    """

    _inherit = "crm.lead"

    # === COMPUTE METHODS === #

    def _compute_is_automated_probability(self):
        result = super()._compute_is_automated_probability()
        self._filter_driven().is_automated_probability = False
        return result

    def _compute_probabilities(self):
        result = super()._compute_probabilities()
        for lead in self._filter_driven():
            lead.probability = lead._get_own_case().stage_id.probability
        return result

    # === BUSINESS METHODS === #

    def _update_automated_probabilities(self):
        """Odoo's cron rescores in SQL: give driven deals back what their stage says."""
        result = super()._update_automated_probabilities()
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE crm_lead lead
                   SET probability = stage.probability
                  FROM crm_process_case process
                  JOIN crm_process_stage stage ON stage.id = process.stage_id
                 WHERE process.id = lead.case_id
                   AND process.lead_id = lead.id
                   AND process.order_id IS NULL
                   AND process.state IN %s
                   AND lead.probability IS DISTINCT FROM stage.probability
                """,
                OPEN_STATES,
            )
        )
        self.invalidate_model(["probability"])
        return result
