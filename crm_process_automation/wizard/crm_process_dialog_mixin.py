from odoo import api, models

SUBJECTS = (
    *("case_id", "task_id", "process_task_id", "document_id"),
    *("incident_ids", "webhook_ids"),
)


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

    def onchange(self, values, field_names, fields_spec):
        """Fill in the form, but tell nothing about what is closed to the user.

        :raise AccessError: when the dialogue is about something closed
        """
        self.check_access("read")
        # As Odoo does: the form that is just being opened begins with the defaults.
        begin = {} if field_names else self.default_get(list(self._fields))
        known = {name: values[name] for name in values if name in self._fields}
        self.new(begin | known)._check_subjects()
        return super().onchange(values, field_names, fields_spec)

    # === BUSINESS METHODS === #

    def _check_subjects(self):
        for name in SUBJECTS:
            if name in self._fields:
                # a form that is not saved yet holds copies of lines
                self[name]._origin.check_access("read")
