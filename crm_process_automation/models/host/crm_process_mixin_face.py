from odoo import models


class CrmProcessMixin(models.AbstractModel):
    """What is archived is nobody's to do: its tasks leave the inboxes."""

    _inherit = "crm.process.mixin"

    # === CRUD METHODS === #

    def write(self, vals):
        changed = self.browse()
        if "active" in vals and "active" in self._fields:
            is_active = bool(vals["active"])
            changed = self.filtered(lambda record: record.active != is_active)
        result = super().write(vals)
        if changed:
            changed._sync_faces_of_tasks()
        return result

    # === BUSINESS METHODS === #

    def _sync_faces_of_tasks(self):
        # sudo: whoever may archive the record may not see all its tasks
        tasks = self.env["crm.process.task"].sudo()
        for name in tasks._get_access_links():
            if tasks._fields[name].comodel_name == self._name:
                tasks |= tasks.search([(name, "in", self.ids), ("state", "=", "open")])
        tasks._change_faces(frozenset())
