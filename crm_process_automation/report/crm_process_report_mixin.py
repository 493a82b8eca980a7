from odoo import api, models
from odoo.fields import Domain


class CrmProcessReportMixin(models.AbstractModel):
    """A row of a report is read by whoever may read what it is about, and nobody else.

    A report says with `_get_access_links` what that is.
    """

    _name = "crm.process.report.mixin"
    _description = "Access to a Row of a Report"
    _inherit = ["crm.process.access.mixin"]

    # === HOOKS === #

    @api.model
    def _get_bare_domain(self, operation, rows=None, within=None):
        return Domain.FALSE  # a row about nothing is nobody's
