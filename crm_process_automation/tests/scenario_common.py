from odoo.addons.crm_process_automation.models.automation.commit_hook import CommitHooks
from odoo.addons.crm_process_automation.models.automation.ledger import Ledger

from .lead_common import LeadCase


class ScenarioCase(LeadCase):
    """Scenarios on deals, and a transaction that can be ended within a test."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # After each test Odoo empties the hooks that were there before it.
        CommitHooks.of(cls.env.cr)
        cls.designer.group_ids += cls.env.ref("sales_team.group_sale_manager")
        cls.Run = cls.env["crm.process.run"]

    # === FACTORIES === #

    @classmethod
    def _create_scenario(cls, name, trigger="on_create", switch_on=True, **values):
        """Create a scenario of one rule; `action` and `rule` hold their values."""
        action = values.pop("action", None) or {
            "state": "object_write",
            "update_path": "referred",
            "value": name,
        }
        rule = values.pop("rule", {})
        actions = action if isinstance(action, list) else [action]
        is_program = any(
            part["state"] == "code" or part.get("evaluation_type") == "equation"
            for part in actions
        )
        scenario = cls.env["crm.process.scenario"].create(
            {
                "name": name,
                "run_as_id": cls.head.id,
                "is_technical": is_program,
                **values,
            }
        )
        cls._create_rule(scenario, trigger, action, **rule)
        if switch_on:
            scenario.with_user(cls.designer).action_switch_on()
        return scenario

    @classmethod
    def _create_rule(cls, scenario, trigger, action, model="crm.lead", **values):
        model = cls.env["ir.model"]._get(model)
        watched = values.pop("watched", ())
        rule = cls.env["base.automation"].create(
            {
                "name": scenario.name,
                "scenario_id": scenario.id,
                "model_id": model.id,
                "trigger": trigger,
                "active": scenario.active,
                "trigger_field_ids": [
                    cls.env["ir.model.fields"]._get(model.model, name).id
                    for name in watched
                ],
                **values,
            }
        )
        actions = action if isinstance(action, list) else [action]
        cls.env["ir.actions.server"].create(
            [
                {
                    "name": f"{scenario.name}: {values['state']}",
                    "model_id": model.id,
                    "base_automation_id": rule.id,
                    "usage": "base_automation",
                    **values,
                }
                for values in actions
            ]
        )
        return rule

    def _import(self, count):
        """Import `count` contacts from a CSV file, and commit."""
        rows = "".join(f"Client {n},client{n}@example.com\n" for n in range(count))
        wizard = self.env["base_import.import"].create(
            {
                "res_model": "res.partner",
                "file": f"name,email\n{rows}".encode(),
                "file_type": "text/csv",
            }
        )
        options = {"has_headers": True, "separator": ",", "quoting": '"'}
        result = wizard.execute_import(["name", "email"], ["name", "email"], options)
        self.assertFalse(result["messages"])
        self._end_transaction()
        return self.env["res.partner"].browse(result["ids"])

    # === THE TRANSACTION === #

    def _end_transaction(self):
        """Do what a commit does: execute what waits, and begin anew."""
        self.env.cr.flush()
        self.env.cr.postcommit.clear()

    def _forget_transaction(self):
        """Begin anew with what waits left to the workers."""
        ledger = Ledger.peek(self.env)
        if ledger:
            ledger.waiting.clear()
        self.env.cr.postcommit.clear()

    def _get_runs(self, scenario, **values):
        domain = [("scenario_id", "=", scenario.id)]
        domain += [(name, "=", value) for name, value in values.items()]
        return self.Run.search(domain, order="id")
