import json

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .file_common import FileCase

STAYS_AT_HOME = {"template_id", "company_id", "active"}


@tagged("post_install", "-at_install")
class TestTemplateFile(FileCase):
    """A process travels between databases as one file."""

    def test_round_trip_loses_nothing(self):
        template, _told = self._import()
        self.assertEqual(json.loads(self._export(template)), json.loads(self._export()))

    def test_round_trip_of_every_ready_made_process(self):
        processes = self.env["crm.process.template"].search([("id", "!=", self.sub.id)])
        self.assertGreater(len(processes), 5)
        for process in processes:
            with self.subTest(process=process.code, version=process.version):
                template, told = self._import(self._export(process))
                self.assertEqual(
                    json.loads(self._export(template)),
                    json.loads(self._export(process)),
                )
                self.assertNotIn("missing", told)

    def test_file_does_not_depend_on_who_exports_it(self):
        in_ukrainian = self.template.with_user(self.designer).with_context(lang="uk_UA")
        self.assertEqual(self._export(in_ukrainian), self._export())

    def test_file_can_be_read_by_people(self):
        text = self._export().decode()
        self.assertIn("Виконання", text)
        self.assertIn('"probability": 50.0', text)

    def test_every_decision_of_a_designer_travels(self):
        templates = self.env["crm.process.template"]
        for model in [templates._name, *templates._get_part_models()]:
            part = self.env[model]
            lost = part._get_part_fields().keys() - part._get_file_specs().keys()
            self.assertLessEqual(lost, STAYS_AT_HOME, model)

    def test_import_makes_a_draft_with_the_next_number(self):
        self._activate(self._create_active_copy())
        template, told = self._import()
        self.assertEqual(
            (template.code, template.version, template.state), ("work", 3, "draft")
        )
        self.assertIn("“Work”, version 3, as a draft", told["made"])
        self.assertIn("Stage: 4", told["made"])

    def _create_active_copy(self):
        copy = self.template.action_new_version()
        self._find(copy, "doing").subprocess_id = False
        return copy

    def test_translations_arrive(self):
        stage = self._find(self._import()[0], "doing")
        self.assertEqual(stage.with_context(lang="en_US").name, "Doing")
        stage = stage.with_context(lang="uk_UA")
        self.assertEqual(
            (stage.name, str(stage.instruction)), ("Виконання", "<p>Слухайте.</p>")
        )

    def test_language_that_is_not_installed_is_told(self):
        content = self._edit_stage(name={"en_US": "Doing", "fr_FR": "En cours"})
        template, told = self._import(content)
        self.assertEqual(self._find(template, "doing").name, "Doing")
        self.assertIn("fr_FR", told["missing"])

    def test_required_step_has_one_control_point_with_its_message(self):
        gates = self._find(self._import()[0], "doing").control_ids
        made = gates.filtered("is_made_for_step")
        self.assertEqual((len(gates), made.message), (2, "Sign it first"))

    def test_what_is_found_is_told(self):
        _template, told = self._import()
        for name in (self.sally.name, "In turn", "Column for work", "Team for work"):
            self.assertIn(name, told["mapped"])
        self.assertNotIn("missing", told)

    def test_unknown_person_is_replaced_by_the_responsible_for_the_case(self):
        content = self._export()
        self.sally.login = "gone"
        template, told = self._import(content)
        stage = self._find(template, "to_do")
        self.assertEqual((stage.responsible_kind, stage.user_id.ids), ("case", []))
        self.assertIn("Stage “To do”: Person", told["missing"])
        self.assertIn("The responsible for the case answers", told["missing"])

    def test_unknown_owner_is_replaced_by_who_imports(self):
        content = self._export()
        self.head.login = "gone"
        template, told = self._import(content)
        self.assertEqual(template.owner_id, self.designer)
        self.assertIn("You own the process", told["missing"])

    def test_unknown_rule_group_team_and_column_are_left_empty_and_told(self):
        content = self._edit(self._rename_links)
        template, told = self._import(content)
        stage = self._find(template, "doing")
        self.assertEqual(
            (stage.responsible_kind, stage.crm_stage_id.ids, template.team_ids.ids),
            ("case", [], []),
        )
        for name in ("In turn", "Column for work", "Team for work"):
            self.assertIn(f"“{name} elsewhere” is not here", told["missing"])

    def _rename_links(self, data):
        stage = data["parts"]["crm.process.stage"][1]
        for link in (
            stage["assignment_id"],
            stage["crm_stage_id"],
            data["process"]["team_ids"][0],
        ):
            link["name"] += " elsewhere"

    def test_arrow_whose_group_is_missing_is_told_to_be_open(self):
        def rename(data):
            for arrow in data["parts"]["crm.process.transition"]:
                if arrow.get("group_ids"):
                    arrow["group_ids"] = [{"xml_id": "no.such", "name": "Directors"}]

        _template, told = self._import(self._edit(rename))
        self.assertIn("“Directors” is not here. Without a group", told["missing"])

    def test_name_that_two_records_bear_is_not_guessed(self):
        content = self._export()
        self.column.copy()
        template, told = self._import(content)
        self.assertFalse(self._find(template, "doing").crm_stage_id)
        self.assertIn("Column for work", told["missing"])

    def test_person_of_another_company_is_not_taken(self):
        company = self.env["res.company"].create({"name": "Branch"})
        self.designer.company_ids += company
        template, told = self._import(company=company)
        self.assertEqual(template.company_id, company)
        self.assertIn(self.sally.name, told["missing"])

    def test_what_is_to_be_mended_before_activation_is_told(self):
        _template, told = self._import()
        self.assertIn("has no active version", told["mend"])

    def test_imported_process_can_go_live(self):
        self.doing.subprocess_id = False
        template, told = self._import()
        template.action_activate()
        self.assertEqual((template.state, "mend" in told), ("active", False))

    def test_designer_may_export(self):
        template = self.template.with_user(self.designer)
        self.assertIn("/web/content/", template.action_export_file()["url"])
        self.assertTrue(template.export_file)

    def test_salesperson_may_not_export(self):
        with self.assertRaises(AccessError):
            self.template.with_user(self.sally).export_file  # noqa: B018

    def test_salesperson_may_not_import(self):
        templates = self.env["crm.process.template"].with_user(self.sally)
        with self.assertRaises(AccessError):
            templates._import_file(self._export())
