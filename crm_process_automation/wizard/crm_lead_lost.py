from odoo import models
from odoo.tools import html2plaintext


class CrmLeadLost(models.TransientModel):
    """Odoo's “Mark Lost” dialogue: the closing note goes along to the case.

    Upon many deals, one that cannot be lost yet has its verdict and stops no other.
    """

    _inherit = "crm.lead.lost"

    # === ACTION METHODS === #

    def action_lost_reason_apply(self):
        self.ensure_one()
        driven = self.lead_ids._filter_driven()
        if not driven or len(self.lead_ids) == 1:
            wizard = self.with_context(process_lost_feedback=self.lost_feedback or "")
            return super(CrmLeadLost, wizard).action_lost_reason_apply()
        bulk, verdicts = self._open_bulk(driven), []
        if stock := self.lead_ids - driven:
            self.lead_ids = stock
            super().action_lost_reason_apply()
            text = self.env._("Lost")
            verdicts = [bulk._prepare_verdict(lead, text, True) for lead in stock]
        return bulk._show_verdicts(verdicts + bulk._get_verdicts())

    # === BUSINESS METHODS === #

    def _open_bulk(self, leads):
        """Return the wizard that loses deals through their cases."""
        return self.env["crm.process.bulk"].create(
            {
                "verb": "lose",
                "selected_model": leads._name,
                "selected_ids": leads.ids,
                "lost_reason_id": self.lost_reason_id.id,
                "reason_text": html2plaintext(self.lost_feedback or ""),
            }
        )
