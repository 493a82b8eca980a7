from odoo import api, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from .conditions import parse_condition


class BaseAutomation(models.Model):
    """A scenario's rule as a consultant writes it (`crm.process.scenario` says why)."""

    _inherit = "base.automation"

    # === CONSTRAINT METHODS === #

    @api.constrains(
        "scenario_id", "model_id", "trigger", "record_getter", "action_server_ids"
    )
    def _check_harmless(self):
        self.sudo().scenario_id._check_harmless()  # sudo: asked of the rows

    @api.constrains("scenario_id", "active")
    def _check_scenario_is_on(self):
        for rule in self:
            scenario = rule.sudo().scenario_id  # sudo: asked of the rows
            if scenario and rule.active and not scenario.active:
                raise ValidationError(
                    self.env._(
                        "The rule “%(rule)s” belongs to “%(scenario)s”, which is off. "
                        "Switch the scenario on.",
                        rule=rule.name,
                        scenario=scenario.name,
                    )
                )

    @api.constrains("trigger", "action_server_ids")
    def _check_trigger_state(self):
        """What is not set up yet is asked when the scenario is switched on."""
        resting = self.filtered(lambda rule: not rule.active and rule.scenario_id)
        return super(BaseAutomation, self - resting)._check_trigger_state()

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """The rule of a scenario that is off rests until the scenario is on."""
        rules = super().create([self._begin_as_scenario(vals) for vals in vals_list])
        rules.scenario_id._check_editor()
        return rules

    def write(self, vals):
        self.scenario_id._check_editor()
        result = super().write(vals)
        if "scenario_id" in vals:
            # a rule is not carried where the user may not write
            self.check_access("write")
            self.scenario_id._check_editor()
        return result

    def unlink(self):
        self.scenario_id._check_editor()
        return super().unlink()

    def _begin_as_scenario(self, vals):
        default_id = self.env.context.get("default_scenario_id")
        scenario_id = vals.get("scenario_id", default_id)
        # sudo: whether it is on; the rights are asked when the rule is there
        scenario = self.env["crm.process.scenario"].sudo().browse(scenario_id or ())
        return vals | {"active": False} if scenario and not scenario.active else vals

    # === BUSINESS METHODS === #

    def _find_dangers(self):
        """Return in sentences what consultants may not have in these rules."""
        names = self.env["crm.process.scenario"]._get_model_names()
        standard = self._fields["record_getter"].default(self)
        dangers = [
            self.env._(
                "“%(rule)s” acts on “%(model)s”.", rule=r.name, model=r.model_id.name
            )
            for r in self
            if r.model_name not in names
        ]
        return dangers + [
            self.env._("“%s” finds its record by Python.", rule.name)
            for rule in self
            if rule.trigger == "on_webhook" and rule.record_getter != standard
        ]

    def _update_cron(self):
        # sudo: the job serves all rules, those that the user does not see, too
        return super(BaseAutomation, self.sudo())._update_cron()

    def _update_registry(self):
        # sudo: as above
        return super(BaseAutomation, self.sudo())._update_registry()

    # === WHAT MEETS THE CONDITIONS === #

    def _get_search_domain(self):
        """Return the conditions as a `Domain` to search by."""
        self.ensure_one()
        return self._parse(self.filter_domain)

    @api.model
    def _parse(self, text):
        """Return the `Domain` that `text` says: plain values only.

        :raise UserError: when there is anything else in it
        """
        try:
            return Domain(parse_condition(text, self.env.uid))
        except ValueError as error:
            raise UserError(
                self.env._("This is no condition: %s. Choose it again.", error)
            ) from error
