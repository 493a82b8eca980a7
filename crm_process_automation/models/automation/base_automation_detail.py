from odoo import models

DETAILS = "properties"


class BaseAutomation(models.Model):
    """A rule that waits for process details waits for those its conditions name."""

    _inherit = "base.automation"

    # === BUSINESS METHODS === #

    def _find_details(self):
        """Return the codes of the process details that the conditions name."""
        self.ensure_one()
        names = set()
        for text in (self.filter_pre_domain, self.filter_domain):
            for leaf in self._iter_conditions(text):
                field, _dot, name = leaf.field_expr.partition(".")
                if field == DETAILS and name:
                    names.add(name.partition(".")[0])
        return frozenset(names)
