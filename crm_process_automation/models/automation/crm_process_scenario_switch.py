from odoo import models
from odoo.exceptions import UserError


class CrmProcessScenario(models.Model):
    """When a scenario may be switched on: once nothing stands in its way."""

    _inherit = "crm.process.scenario"

    # === ACTION METHODS === #

    def action_toggle(self):
        """Switch on or off; where settings are missing, ask for them."""
        self.ensure_one()
        self.check_access("write")
        if self.active:
            return self.action_switch_off()
        if self._get_missing_parameters():
            return self.action_set_up()
        return self.action_switch_on()

    def action_set_up(self):
        """Open the settings."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_process_automation.crm_process_scenario_action_set_up"
        )
        return action | {"res_id": self.id, "name": self.name}

    # === BUSINESS METHODS === #

    def _check_may_be_switched_on(self):
        """Refuse, in one sentence for each thing that is missing, with its remedy."""
        result = super()._check_may_be_switched_on()
        if obstacles := self._find_obstacles():
            raise UserError(
                self.env._(
                    "“%(scenario)s” cannot be switched on yet:\n%(obstacles)s",
                    scenario=self.name,
                    obstacles="\n".join(f"• {text}" for text in obstacles),
                )
            )
        return result

    def _find_obstacles(self):
        """Return in sentences what has to be done before it can be switched on."""
        self.ensure_one()
        rules = self._get_rules()
        found = [
            self.env._(
                "Choose “%(parameter)s” in Set Up.",
                parameter=parameter.name,
            )
            for parameter in self._get_missing_parameters()
        ]
        found += [
            self.env._("Say what the rule “%s” does: it has no action.", rule.name)
            for rule in rules
            if not rule.action_server_ids
        ]
        if not found:
            # what is empty would be told a second time, in technical words
            for action in rules.action_server_ids._with_parts():
                found += action._find_obstacles()
        return found + self._find_process_obstacles() + self._find_person_obstacles()

    def _get_missing_parameters(self):
        self.ensure_one()
        return self.parameter_ids.filtered(lambda row: row.required and row._is_empty())

    def _find_process_obstacles(self):
        """Tell of processes that the conditions name, and that nothing runs on."""
        names = {rule._find_retired_process() for rule in self._get_rules()}
        return [
            self.env._(
                "Its conditions name the process “%s”, which has no active version: "
                "activate it, or choose another in Set Up.",
                name,
            )
            for name in sorted(names - {""})
        ]

    def _find_person_obstacles(self):
        person = self.run_as_id
        if not person or person.active:
            return []
        return [
            self.env._(
                "It would run as %s, who is archived: choose another person.",
                person.name,
            )
        ]
