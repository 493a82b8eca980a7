from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from .screen_common import MUTED, ScreenCase


@tagged("post_install", "-at_install")
class TestScenarioParameter(ScreenCase):
    """A parameter is a window onto one field: what it shows is what is there."""

    def test_value_is_read_and_written_where_the_window_leads(self):
        parameter = self._create_parameter("word", "value")
        self.assertEqual(parameter.kind, "text")
        self.assertEqual(parameter.value_text, "Mark")
        self._mine(parameter).value_text = "Changed"
        self.assertEqual(self.action.value, "Changed")
        self.action.value = "Changed again"
        self.assertEqual(parameter.value_text, "Changed again")
        self.assertEqual(self.scenario.parameters, {"word": "Changed again"})

    def test_value_may_be_given_when_the_parameter_is_made(self):
        self._create_parameter("word", "value", value_text="From the start")
        self.assertEqual(self.action.value, "From the start")

    def test_number_has_its_unit(self):
        self.rule.write({"trigger": "on_time_created", "trg_date_range": 2})
        self.rule.trg_date_range_type = "hour"
        parameter = self._create_parameter(
            "delay",
            "trg_date_range",
            target=self.rule,
            unit_field_name="trg_date_range_type",
        )
        self.assertEqual(parameter.value_integer, 2)
        self.assertEqual(parameter.value_unit_id.value, "hour")
        days = self.env["ir.model.fields.selection"].search(
            [
                ("field_id", "=", parameter.unit_choice_field_id.id),
                ("value", "=", "day"),
            ]
        )
        self._mine(parameter).write({"value_integer": 3, "value_unit_id": days.id})
        self.assertEqual(self.rule.trg_date_range, 3)
        self.assertEqual(self.rule.trg_date_range_type, "day")

    def test_person_is_chosen_as_a_person(self):
        self.action.write({"state": "next_activity", "activity_user_id": self.oleh.id})
        parameter = self._create_parameter("who", "activity_user_id")
        self.assertEqual(parameter.kind, "user")
        self.assertEqual(parameter.value_user_id, self.oleh)
        self._mine(parameter).value_user_id = self.head
        self.assertEqual(self.action.activity_user_id, self.head)
        self.assertEqual(self.scenario.parameters, {"who": self.head.id})

    def test_stage_that_is_waited_for_is_chosen_as_a_record(self):
        self.rule.write({"trigger": "on_stage_set", "trg_field_ref": self.new.id})
        parameter = self._create_parameter("stage", "trg_field_ref", target=self.rule)
        self.assertEqual(parameter.value_reference, self.new)
        self._mine(parameter).value_reference = f"crm.stage,{self.working.id}"
        self.assertEqual(self.rule.trg_field_ref, self.working.id)
        self.assertIn(str(self.working.id), self.rule.filter_domain)

    def test_condition_is_a_parameter(self):
        parameter = self._create_parameter("which", "filter_domain", target=self.rule)
        self._mine(parameter).value_domain = "[('expected_revenue', '>', 1000)]"
        self.assertEqual(self.rule.filter_domain, "[('expected_revenue', '>', 1000)]")
        with self.assertRefused("plain values"):
            self._mine(parameter).value_domain = "[('id', '=', env.user.id)]"

    # === WHAT NO PARAMETER IS ABOUT === #

    def test_no_window_leads_to_programs_and_rights(self):
        for name in ("code", "model_id", "group_ids", "state", "evaluation_type", "no"):
            with self.subTest(name), self.assertRaises(ValidationError):
                with self.env.cr.savepoint():
                    self._create_parameter("bad", name)

    def test_no_window_leads_to_a_computed_value(self):
        self.scenario.is_technical = True
        self.action.evaluation_type = "equation"
        with self.assertRaises(ValidationError):
            self._create_parameter("bad", "value")

    def test_no_window_leads_out_of_the_scenario(self):
        with self.assertRaises(ValidationError):
            self._create_parameter("bad", "value", target=self.free_action)
        parameter = self._create_parameter("word", "value")
        with mute_logger(*MUTED), self.assertRaises(UserError):
            self._mine(parameter).action_id = self.free_action

    def test_salesperson_neither_reads_nor_sets_a_parameter(self):
        parameter = self._create_parameter("word", "value")
        self.assertFalse(self._mine(parameter, self.sally).has_access("read"))
        with mute_logger(*MUTED), self.assertRaises(AccessError):
            self._mine(parameter, self.sally).value_text = "Mine"
