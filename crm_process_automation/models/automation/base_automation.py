from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.base_automation.models.base_automation import (
    CREATE_TRIGGERS,
    WRITE_TRIGGERS,
)

from ..definition.memory import forget
from .conditions import parse_condition
from .watch import Watch, Watches

# What a scenario cannot answer for: the one is no event, the other leaves no record.
REFUSED_TRIGGERS = ("on_change", "on_unlink")
WATCHED = frozenset(
    {
        "active",
        "scenario_id",
        "trigger",
        "model_id",
        "trigger_field_ids",
        "filter_pre_domain",
        "filter_domain",
    }
)


class BaseAutomation(models.Model):
    """A rule that belongs to a scenario: it names the event, and records a run.

    Rules without a scenario stay what they are in Odoo.
    """

    _inherit = "base.automation"

    scenario_id = fields.Many2one(
        "crm.process.scenario", index="btree_not_null", ondelete="cascade"
    )

    # === CONSTRAINT METHODS === #

    @api.constrains("scenario_id", "trigger")
    def _check_scenario_trigger(self):
        for rule in self:
            if rule.scenario_id and rule.trigger in REFUSED_TRIGGERS:
                raise ValidationError(
                    self.env._(
                        "The rule “%s” of a scenario cannot wait for a deletion or for "
                        "what is typed. Choose another moment.",
                        rule.name,
                    )
                )

    @api.constrains("scenario_id", "filter_pre_domain", "filter_domain")
    def _check_scenario_conditions(self):
        for rule in self.filtered("scenario_id"):
            for text in (rule.filter_pre_domain, rule.filter_domain):
                try:
                    parse_condition(text, self.env.uid)
                except ValueError as error:
                    raise ValidationError(
                        self.env._(
                            "The conditions of the rule “%(rule)s” may hold plain "
                            "values only: %(problem)s. Choose them with the editor.",
                            rule=rule.name,
                            problem=error,
                        )
                    ) from error

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._watch_fields_of_conditions()
        forget(self.env)
        return rules

    def write(self, vals):
        result = super().write(vals)
        if not WATCHED.isdisjoint(vals):
            self._watch_fields_of_conditions()
            forget(self.env)
        return result

    def unlink(self):
        result = super().unlink()
        forget(self.env)
        return result

    def _watch_fields_of_conditions(self):
        """Have a rule that watches nothing watch what its conditions look at.

        Without watched fields a rule would answer to every change of the record.
        """
        for rule in self.filtered("scenario_id"):
            if rule.trigger in WRITE_TRIGGERS and not rule.trigger_field_ids:
                rule.trigger_field_ids = rule._get_fields_of_conditions()

    def _get_fields_of_conditions(self):
        """Return the fields (`ir.model.fields`) that the conditions begin with."""
        self.ensure_one()
        domain = Domain(parse_condition(self.filter_domain, self.env.uid))
        names = {leaf.field_expr.split(".")[0] for leaf in domain.iter_conditions()}
        get = self.env["ir.model.fields"]._get
        found = self.env["ir.model.fields"]
        for name in sorted(names):
            found |= get(self.model_name, name)
        return found

    # === BUSINESS METHODS === #

    def _get_actions(self, records, triggers):
        """Odoo's own way is for rules without a scenario: none of them, no cost."""
        if not self._has_free_rules(records._name, tuple(triggers)):
            return self.browse()
        rules = super()._get_actions(records, triggers)
        # sudo: which rule belongs to a scenario is no secret
        return rules.filtered(lambda rule: not rule.sudo().scenario_id)

    @api.model
    @tools.ormcache("model_name", "triggers")
    def _has_free_rules(self, model_name, triggers):
        domain = [
            ("model_name", "=", model_name),
            ("trigger", "in", triggers),
            ("scenario_id", "=", False),
        ]
        # sudo: rules act for whoever writes
        return bool(self.sudo().search_count(domain, limit=1))

    @api.model
    @tools.ormcache("model_name")
    def _get_watches(self, model_name):
        """Return the `Watches` of the scenarios' rules on a model."""
        domain = [("model_name", "=", model_name), ("scenario_id", "!=", False)]
        # sudo: rules act for whoever writes
        rules = self.sudo().search(domain)
        return Watches.gather([rule._get_watch() for rule in rules])

    def _get_watch(self):
        self.ensure_one()
        return Watch(
            rule_id=self.id,
            fields=frozenset(self.trigger_field_ids.mapped("name")),
            before=self.filter_pre_domain or "",
            after=self.filter_domain or "",
            on_create=self.trigger in CREATE_TRIGGERS,
            on_write=self.trigger in WRITE_TRIGGERS,
        )
