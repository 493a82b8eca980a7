from odoo import api, models
from odoo.fields import Domain


class CrmProcessDocumentEvidence(models.Model):
    """Evidence is read by whoever may read its paper."""

    _name = "crm.process.document.evidence"
    _inherit = ["crm.process.document.evidence", "crm.process.access.mixin"]

    # === HOOKS === #

    @api.model
    def _get_access_links(self):
        return ["document_id"]

    @api.model
    def _get_bare_domain(self, operation, rows=None, within=None):
        return Domain.FALSE
