from odoo import api, models

SUBJECTS = ("case_id", "task_id", "incident_ids")


class CrmProcessDialogMixin(models.AbstractModel):
    """A dialogue about a case or a task: nobody opens one about what is closed to him.

    Otherwise its fields would tell the name and the place of a foreign deal.
    """

    _name = "crm.process.dialog.mixin"
    _description = "Dialogue about a Case"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        dialogs = super().create(vals_list)
        dialogs._check_subjects()
        return dialogs

    def write(self, vals):
        result = super().write(vals)
        self._check_subjects()
        return result

    # === BUSINESS METHODS === #

    def _check_subjects(self):
        for name in SUBJECTS:
            if name in self._fields:
                self[name].check_access("read")
