from odoo import api, models
from odoo.fields import Domain

from .explanation import Explanation

LAST = 5  # runs that are shown


class CrmProcessScenario(models.Model):
    """Why, and why not: what a scenario thinks of a record."""

    _inherit = "crm.process.scenario"

    # === BUSINESS METHODS === #

    def _explain(self, record, run=None):
        """Return the `Explanation` of `record`, in the words and rights of the user.

        :param run: the run in question, if any: its values are shown beside today's
        """
        self.ensure_one()
        values = (run.sudo().condition_values or {}) if run else {}
        # sudo: the rules of a scenario are told to whoever may read it
        rules = self.sudo()._get_rules()
        explained = tuple(
            rule._explain(record, values if run and run.automation_id == rule else {})
            for rule in rules.with_env(rules.env(user=self.env.user, su=True))
        )
        runs = self._find_runs(record)
        standstill = tuple(self._get_standstill_reasons())
        return Explanation(
            scenario=self.name,
            record=record.display_name,
            summary=(
                run._say_outcome()
                if run
                else self._summarize(runs[:1], standstill, explained)
            ),
            standstill=standstill,
            rules=explained,
            runs=tuple(run._tell() for run in (run or runs[:LAST])),
            is_changed=bool(run) and run.scenario_version != self.version,
            moment=run._say_moment() if run else "",
        )

    def _get_standstill_reasons(self):
        """Return the sentences why the scenario does not run at all; [] when it may."""
        self.ensure_one()
        if self.state == "off":
            return [self.env._("the scenario is switched off")]
        if self.state == "paused":
            reason = self.pause_reason
            return [self.env._("the scenario is paused: %s", reason)]
        company = (self.company_id or self.env.company).sudo()  # sudo: no secret
        if company.process_automation_stopped:
            return [
                self.env._(
                    "all automation of %s is stopped by an administrator", company.name
                )
            ]
        if not any(self.sudo().automation_ids.mapped("active")):  # sudo: as above
            return [self.env._("all rules of the scenario are archived")]
        return []

    def _find_runs(self, record):
        """Return the runs on `record` and what belongs to it, the last one first."""
        runs = self.env["crm.process.run"]
        domain = runs._get_domain_about(record) & Domain("scenario_id", "=", self.id)
        return runs.search(domain, limit=LAST)

    def _find_subject(self, record, model_name):
        """Return the record that a rule on `model_name` asks, when asked for `record`.

        None when it has nothing of the kind.
        """
        if record._name == model_name:
            return record
        for name in self._get_subject_links():
            field = record._fields.get(name)
            if field and field.comodel_name == model_name:
                # sudo: whether the user may read it is asked where it is shown
                return record.sudo()[name].sorted("id")[-1:].with_env(record.env)
        return None

    def _is_about(self, record):
        """Return whether a rule may ask `record` or what belongs to it."""
        self.ensure_one()
        rules = self.sudo()._get_rules()  # sudo: which model, is no secret
        return any(
            self._find_subject(record, rule.model_name) is not None for rule in rules
        )

    @api.model
    def _get_subject_links(self):
        """Return the fields that lead from a record to what belongs to it."""
        return ["case_id", "partner_id"]

    # === THE SUMMARY === #

    def _summarize(self, run, standstill, explained):
        """Return what answers “why” or “why not” in a sentence or two."""
        reason = self._find_reason_against(standstill, explained)
        if run:
            outcome = run._say_outcome()
            if not reason:
                return outcome
            now = self.env._("Now it would not run: %s.", reason)
            return f"{outcome} {now}"
        if reason:
            return self.env._("It did not run: %s.", reason)
        holding = [rule for rule in explained if rule.after and rule.after.holds]
        return self.env._(
            "It did not run: its conditions hold now, but the event has not come since "
            "it was switched on. It runs when %s.",
            holding[0].trigger,
        )

    def _find_reason_against(self, standstill, explained):
        """Return why the scenario would not run now; "" when it would."""
        if standstill:
            return "; ".join(standstill)
        asked = [rule for rule in explained if rule.after and rule.is_on]
        if not asked:
            return self.env._("it is not about records of this kind")
        failing = [rule for rule in asked if not rule.after.holds]
        if len(failing) < len(asked):
            return ""
        nearest = min(failing, key=lambda rule: len(rule.after.blamed))
        return self._say_blame(nearest.after)

    def _say_blame(self, judgement):
        say = self.env["crm.process.condition"]._say_why
        sentences = dict.fromkeys(say(line) for line in judgement.blamed)
        return "; ".join(sentences) or self.env._("its conditions can never hold")
