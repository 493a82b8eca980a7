from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged, users

from .common import ProcessCase

SCREENS = {
    "crm.process.template": ["form", "list", "kanban", "search"],
    "crm.process.stage": ["form", "list", "search"],
    "crm.process.step": ["form", "list", "search"],
    "crm.process.transition": ["form", "list", "search"],
    "crm.process.control": ["form", "list", "search"],
    "crm.process.assignment": ["form", "list", "search"],
}


@tagged("post_install", "-at_install")
class TestDesignerForms(ProcessCase):
    """A designer draws a draft on forms; a live version only shows itself."""

    def assertScreensOpen(self):
        for model, kinds in SCREENS.items():
            with self.subTest(model=model):
                views = [(False, kind) for kind in kinds]
                archs = self.env[model].get_views(views)["views"]
                self.assertEqual(set(archs), set(kinds))

    @users("designer")
    def test_designer_opens_every_screen(self):
        self.assertScreensOpen()
        form = Form(self.template.with_user(self.env.user))
        self.assertEqual(form.name, "Work")

    @users("sally")
    def test_salesperson_reads_every_screen(self):
        self.assertScreensOpen()
        template = self.template.with_user(self.env.user)
        with self.assertRaises(AccessError):
            template.purpose = "Mine"

    @users("sally")
    def test_salesperson_sees_no_button_of_a_designer(self):
        arch = self.env["crm.process.template"].get_view(view_type="form")["arch"]
        for button in ("action_activate", "action_retire", "action_open_new_version"):
            self.assertNotIn(button, arch)

    # === MENUS === #

    def _get_menus(self, user):
        return self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()

    def test_menus_are_for_designers_and_managers(self):
        menu = self.env.ref("crm_process_automation.crm_process_template_menu").id
        builder = self.env.ref("crm_process_automation.crm_process_builder_menu").id
        self.assertIn(menu, self._get_menus(self.designer))
        self.assertIn(builder, self._get_menus(self.designer))
        self.assertIn(menu, self._get_menus(self.head))
        self.assertNotIn(builder, self._get_menus(self.head))

    # === DRAWING A DRAFT === #

    def _drag(self, *stages):
        """Save the form as the web client does after rows were dragged."""
        self.template.with_user(self.env.user).write(
            {
                "stage_ids": [
                    Command.update(stage.id, {"sequence": place})
                    for place, stage in enumerate(stages)
                ]
            }
        )

    @users("designer")
    def test_stages_of_a_draft_are_dragged(self):
        self._drag(self.doing, self.todo)
        names = self.template.stage_ids.sorted().mapped("name")
        self.assertEqual(names[:2], ["Doing", "To do"])

    @users("designer")
    def test_stages_of_an_active_version_stay_in_their_order(self):
        self._activate()
        with self.assertRefused("“Work” is not a draft any more"):
            self._drag(self.doing, self.todo)

    @users("designer")
    def test_active_version_is_read_only_on_its_form(self):
        self._activate()
        form = Form(self.template.with_user(self.env.user))
        for name in ("name", "code", "host_model", "purpose"):
            with self.assertRaisesRegex(AssertionError, "readonly"):
                setattr(form, name, "other")

    @users("designer")
    def test_arrow_is_added_on_the_process(self):
        with (
            Form(self.template.with_user(self.env.user)) as form,
            form.transition_ids.new() as arrow,
        ):
            arrow.from_stage_id = self.todo
            arrow.to_stage_id = self.done
            arrow.kind = "skip"
            self.assertTrue(arrow.needs_reason)
        arrow = self.todo.transition_ids.filtered(lambda arrow: arrow.kind == "skip")
        self.assertEqual(arrow.to_stage_id, self.done)
        self.assertEqual(arrow.deviation_kind, "skipped")

    @users("designer")
    def test_arrow_opens_beside_the_process(self):
        action = self.finish.with_user(self.env.user).action_open_arrow()
        self.assertEqual(action["res_id"], self.finish.id)
        self.assertEqual(action["name"], "Doing → Done")

    # === HELP WHILE TYPING === #

    @users("designer")
    def test_new_process_and_stage_get_their_code_of_the_name(self):
        with Form(self.env["crm.process.template"]) as form:
            form.name = "Продаж курсів"
            with form.stage_ids.new() as stage:
                stage.name = "Розмова"
        self.assertEqual(form.record.code, "prodazh_kursiv")
        self.assertEqual(form.record.stage_ids.code, "rozmova")

    @users("designer")
    def test_code_that_somebody_chose_stays(self):
        with Form(self.doing.with_user(self.env.user)) as form:
            form.name = "Working"
        self.assertEqual(self.doing.code, "doing")

    @users("designer")
    def test_end_gets_an_outcome_and_its_certainty(self):
        with Form(self.doing.with_user(self.env.user)) as form:
            form.is_end = True
            self.assertEqual((form.outcome, form.probability), ("success", 100))
            form.outcome = "refused"
            self.assertEqual(form.probability, 0)
            form.is_end = False
        self.assertFalse(self.doing.outcome)

    # === ASSIGNMENT RULES === #

    def test_rule_follows_a_field_that_leads_to_a_person(self):
        rules = self.env["crm.process.assignment"]
        values = {"name": "Keeper", "kind": "field"}
        self.assertTrue(rules.create({**values, "field_path": "partner_id.user_id"}))
        for path in ("partner_id.name", "partner_id", "nothing.user_id"):
            with self.assertRefused(f"“{path}”, which leads to no person"):
                rules.create({**values, "field_path": path})
