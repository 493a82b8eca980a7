from lxml import etree

from odoo.tests import Form, tagged

from .action_common import ActionCase

KINDS = ("request", "task", "move", "start", "assign", "log")


@tagged("post_install", "-at_install")
class TestActionForm(ActionCase):
    """The form of an action offers what its kind needs, and nothing of the others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._activate()

    def _open_form(self, kind, model="crm.lead"):
        form = Form(self.env["ir.actions.server"])
        form.model_id = self.env["ir.model"]._get(model)
        form.state = f"process_{kind}"
        return form

    def _get_group(self):
        view = self.env["ir.actions.server"].get_view(view_type="form")
        return etree.fromstring(view["arch"]).find(".//group[@name='process_action']")

    def test_group_hides_from_other_kinds(self):
        group = self._get_group()
        for kind in KINDS:
            self.assertIn(f"process_{kind}", group.get("invisible"))
        self.assertNotIn("object_write", group.get("invisible"))

    def test_every_field_says_when_it_is_shown(self):
        for field in self._get_group().iter("field"):
            with self.subTest(field.get("name")):
                place = field if field.get("invisible") else field.getparent()
                self.assertTrue(place.get("invisible"))

    def test_task_is_designed_in_the_form(self):
        form = self._open_form("task")
        self.assertRegex(form.warning, "Say what is to be done")
        form.process_name = "Call {partner_id.name}"
        self.assertFalse(form.warning)
        form.process_delay = 2
        action = form.save()
        self.assertEqual(action.name, "Give the task “Call {partner_id.name}”")

    def test_unknown_placeholder_warns_while_it_is_typed(self):
        form = self._open_form("task")
        form.process_name = "Call {partner}"
        self.assertRegex(form.warning, "has no {partner}")

    def test_stage_is_kept_by_its_code(self):
        form = self._open_form("move")
        form.process_template_id = self.template
        form.process_stage_id = self.doing
        self.assertFalse(form.warning)
        action = form.save()
        self.assertEqual(
            (action.process_template_code, action.process_stage_code),
            ("work", "doing"),
        )
        self.assertEqual(action.name, "Move to “Doing”")
        draft = self.template.action_new_version()
        draft.action_activate()
        action.invalidate_recordset()
        self.assertEqual(action.process_stage_id.template_id, draft)

    def test_another_process_forgets_the_stage(self):
        other = self._create_small_template("Other", code="other", is_automatic=False)
        form = self._open_form("move")
        form.process_template_id = self.template
        form.process_stage_id = self.doing
        form.process_template_id = other
        self.assertFalse(form.process_stage_id)
        self.assertRegex(form.warning, "Choose the stage")

    def test_kind_offers_only_models_that_it_works_on(self):
        action = self._create_action("start", process_template_code="work")
        names = set(action.available_model_ids.mapped("model"))
        self.assertLessEqual({"crm.lead", "sale.order", "res.partner"}, names)
        self.assertNotIn("crm.process.call", names)

    def test_action_that_has_gone_wrong_keeps_a_rule_from_being_saved(self):
        rule = self.env["base.automation"].create(
            {
                "name": "Rule",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "trigger": "on_create",
            }
        )
        values = {"base_automation_id": rule.id, "usage": "base_automation"}
        action = self._create_action("task", **values)
        with self.assertRefused("have warnings"):
            rule.action_server_ids = action
