from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .version_common import VersionCase


@tagged("post_install", "-at_install")
class TestMigrationWizard(VersionCase):
    """Running cases are moved to another version by a dialogue, with a preview."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fresh = cls._create_case(name="Spring fair")
        cls.ended = cls._create_case(name="Old fair")
        cls.ended.action_cancel("Off")

    def _open(self, user=None, **values):
        if self.new.state == "draft":
            self.new.action_activate()
        wizards = self.env["crm.process.migration"].with_user(user or self.head)
        return wizards.create({"source_id": self.template.id, **values})

    def _get_verdicts(self, wizard):
        return {row.name: (row.is_done, row.text) for row in wizard.verdict_ids}

    def test_button_opens_it_from_the_old_version_to_the_active(self):
        self.new.action_activate()
        for template in (self.template, self.new):
            context = template.with_user(self.head).action_open_migration()["context"]
            self.assertEqual(
                (context["default_source_id"], context["default_target_id"]),
                (self.template.id, self.new.id),
            )

    def test_active_version_is_proposed(self):
        self.assertEqual(self._open().target_id, self.new)

    def test_stages_are_mapped_by_code_with_the_number_of_cases(self):
        lines = self._open().line_ids
        self.assertEqual(
            [(x.from_stage_id, x.case_count, x.stage_id) for x in lines],
            [
                (self.todo, 1, self._find("to_do")),
                (self.doing, 1, self._find("doing")),
            ],
        )

    def test_stage_that_is_gone_is_left_open(self):
        self._find("doing").unlink()
        self._create_arrow(self._find("to_do"), self._find("done"))
        lines = self._open().line_ids
        self.assertEqual(lines.mapped("stage_id.code"), ["to_do"])

    def test_preview_tells_what_changes_and_changes_nothing(self):
        self._find("doing").write({"probability": 60, "time_limit": 5})
        self._create_step(self._find("doing"), "Weigh", is_required=True)
        self._find_step("Note").unlink()
        wizard = self._open()
        text = " ".join(str(wizard.preview).split())
        for words in (
            "Autumn fair",
            "50 → 60 %",
            "Gives out: Weigh",
            "Cancels: Note",
        ):
            self.assertIn(words, text)
        self.assertRegex(text, "03/04/2026 10:00 AM →.*03/09/2026 10:00 AM")
        self.assertEqual(self.case.template_id, self.template)

    def test_preview_names_who_stays(self):
        wizard = self._open()
        wizard.line_ids[1].stage_id = False
        self.assertEqual((wizard.case_count, wizard.stuck_count), (2, 1))
        self.assertIn("no stage was chosen for “Doing”", wizard.preview)

    def test_preview_shows_a_long_list_in_part(self):
        for number in range(90):
            self._create_case(name=f"Fair {number}")
        self.assertIn("12 more cases", " ".join(str(self._open().preview).split()))

    def test_names_of_cases_are_no_markup(self):
        self.case.name = "<b>Fair</b>"
        self.assertIn("&lt;b&gt;Fair", self._open().preview)

    def test_cases_are_moved_each_with_a_verdict(self):
        wizard = self._open(reason="Better now")
        wizard.action_apply()
        self.assertEqual((self.case | self.fresh).template_id, self.new)
        self.assertEqual(
            self._get_verdicts(wizard),
            {
                "Autumn fair": (True, "Work, v2: Doing"),
                "Spring fair": (True, "Work, v2: To do"),
            },
        )
        move = self.case.move_ids.sorted("id")[-1]
        self.assertEqual((move.reason_text, move.user_id), ("Better now", self.head))

    def test_one_that_cannot_move_stops_no_other(self):
        self._find("doing").subprocess_id = self._create_subprocess()
        self.case.action_pause("2090-01-01", "Holidays")
        wizard = self._open()
        wizard.action_apply()
        self.assertEqual(self.case.template_id, self.template)
        self.assertEqual(self.fresh.template_id, self.new)
        is_done, text = self._get_verdicts(wizard)["Autumn fair"]
        self.assertFalse(is_done)
        self.assertIn("is paused", text)

    def _create_subprocess(self):
        sub = self._create_template("Sub", code="sub")
        begin = self._create_stage("Begin", sub, is_start=True)
        end = self._create_stage(
            "End", sub, is_end=True, outcome="success", probability=100
        )
        self._create_arrow(begin, end)
        sub.action_activate()
        return sub

    def test_one_that_fails_on_the_way_stops_no_other(self):
        Case = self.registry["crm.process.case"]
        enter = Case._enter_version

        def fail(case, stage, passage):
            if case.name == "Autumn fair":
                case._check_not_kept_by_door({})
                case.action_cancel("")
            return enter(case, stage, passage)

        self.patch(Case, "_enter_version", fail)
        wizard = self._open()
        wizard.action_apply()
        self.assertEqual(
            self._get_verdicts(wizard)["Autumn fair"],
            (False, "Say why the case is cancelled."),
        )
        self.assertEqual(self.fresh.template_id, self.new)
        self.assertEqual(self.case.template_id, self.template)

    def test_ended_cases_are_left_alone(self):
        self._open().action_apply()
        self.assertEqual(self.ended.template_id, self.template)

    def test_chosen_cases_only(self):
        self.new.action_activate()
        wizards = self.env["crm.process.migration"].with_user(self.head)
        wizard = wizards.with_context(
            active_model="crm.process.case", active_ids=self.fresh.ids
        ).create({})
        self.assertEqual(wizard.target_id, self.new)
        wizard.action_apply()
        self.assertEqual(self.fresh.template_id, self.new)
        self.assertEqual(self.case.template_id, self.template)

    def test_nobody_gets_a_mail(self):
        self.env.cr.flush()  # of the tasks that the cases began with, they are told
        mails = self.env["mail.mail"].sudo().search_count([])
        self._open().action_apply()
        self.env.cr.flush()
        self.assertEqual(self.env["mail.mail"].sudo().search_count([]), mails)

    def test_form_lets_the_manager_map_and_preview(self):
        self.new.action_activate()
        wizards = self.env["crm.process.migration"].with_user(self.head)
        form = Form(wizards.with_context(default_source_id=self.template.id))
        with form.line_ids.edit(1) as line:
            line.stage_id = self._find("to_do")
        self.assertIn("→", form.preview)
        form.save().action_apply()
        self.assertEqual(self.case.stage_id, self._find("to_do"))

    def test_manager_and_designer_may_move_cases(self):
        for user in (self.head, self.designer):
            self.assertTrue(self._open(user=user))

    def test_salesperson_may_not_move_cases(self):
        with self.assertRaises(AccessError):
            self._open(user=self.sally)


@tagged("post_install", "-at_install")
class TestComparison(VersionCase):
    """A new version shows what it changes before it goes live."""

    def _open(self, template=None, user=None):
        action = (template or self.new).action_open_changes()
        wizards = self.env["crm.process.comparison"].with_user(user or self.designer)
        return wizards.with_context(**action["context"]).create({})

    def test_draft_is_compared_with_the_active_version(self):
        self._find("doing").time_limit = 5
        wizard = self._open()
        self.assertEqual((wizard.other_id, wizard.open_case_count), (self.template, 1))
        self.assertIn("Time Frame: 2 d → 5 d", wizard.change_text)

    def test_any_version_can_be_chosen(self):
        third = self.new.action_new_version()
        wizard = self._open(third)
        wizard.other_id = self.new
        self.assertIn("say the same", wizard.change_text)

    def test_it_activates_the_version(self):
        action = self._open().action_activate()
        self.assertEqual(
            (action["type"], self.new.state, self.template.state),
            ("ir.actions.act_window_close", "active", "retired"),
        )

    def test_salesperson_may_look_but_not_activate(self):
        wizard = self._open(user=self.sally)
        self.assertTrue(wizard.change_text)
        with self.assertRaises(AccessError):
            wizard.action_activate()

    def test_versions_and_running_cases_are_counted(self):
        self.assertEqual((self.new.version_count, self.new.open_case_count), (2, 0))
        self.assertEqual(self.template.open_case_count, 1)
        action = self.new.action_open_versions()
        self.assertEqual(
            self.env["crm.process.template"].search(action["domain"]),
            self.new | self.template,
        )
        action = self.template.action_open_running_cases()
        self.assertEqual(
            self.env["crm.process.case"].search(action["domain"]), self.case
        )
