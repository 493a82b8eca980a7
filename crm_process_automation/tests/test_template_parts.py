from odoo.tests import tagged

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestTemplateParts(ProcessCase):
    """Who answers, what gates ask and which sub-process starts is checked as well."""

    def test_nobody_chosen_is_named(self):
        self.doing.responsible_kind = "role"
        self._create_step(self.todo, "Call", responsible_kind="rule")
        with self.assertRefused(
            "“Doing” is to be answered for by “A role”",
            "“To do / Call” is to be answered for by “By an assignment rule”",
        ):
            self._activate()

    def test_archived_person_is_named(self):
        leaver = self._create_user("leaver", "sales_team.group_sale_salesman")
        self.template.write({"responsible_kind": "user", "user_id": leaver.id})
        leaver.active = False
        with self.assertRefused("“leaver.*”, which is archived"):
            self._activate()

    def test_person_of_another_company_is_named(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.template.company_id = self.env.company
        self.template.write({"owner_id": self.env.uid})
        self.doing.write({"responsible_kind": "user", "user_id": self.sally.id})
        self.sally.write({"company_ids": [other.id], "company_id": other.id})
        with self.assertRefused("“Doing”.*“sally.*” of another company"):
            self._activate()

    def test_person_of_any_company_may_answer_in_a_shared_process(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        guest = self._create_user(
            "guest",
            "sales_team.group_sale_salesman",
            company_id=other.id,
            company_ids=[other.id],
        )
        self.doing.write({"responsible_kind": "user", "user_id": guest.id})
        self._activate()
        self.assertEqual(self.template.state, "active")

    def test_control_points_that_ask_for_nothing_are_named(self):
        other = self._create_template("Other")
        step = self._create_step(self._create_stage("Far", other), "Sign")
        self._create_control(self.doing, "A", kind="field", field_path="partner_id.xy")
        self._create_control(self.doing, "B", kind="property", property_name="guests")
        self._create_control(self.doing, "C", kind="task", step_id=step.id)
        self._create_control(self.doing, "D", domain="[('nothing', '=', 1)]")
        with self.assertRefused(
            "“Doing / A” looks at the field “partner_id.xy”",
            "“Doing / B” looks at the property “guests”",
            "“Doing / C” waits for a step",
            "“Doing / D” cannot be asked: .*nothing",
        ):
            self._activate()

    def test_control_points_that_can_be_asked_pass(self):
        self.template.case_properties_definition = [
            {"name": "guests", "type": "integer", "string": "Guests"}
        ]
        self._create_control(self.doing, "A", kind="field", field_path="partner_id.vat")
        self._create_control(self.doing, "B", kind="property", property_name="guests")
        self._create_control(self.doing, "D", domain="[('amount', '>', 1)]")
        self._create_step(self.doing, "Sign", is_required=True)
        self._activate()
        self.assertEqual(self.template.state, "active")

    def test_condition_that_cannot_be_asked_is_named(self):
        self.finish.domain = "[('nothing', '=', 1)]"
        with self.assertRefused("condition of the arrow “Doing → Done”.*nothing"):
            self._activate()

    def _create_small(self, name):
        template = self._create_template(name)
        begin = self._create_stage("Begin", template, is_start=True)
        end = self._create_stage("End", template, is_end=True, outcome="success")
        self._create_arrow(begin, end)
        return template, begin

    def test_subprocess_without_active_version_is_named(self):
        self.doing.subprocess_id = self._create_small("Check")[0]
        with self.assertRefused("“Check” of the stage “Doing” has no active version"):
            self._activate()

    def test_process_cannot_be_its_own_subprocess(self):
        self._activate()
        new = self.template.action_new_version()
        new.stage_ids.filtered(lambda s: s.code == "doing").subprocess_id = new
        with self.assertRefused("over and over: work → work"):
            new.action_activate()

    def test_loop_through_another_process_is_named(self):
        self._activate()
        check, begin = self._create_small("Check")
        begin.subprocess_id = self.template
        self._activate(check)
        new = self.template.action_new_version()
        new.stage_ids.filtered(lambda s: s.code == "doing").subprocess_id = check
        with self.assertRefused("work → check → work"):
            new.action_activate()

    def test_end_waits_for_no_subprocess(self):
        check = self._create_small("Check")[0]
        self._activate(check)
        self.done.subprocess_id = check
        with self.assertRefused("The end stage “Done” has a sub-process"):
            self._activate()
