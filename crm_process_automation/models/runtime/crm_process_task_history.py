from odoo import api, models


class CrmProcessTask(models.Model):
    """A task outlives its case, and goes on telling what it was for."""

    _inherit = "crm.process.task"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._add_case_name(vals) for vals in vals_list])

    # === BUSINESS METHODS === #

    @api.model
    def _add_case_name(self, vals):
        """Return `vals` with the name of the case, where they say none."""
        if vals.get("case_name") or not vals.get("case_id"):
            return vals
        # sudo: copied; that the case is the user's to write is checked with the task
        case = self.env["crm.process.case"].sudo().browse(vals["case_id"])
        return vals | {"case_name": case.name}
