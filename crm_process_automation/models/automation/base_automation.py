from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.base_automation.models.base_automation import (
    CREATE_TRIGGERS,
    MAIL_TRIGGERS,
    WRITE_TRIGGERS,
)

from ..definition.memory import forget, is_changed_now
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

    @api.constrains("scenario_id", "filter_pre_domain", "filter_domain", "model_id")
    def _check_scenario_conditions(self):
        for rule in self.filtered("scenario_id"):
            for text in (rule.filter_pre_domain, rule.filter_domain):
                try:
                    domain = Domain(parse_condition(text, self.env.uid))
                    domain.validate(self.env[rule.model_name])
                except (ValueError, TypeError, KeyError) as error:
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
        """What waits for a rule that is deleted has nothing to do any more."""
        for rule in self.filtered("scenario_id"):
            rule._cancel_waiting_runs()
        result = super().unlink()
        forget(self.env)
        return result

    def _cancel_waiting_runs(self):
        waiting = [
            ("automation_id", "=", self.id),
            ("state", "in", ("pending", "failed", "suppressed")),
        ]
        # sudo: the journal is the system's
        self.env["crm.process.run"].sudo().search(waiting)._finish(
            "cancelled",
            self.env._("The rule “%s” was deleted meanwhile.", self.name),
        )

    def _watch_fields_of_conditions(self):
        """Have a rule that watches nothing watch what its conditions look at.

        :raise ValidationError: when it would answer to every change of the record
        """
        for rule in self.filtered("scenario_id"):
            if rule.trigger not in WRITE_TRIGGERS or rule.trigger_field_ids:
                continue
            fields_looked_at = rule._get_fields_of_conditions()
            if not fields_looked_at:
                raise ValidationError(
                    self.env._(
                        "The rule “%s” would answer to every change of a record. "
                        "Choose the fields it watches, or give it a condition.",
                        rule.name,
                    )
                )
            rule.trigger_field_ids = fields_looked_at

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

    # === WHAT IS REMEMBERED === #

    @api.model
    def _has_free_rules(self, model_name, triggers):
        """Return whether a rule without a scenario waits for one of `triggers`.

        What this transaction has changed is nobody else's business yet, and may be
        taken back.
        """
        if is_changed_now(self.env):
            return self._find_free_rules(model_name, triggers)
        return self._get_known_free_rules(model_name, triggers)

    @api.model
    @tools.ormcache("model_name", "triggers")
    def _get_known_free_rules(self, model_name, triggers):
        return self._find_free_rules(model_name, triggers)

    @api.model
    def _find_free_rules(self, model_name, triggers):
        domain = [
            ("model_name", "=", model_name),
            ("trigger", "in", triggers),
            ("scenario_id", "=", False),
        ]
        # sudo: rules act for whoever writes
        rules = self.sudo().with_context(active_test=True)
        return bool(rules.search_count(domain, limit=1))

    @api.model
    def _get_watches(self, model_name):
        """Return the `Watches` of the scenarios' rules on a model."""
        if is_changed_now(self.env):
            return self._find_watches(model_name)
        return self._get_known_watches(model_name)

    @api.model
    @tools.ormcache("model_name")
    def _get_known_watches(self, model_name):
        return self._find_watches(model_name)

    @api.model
    def _find_watches(self, model_name):
        domain = [
            ("model_name", "=", model_name),
            ("scenario_id.active", "=", True),
        ]
        # sudo: rules act for whoever writes
        rules = self.sudo().with_context(active_test=True).search(domain)
        return Watches.gather([rule._get_watch() for rule in rules])

    def _get_watch(self):
        self.ensure_one()
        scenario = self.scenario_id
        return Watch(
            rule_id=self.id,
            scenario_id=scenario.id,
            version=scenario.version,
            company_id=scenario.company_id.id or 0,
            policy=scenario.policy,
            retired=self._find_retired_process(),
            fields=frozenset(self.trigger_field_ids.mapped("name")),
            details=self._find_details(),
            before=self.filter_pre_domain or "",
            after=self.filter_domain or "",
            on_create=self.trigger in CREATE_TRIGGERS,
            on_write=self.trigger in WRITE_TRIGGERS,
            on_message=self.trigger if self.trigger in MAIL_TRIGGERS else "",
        )

    def _find_retired_process(self):
        """Return which process the conditions name when no version of it is active."""
        codes = set()
        for leaf in self._iter_conditions(self.filter_domain):
            if leaf.field_expr.split(".")[-1] != "template_code":
                continue
            if leaf.operator == "=" and leaf.value:
                codes.add(leaf.value)
            elif leaf.operator == "in":
                codes.update(code for code in leaf.value if code)
        if not codes:
            return ""
        templates = self.env["crm.process.template"]
        named = [("code", "in", sorted(codes))]
        if templates.search_count([*named, ("state", "=", "active")], limit=1):
            return ""
        last = templates.with_context(active_test=False).search(named, limit=1)
        return last.name or ", ".join(sorted(codes))
