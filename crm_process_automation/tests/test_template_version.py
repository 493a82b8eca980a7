from contextlib import suppress

from odoo import Command
from odoo.tests import tagged

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestTemplateVersion(ProcessCase):
    """A new version is a complete draft copy of the one before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in ("en_US", "uk_UA"):
            cls.env["res.lang"]._activate_lang(lang)
        cls.template.case_properties_definition = [
            {"name": "guests", "type": "integer", "string": "Guests"}
        ]
        cls.step = cls._create_step(cls.doing, "Sign", is_required=True)
        cls.gate = cls.step.env["crm.process.control"].search(
            [("step_id", "=", cls.step.id)]
        )
        cls.gate.message = "Sign it first"
        cls.control = cls._create_control(cls.todo, "Client", kind="responsible")

    def _get_new(self):
        return self.template.with_user(self.designer).action_new_version()

    def _find(self, template, code):
        return template.stage_ids.filtered(lambda stage: stage.code == code)

    def test_new_version_is_a_draft_with_the_next_number(self):
        self._activate()
        new = self._get_new()
        self.assertEqual(
            (new.name, new.code, new.version, new.state), ("Work", "work", 2, "draft")
        )
        self.assertFalse(new.approved_by_id)
        self.assertEqual(self._get_new().version, 3)

    def test_button_opens_the_new_version(self):
        action = self.template.action_open_new_version()
        self.assertEqual(action["res_model"], "crm.process.template")
        self.assertNotEqual(action["res_id"], self.template.id)

    def test_stages_keep_their_codes_and_promises(self):
        new = self._get_new()
        self.assertEqual(
            new.stage_ids.sorted().mapped("code"),
            ["to_do", "doing", "done", "refused"],
        )
        self.assertEqual(self._find(new, "doing").probability, 50)

    def test_arrows_lead_between_the_new_stages(self):
        self.refuse.write(
            {
                "deviation_kind": "refund",
                "needs_reason": False,
                "domain": "[('amount', '>', 5)]",
                "group_ids": [Command.link(self.env.ref("base.group_user").id)],
            }
        )
        new = self._get_new()
        self.assertEqual(new.transition_ids.to_stage_id.template_id, new)
        arrow = new.transition_ids.filtered(
            lambda a: a.kind == "refuse" and a.from_stage_id.code == "doing"
        )
        self.assertEqual(
            (arrow.deviation_kind, arrow.needs_reason, arrow.domain),
            ("refund", False, "[('amount', '>', 5)]"),
        )
        self.assertEqual(arrow.group_ids, self.env.ref("base.group_user"))

    def test_required_step_has_its_control_point_once_with_its_message(self):
        new = self._get_new()
        gate = self._find(new, "doing").control_ids
        self.assertEqual(gate.step_id, self._find(new, "doing").step_ids)
        self.assertEqual((len(gate), gate.message), (1, "Sign it first"))
        self.assertTrue(gate.is_made_for_step)

    def test_properties_keep_their_names(self):
        self.assertEqual(
            self._get_new().case_properties_definition[0]["name"], "guests"
        )

    def test_translations_come_along(self):
        in_ukrainian = {"lang": "uk_UA"}
        self.doing.with_context(**in_ukrainian).name = "Виконання"
        self.doing.instruction = "<p>Listen.</p>"
        self.doing.update_field_translations(
            "instruction", {"uk_UA": {"Listen.": "Слухайте."}}
        )
        self.gate.with_context(**in_ukrainian).message = "Підпишіть"
        stage = self._find(self._get_new(), "doing")
        self.assertEqual(stage.name, "Doing")
        stage = stage.with_context(**in_ukrainian)
        self.assertEqual(stage.name, "Виконання")
        self.assertEqual(stage.instruction, "<p>Слухайте.</p>")
        self.assertEqual(stage.control_ids.message, "Підпишіть")

    def test_links_to_the_pipeline_come_along(self):
        column = self.env["crm.stage"].create({"name": "Column"})
        team = self.env["crm.team"].create({"name": "Team"})
        self.doing.crm_stage_id = column
        self.template.team_ids = team
        new = self._get_new()
        self.assertEqual(self._find(new, "doing").crm_stage_id, column)
        self.assertEqual(new.team_ids, team)

    def test_new_version_can_go_live_at_once(self):
        new = self._get_new()
        new.action_activate()
        self.assertEqual(new.state, "active")

    def test_running_case_stays_on_its_version(self):
        case = self._create_case(self.sally)
        new = self._get_new()
        self._find(new, "to_do").write({"name": "Anew", "probability": 99})
        new.action_activate()
        self.assertEqual(case.template_id, self.template)
        self.assertEqual((case.stage_id, case.probability), (self.todo, 10))

    def test_correction_after_an_undone_activation_counts(self):
        with suppress(RuntimeError), self.env.cr.savepoint():
            self._activate()
            self._create_case()
            raise RuntimeError
        shortcut = self._create_arrow(self.todo, self.done)
        self.assertIn(shortcut, self._create_case()._get_open_transitions())

    def test_case_on_the_new_version_takes_its_new_arrow(self):
        self._activate()
        self._create_case()
        new = self._get_new()
        shortcut = self._create_arrow(self._find(new, "to_do"), self._find(new, "done"))
        new.sudo().action_activate()
        case = self._create_case(template_id=new.id)
        self.assertIn(shortcut, case._get_open_transitions())

    def test_duplicate_is_a_process_of_its_own(self):
        copy = self.template.copy()
        self.assertEqual((copy.code, copy.version), ("work_2", 1))
        self.assertEqual(copy.name, "Work (copy)")
        self.assertEqual(len(copy.stage_ids), 4)

    def test_every_kind_of_part_is_known(self):
        models = self.template._get_part_models()
        self.assertLess(
            models.index("crm.process.stage"), models.index("crm.process.step")
        )
        self.assertLess(
            models.index("crm.process.step"), models.index("crm.process.control")
        )
