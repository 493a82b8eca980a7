from odoo.tests import tagged

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestAssignment(ProcessCase):
    """A rule chooses who answers, passes over the absent, and says why."""

    def _create_rule(self, kind, **values):
        return self.env["crm.process.assignment"].create(
            {"name": "Who sells", "kind": kind, **values}
        )

    def _assign_by(self, rule):
        self.template.write({"responsible_kind": "rule", "assignment_id": rule.id})

    def _send_on_leave(self, user):
        resource = self.env["resource.resource"].create(
            {"name": user.name, "user_id": user.id}
        )
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "resource_id": resource.id,
                "calendar_id": resource.calendar_id.id,
                "date_from": "2026-11-23 00:00:00",
                "date_to": "2026-11-25 00:00:00",
            }
        )

    def test_rotation_takes_turns(self):
        people = self.sally | self.oleh
        self._assign_by(self._create_rule("rotation", user_ids=people.ids))
        cases = [self._create_case() for _turn in range(3)]
        self.assertEqual(
            [case.user_id for case in cases], [self.sally, self.oleh, self.sally]
        )

    def test_absent_person_is_passed_over(self):
        people = self.sally | self.oleh
        self._send_on_leave(self.sally)
        self._assign_by(self._create_rule("rotation", user_ids=people.ids))
        with self.at("2026-11-24 09:00:00"):
            self.assertEqual(self._create_case().user_id, self.oleh)

    def test_person_is_back_after_the_leave(self):
        people = self.sally | self.oleh
        self._send_on_leave(self.sally)
        self._assign_by(self._create_rule("rotation", user_ids=people.ids))
        with self.at("2026-11-26 09:00:00"):
            self.assertEqual(self._create_case().user_id, self.sally)

    def test_archived_person_is_passed_over(self):
        people = self.sally | self.oleh
        self._assign_by(self._create_rule("rotation", user_ids=people.ids))
        self._activate()
        self.sally.active = False
        case = self.env["crm.process.case"].create(
            {"name": "X", "template_id": self.template.id}
        )
        self.assertEqual(case.user_id, self.oleh)

    def test_least_loaded_gets_the_case(self):
        people = self.sally | self.oleh
        self._create_case(self.sally)
        rule = self._create_rule("least_loaded", user_ids=people.ids)
        case = self._create_case(self.oleh)
        case.action_cancel("test")
        self.assertEqual(rule._choose_user(case)[0], self.oleh)

    def _create_batch(self, count):
        """Return the cases of one batch, brought by the head."""
        if self.template.state == "draft":
            self._activate()
        values = {"template_id": self.template.id, "user_id": self.head.id}
        return self.env["crm.process.case"].create(
            [values | {"name": f"Fair {number}"} for number in range(count)]
        )

    def test_batch_is_given_out_in_turn(self):
        people = self.sally | self.oleh
        self._assign_by(self._create_rule("rotation", user_ids=people.ids))
        self.assertEqual(
            [case.user_id for case in self._create_batch(3)],
            [self.sally, self.oleh, self.sally],
        )

    def test_batch_is_given_out_by_growing_load(self):
        people = self.sally | self.oleh
        self._assign_by(self._create_rule("least_loaded", user_ids=people.ids))
        other = self._create_template("Other", code="other")
        begin = self._create_stage("Begin", other, is_start=True)
        end = self._create_stage("End", other, is_end=True, outcome="success")
        self._create_arrow(begin, end)
        self._activate(other)
        for _case in range(2):
            self._create_case(self.sally, template_id=other.id)
        self.assertEqual(
            [case.user_id for case in self._create_batch(4)],
            [self.oleh, self.oleh, self.sally, self.oleh],
        )

    def test_large_deal_goes_to_the_experienced(self):
        self._assign_by(
            self._create_rule(
                "experience",
                user_ids=self.sally.ids,
                senior_user_ids=self.oleh.ids,
                amount_threshold=1000,
            )
        )
        self.assertEqual(self._create_case(amount=1000).user_id, self.oleh)

    def test_small_deal_goes_to_the_others(self):
        self._assign_by(
            self._create_rule(
                "experience",
                user_ids=self.sally.ids,
                senior_user_ids=self.oleh.ids,
                amount_threshold=1000,
            )
        )
        self.assertEqual(self._create_case(amount=999.99).user_id, self.sally)

    def test_field_of_the_client_names_the_person(self):
        partner = self.env["res.partner"].create(
            {"name": "Client", "user_id": self.oleh.id}
        )
        rule = self._create_rule("field", field_path="partner_id.user_id")
        self._assign_by(rule)
        self.assertEqual(self._create_case(partner_id=partner.id).user_id, self.oleh)

    def test_reason_of_the_choice_is_kept(self):
        self._assign_by(self._create_rule("rotation", user_ids=self.sally.ids))
        self.assertIn("Who sells", self._create_case().assignment_reason)

    def test_nobody_available_leaves_the_case_with_whoever_brought_it(self):
        self._send_on_leave(self.oleh)
        self._assign_by(self._create_rule("fixed", user_id=self.oleh.id))
        with self.at("2026-11-24 09:00:00"):
            case = self._create_case(user=self.sally)
        self.assertEqual(case.user_id, self.sally)
        self.assertIn("away", case.assignment_reason)

    def test_absent_person_named_in_a_stage_is_passed_over(self):
        self._send_on_leave(self.oleh)
        self.todo.write({"responsible_kind": "user", "user_id": self.oleh.id})
        with self.at("2026-11-24 09:00:00"):
            case = self._create_case(user=self.sally)
        self.assertEqual(case.stage_user_id, self.sally)
        self.assertIn("oleh", case.stage_assignment_reason)
        self.assertIn("away", case.stage_assignment_reason)

    def test_absent_person_named_in_a_step_is_passed_over(self):
        self._send_on_leave(self.oleh)
        self._create_step(
            self.todo, "Call", responsible_kind="user", user_id=self.oleh.id
        )
        with self.at("2026-11-24 09:00:00"):
            task = self._create_case(user=self.sally).task_ids
        self.assertEqual(task.user_id, self.sally)
        self.assertIn("away", task.assignment_reason)

    def test_present_person_named_in_a_stage_answers(self):
        self.todo.write({"responsible_kind": "user", "user_id": self.oleh.id})
        with self.at("2026-11-24 09:00:00"):
            case = self._create_case(user=self.sally)
        self.assertEqual(case.stage_user_id, self.oleh)
        self.assertIn("named in", case.stage_assignment_reason)

    def test_stage_of_a_role_goes_to_a_member(self):
        group = self.env.ref("crm_process_automation.group_process_designer")
        self.todo.write({"responsible_kind": "role", "group_id": group.id})
        case = self._create_case(self.sally)
        self.assertIn(case.stage_user_id, group.all_user_ids)

    def test_rule_that_can_choose_nobody_gets_a_sentence(self):
        with self.assertRefused("Who sells", "can choose nobody"):
            self._create_rule("rotation")

    def test_person_of_a_foreign_company_gets_a_sentence(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_salesman",
            company_id=company.id,
            company_ids=company.ids,
        )
        self.template.company_id = self.env.company
        with self.assertRefused("Incompatible companies|company"):
            self.todo.write({"responsible_kind": "user", "user_id": stranger.id})
