from odoo import models


class CrmProcessScenario(models.Model):
    """An own scenario made of a ready one: its rules, actions and settings copied."""

    _inherit = "crm.process.scenario"

    # === CRUD METHODS === #

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for scenario, vals in zip(self, vals_list, strict=True):
            vals["origin"] = "own"
            if "name" not in (default or {}):
                vals["name"] = self.env._("%s (copy)", scenario.name)
        return vals_list

    def copy(self, default=None):
        """The copy is off, and a consultant's own."""
        copies = super().copy(default)
        for scenario, copied in zip(self, copies, strict=True):
            scenario._copy_parts(copied)
        return copies

    def _copy_parts(self, copied):
        """Copy rules, actions and settings, each setting onto its new target."""
        rules = self._get_rules()
        rules.check_access("read")
        twins = {}
        # sudo: Odoo copies the empty boxes for Python, too, which are administrators'
        for rule in rules.sudo():
            twin = rule.copy({"scenario_id": copied.id, "name": rule.name})
            twins[rule] = twin
            twins |= rule.action_server_ids._name_as_copied(twin.action_server_ids)
        for parameter in self.parameter_ids:
            target = twins[parameter._get_target()]
            name = "automation_id" if parameter.automation_id else "action_id"
            parameter.copy({"scenario_id": copied.id, name: target.id})

    # === ACTION METHODS === #

    def action_duplicate(self):
        """Make an own scenario of this one and open it."""
        self.ensure_one()
        copied = self.copy()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": copied.id,
            "views": [[False, "form"]],
        }


class IrActionsServer(models.Model):
    """An action that was copied with its rule into another scenario."""

    _inherit = "ir.actions.server"

    # === BUSINESS METHODS === #

    def _name_as_copied(self, copies):
        """Give `copies` the names of what they are copied from; return them by it."""
        twins = dict(zip(self, copies.sorted("id"), strict=True))
        for action, twin in list(twins.items()):
            twin.name = action.name
            twins |= action.child_ids._name_as_copied(twin.child_ids)
        return twins
