from odoo import models


class CrmProcessDocument(models.Model):
    """A paper is signed for us by whom its form names, where it names somebody."""

    _inherit = "crm.process.document"

    # === PARTS === #

    def _collect_parties(self):
        parties = super()._collect_parties()
        parties["supplier"] |= self.template_id._get_signatory()
        return parties
