from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tools.misc import mute_logger

from .scenario_common import ScenarioCase

MUTED = ("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")


class ScreenCase(ScenarioCase):
    """A consultant who designs scenarios, and is no administrator of Odoo."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scenario = cls._create_scenario("Mark", switch_on=False)
        cls.rule = cls.scenario.with_context(active_test=False).automation_ids
        cls.action = cls.rule.action_server_ids
        cls.free_rule = cls._create_free_rule("Everyday rule")
        cls.free_action = cls.free_rule.action_server_ids
        cls._settle()

    # === FACTORIES === #

    @classmethod
    def _create_free_rule(cls, name):
        """Create a rule of Odoo's own, which belongs to no scenario."""
        model_id = cls.env["ir.model"]._get_id("crm.lead")
        rule = cls.env["base.automation"].create(
            {"name": name, "model_id": model_id, "trigger": "on_archive"}
        )
        cls.env["ir.actions.server"].create(
            {
                "name": f"{name}: act",
                "model_id": model_id,
                "base_automation_id": rule.id,
                "usage": "base_automation",
                "state": "multi",
            }
        )
        return rule

    @classmethod
    def _create_parameter(cls, code, field_name, target=None, **values):
        target = target or cls.action
        name = "action_id" if target._name == "ir.actions.server" else "automation_id"
        return cls.env["crm.process.scenario.parameter"].create(
            {
                "scenario_id": cls.scenario.id,
                "name": code.capitalize(),
                "code": code,
                name: target.id,
                "field_name": field_name,
                **values,
            }
        )

    @classmethod
    def _settle(cls):
        """End the transaction: what was made is there now, and may be changed."""
        cls.env.cr.flush()
        cls.env.cr.postcommit.clear()
        cls.env.invalidate_all()

    def _mine(self, records, user=None):
        """Return `records` as the consultant (or another user) meets them."""
        return records.with_user(user or self.designer)

    # === ASSERTIONS === #

    def assertWriteRefused(self, records, values, user=None):
        """The user is refused to write `values`: they are not for consultants."""
        records = self._mine(records, user)
        with (
            mute_logger(*MUTED),
            # whoever has sent the request: Odoo asks it for commands on actions
            patch.object(self.env.transaction, "default_env", records.env),
            self.assertRaises(UserError),
            self.env.cr.savepoint(),
        ):
            records.write(values)
            self.env.flush_all()
        self.env.invalidate_all()
