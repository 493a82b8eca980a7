from odoo import api, models


class CrmProcessControl(models.Model):
    """Control points that look at the case."""

    _inherit = "crm.process.control"

    # === BUSINESS METHODS === #

    @api.model
    def _get_subject_models(self):
        return super()._get_subject_models() | {"case": "crm.process.case"}

    @api.model
    def _get_subject_paths(self):
        return {"case": [""]} | super()._get_subject_paths()
