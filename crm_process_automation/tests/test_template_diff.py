import doctest

from odoo import Command
from odoo.tests import tagged

from ..tools import pairing, text_change
from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestTemplateDiff(ProcessCase):
    """A new version says in words what it changes against the one before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template.case_properties_definition = [
            {"name": "guests", "type": "integer", "string": "Guests"},
            {"name": "place", "type": "char", "string": "Place"},
        ]
        cls.doing.write({"time_limit": 3, "time_unit": "day"})
        cls.call = cls._create_step(cls.doing, "Call", kind="call", sequence=1)
        cls.write_up = cls._create_step(cls.doing, "Write up", sequence=2)
        cls.control = cls._create_control(cls.doing, "Client", kind="responsible")
        cls._activate()
        cls.new = cls.template.action_new_version()

    def _find(self, code):
        return self.new.stage_ids.filtered(lambda stage: stage.code == code)

    def _find_step(self, name):
        return self._find("doing").step_ids.filtered(lambda step: step.name == name)

    def _get_arrow(self, kind):
        arrows = self._find("doing").transition_ids
        return arrows.filtered(lambda arrow: arrow.kind == kind)

    def _get_changes(self):
        return dict(self.new._compare_with(self.template))

    def test_untouched_copy_changes_nothing(self):
        self.assertEqual(self.new._compare_with(self.template), [])
        self.assertIn("say the same", self.new.change_text)

    def test_first_version_has_nothing_to_compare_with(self):
        self.assertFalse(self.template.predecessor_id)
        self.assertFalse(self.template.change_text)

    def test_predecessor_is_the_version_before(self):
        self.assertEqual(self.new.predecessor_id, self.template)
        self.assertEqual(self.new.action_new_version().predecessor_id, self.new)

    def test_promises_of_a_stage(self):
        self._find("doing").write({"time_limit": 5, "probability": 60})
        self.assertEqual(
            self._get_changes(),
            {
                "Stage “Doing”": [
                    "Probability of Success: 50 % → 60 %",
                    "Time Frame: 3 d → 5 d",
                ]
            },
        )

    def test_time_frame_taken_away(self):
        self._find("doing").time_limit = 0
        self.assertEqual(
            self._get_changes()["Stage “Doing”"],
            ["Time Frame removed (it was: 3 d)"],
        )

    def test_hours_are_not_days(self):
        self._find("doing").time_unit = "hour"
        self.assertEqual(
            self._get_changes()["Stage “Doing”"], ["Time Frame: 3 d → 3 h"]
        )

    def test_who_answers(self):
        self._find("doing").write({"responsible_kind": "user", "user_id": self.oleh.id})
        self.assertEqual(
            self._get_changes()["Stage “Doing”"],
            [f"Who Answers: Responsible for the case → {self.oleh.name}"],
        )

    def test_renamed_stage_is_told_under_its_new_name(self):
        self._find("doing").name = "Working"
        self.assertEqual(
            self._get_changes()["Stage “Working”"],
            ["Renamed from “Doing” to “Working”"],
        )

    def test_added_stage_with_its_parts(self):
        stage = self._create_stage("Check", self.new, time_limit=2, probability=70)
        self._create_step(stage, "Look")
        self.assertEqual(
            self._get_changes(),
            {"Stage “Check”": ["The stage is new: 2 d · 70%.", "Step “Look” added"]},
        )

    def test_removed_stage_takes_its_parts_along_silently(self):
        self._find("refused").unlink()
        self.assertEqual(
            self._get_changes(),
            {
                "Stage “To do”": ["Arrow “→ Refused” removed"],
                "Stage “Doing”": ["Arrow “→ Refused” removed"],
                "Stage “Refused”": ["The stage is removed."],
            },
        )

    def test_steps_added_removed_and_renamed(self):
        self._create_step(self._find("doing"), "Send", sequence=9)
        self._find_step("Call").name = "Ring"
        self._find_step("Write up").unlink()
        self.assertEqual(
            self._get_changes()["Stage “Doing”"],
            [
                "Step “Write up” removed",
                "Step “Send” added",
                "Step “Ring”: Renamed from “Call” to “Ring”",
            ],
        )

    def test_required_step_is_told_without_the_control_point_made_for_it(self):
        self._find_step("Call").is_required = True
        self.assertEqual(
            self._get_changes()["Stage “Doing”"], ["Step “Call”: Required: no → yes"]
        )

    def test_other_order_of_steps(self):
        self._find_step("Call").sequence = 5
        self.assertEqual(
            self._get_changes()["Stage “Doing”"], ["Step, order: Write up, Call"]
        )

    def test_other_order_of_stages(self):
        self._find("refused").sequence = 1
        changes = self._get_changes()["The whole process"]
        self.assertEqual(changes, ["Stage, order: To do, Refused, Doing, Done"])

    def test_arrow_with_a_condition_and_a_group(self):
        group = self.env.ref("base.group_user")
        self._get_arrow("rework").write(
            {
                "domain": "[('amount', '>', 5)]",
                "group_ids": [Command.link(group.id)],
                "needs_reason": False,
            }
        )
        self.assertEqual(
            self._get_changes()["Stage “Doing”"],
            [
                "Arrow “→ To do”: Condition added: [('amount', '>', 5)]",
                f"Arrow “→ To do”: Only for added: {group.display_name}",
                "Arrow “→ To do”: Needs Reason: yes → no",
            ],
        )

    def test_arrow_of_another_kind_is_the_same_arrow(self):
        self._get_arrow("rework").kind = "repeat"
        changes = self._get_changes()["Stage “Doing”"]
        self.assertIn("Arrow “→ To do”: Kind: Rework → Repeat", changes)

    def test_control_point_that_only_watches_now(self):
        self._find("doing").control_ids.is_gate = False
        self.assertEqual(
            self._get_changes()["Stage “Doing”"],
            ["Control point “Client”: Holds Back: yes → no"],
        )

    def test_control_point_of_the_whole_process(self):
        self.env["crm.process.control"].create(
            {"template_id": self.new.id, "name": "Budget", "kind": "responsible"}
        )
        self.assertEqual(
            self._get_changes(),
            {"The whole process": ["Control point “Budget” added"]},
        )

    def test_properties(self):
        self.new.case_properties_definition = [
            {"name": "guests", "type": "float", "string": "Number of guests"},
            {"name": "date", "type": "date", "string": "Date"},
        ]
        self.assertEqual(
            self._get_changes()["The whole process"],
            [
                "Property “Number of guests”: before called “Guests”",
                "Property “Number of guests”: type: integer → float",
                "Property “Date” added",
                "Property “Place” removed",
            ],
        )

    def test_long_instruction_is_shown_where_it_differs(self):
        words = "Ask who decides, note it down, then call back within three days. " * 3
        self.template._write_state({"state": "draft"})
        self.doing.instruction = f"<p>{words} Be polite.</p>"
        self._find("doing").instruction = f"<p>{words} Be brief.</p>"
        [sentence] = self._get_changes()["Stage “Doing”"]
        self.assertEqual(
            sentence,
            "Instruction: … three days. Be polite. → … three days. Be brief.",
        )

    def test_names_of_users_are_no_markup(self):
        self._find("doing").name = "<b>Now</b>"
        self.assertIn("&lt;b&gt;Now", self.new.change_text)

    def test_any_two_versions_can_be_compared(self):
        self._find("doing").time_limit = 5
        third = self.new.action_new_version()
        self.assertEqual(third._compare_with(self.new), [])
        self.assertEqual(
            dict(third._compare_with(self.template))["Stage “Doing”"],
            ["Time Frame: 3 d → 5 d"],
        )

    def test_salesperson_reads_what_changed(self):
        self._get_arrow("rework").group_ids = self.env.ref("base.group_system")
        self.assertIn("Only for", self.new.with_user(self.sally).change_text)

    def test_examples_in_the_docstrings(self):
        for module in (pairing, text_change):
            self.assertFalse(doctest.testmod(module).failed, module.__name__)
