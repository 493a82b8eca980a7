from odoo.tests import tagged
from odoo.tools import SQL
from odoo.tools.misc import mute_logger

from ..models.automation import base_automation_ask
from .screen_common import ScreenCase

LOGGER = base_automation_ask.__name__


@tagged("post_install", "-at_install")
class TestScenarioBroken(ScreenCase):
    """Conditions that cannot be asked any more: the user saves, the scenario pauses."""

    def _break(self, name, condition):
        """Let the rule have what became of a condition when its field was deleted."""
        self.scenario.with_user(self.designer).action_switch_on()
        self._settle()
        self.env.cr.execute(
            SQL(
                "UPDATE base_automation SET %s = %s WHERE id = %s",
                SQL.identifier(name),
                condition,
                self.rule.id,
            )
        )
        self.env.invalidate_all()
        self.env.registry.clear_cache()

    def _save(self):
        with mute_logger(LOGGER):
            lead = self._create_lead()
            lead.sudo().write({"expected_revenue": 5, "priority": "3"})
            self._end_transaction()
        return lead

    def assertSavedAndPaused(self, reason):
        self.assertEqual(self._save().sudo().expected_revenue, 5)
        self.assertEqual(self.scenario.state, "paused")
        self.assertIn(reason, self.scenario.pause_reason)
        self._save()
        incidents = self.env["crm.process.incident"].search(
            [("scenario_id", "=", self.scenario.id)]
        )
        self.assertEqual(len(incidents), 1)
        self.assertEqual(incidents.owner_id, self.designer)

    def test_condition_on_a_field_that_is_gone(self):
        self._break("filter_domain", "[('x_gone', '=', 1)]")
        self.assertSavedAndPaused("x_gone")

    def test_condition_beforehand_on_a_field_that_is_gone(self):
        priority = self.env["ir.model.fields"]._get("crm.lead", "priority")
        self.rule.write(
            {"trigger": "on_create_or_write", "trigger_field_ids": priority.ids}
        )
        self._break("filter_pre_domain", "[('x_gone', '=', 1)]")
        self.assertSavedAndPaused("x_gone")

    def test_condition_on_details_that_names_none(self):
        self._break("filter_domain", "[('lead_properties', '=', 'x')]")
        self.assertSavedAndPaused("lead_properties")

    def test_condition_that_is_no_condition(self):
        self._break("filter_domain", "[('name', '=', ")
        self.assertSavedAndPaused("never closed")

    def test_other_scenarios_go_on(self):
        other = self._create_scenario("Other")
        self._break("filter_domain", "[('x_gone', '=', 1)]")
        self.assertEqual(self._save().sudo().referred, "Other")
        self.assertEqual(other.state, "on")
