from odoo import models


class CrmProcessDocument(models.Model):
    """What an act does to its order: it delivers, so that the rest can be billed."""

    _inherit = "crm.process.document"

    # === HOOKS === #

    def _after_issue(self):
        result = super()._after_issue()
        self._follow_act()
        return result

    def _after_approve(self):
        result = super()._after_approve()
        self._follow_act()
        return result

    def _after_answer(self):
        result = super()._after_answer()
        self._follow_act()
        return result

    def action_cancel(self, reason):
        """Cancel the papers; what a cancelled act has delivered is not delivered."""
        result = super().action_cancel(reason)
        self._follow_act()
        return result

    # === BUSINESS METHODS === #

    def _follow_act(self):
        """Let the orders of acts that came or fell say what is delivered by them."""
        # sudo: the client who answers, or whoever issues, need not write the order
        acts = self.sudo().filtered(lambda paper: paper.document_type == "act")
        acts.order_id._follow_acts()
