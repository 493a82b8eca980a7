from odoo import models


class CrmProcessCase(models.Model):
    """Whether an ended case may come back to its deal or order."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _is_replaced(self):
        """Return whether another case goes on with its record, or that is gone."""
        if super()._is_replaced():
            return True
        case = self.sudo()  # sudo: only whether another one runs is told
        if case.parent_id:
            return False
        moves = case.move_ids
        had_record = bool(moves.lead_id or moves.order_id)
        record = case.order_id or case.lead_id
        own = record._get_own_case() if record else case.browse()
        return (had_record and not record) or bool(own - case)
