from odoo import models

# An act in one of these states says that the work is done.
DELIVERING = ("approved", "sent", "accepted", "signed")


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
        """Deliver the order by an act that holds, take back what a fallen one did."""
        # sudo: the client who answers, or whoever issues, need not write the order
        for act in self.sudo().filtered(lambda paper: paper.document_type == "act"):
            if not act.order_id:
                continue
            if act.state in DELIVERING:
                act.order_id._deliver_by_act(act)
            elif act.state in ("rejected", "cancelled"):
                act.order_id._take_back_delivery(act)
