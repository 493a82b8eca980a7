from odoo import api, models

# What no consultant has chosen.
SILENT = {"automated_name", "usage", "type", "binding_type", "binding_view_types"}
SILENT |= {"scenario_id", "base_automation_id", "parent_id", "message_ids"}


class IrActionsServer(models.Model):
    """An action tells the history of its scenario when it changes."""

    _name = "ir.actions.server"
    _inherit = ["ir.actions.server", "crm.process.scenario.part.mixin"]

    # === BUSINESS METHODS === #

    @api.model
    def _get_history_names(self):
        """Return the names of all settings, those of kinds to come as well."""
        mixins = self.env["mail.thread"]._fields.keys()
        return {
            name
            for name, field in self._fields.items()
            if (field.store or (field.compute and field.inverse))
            and name not in models.MAGIC_COLUMNS
            and name not in SILENT
            and name not in mixins
        }

    def _say_part(self):
        return self.env._("Action “%s”", self.name)
