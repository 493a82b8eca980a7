from odoo import models

from ..definition.memory import forget

# What is remembered of a scenario along with its rules.
REMEMBERED = frozenset({"active", "version", "policy", "company_id"})


class CrmProcessScenario(models.Model):
    """The rules of a scenario go with it, and are forgotten when it changes."""

    _inherit = "crm.process.scenario"

    # === CRUD METHODS === #

    def write(self, vals):
        result = super().write(vals)
        if not REMEMBERED.isdisjoint(vals):
            forget(self.env)
        return result

    def unlink(self):
        """Deleted by the database, rules would still be answered to."""
        # sudo: a designer's scenario takes along rules that only administrators delete
        self.sudo()._get_rules().unlink()
        return super().unlink()
