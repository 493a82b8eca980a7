from odoo import models


class CrmProcessCase(models.Model):
    """Whether a case is paid for. What is bought and paid, only a host knows."""

    _inherit = "crm.process.case"

    # === HOOKS === #

    def _is_paid_to(self, share):
        """Return whether `share` percent of what was ordered are paid."""
        self.ensure_one()
        return False

    def _explain_payment(self, share):
        """Return in a sentence what is missing to `share` percent."""
        self.ensure_one()
        return self.env._("There is no order that could be paid.")
