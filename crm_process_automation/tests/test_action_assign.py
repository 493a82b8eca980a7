from odoo.exceptions import AccessError
from odoo.tests import tagged

from .action_common import ActionCase


@tagged("post_install", "-at_install")
class TestActionAssign(ActionCase):
    """An action says who answers, tells them, and leaves the reason."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._create_running_lead(partner_id=cls.client.id)

    def _create_assign(self, model="crm.lead", **values):
        return self._create_action("assign", model, **values)

    def _get_notices(self, user):
        return self.env["mail.notification"].search(
            [("res_partner_id", "=", user.partner_id.id)]
        )

    def test_named_person_answers_for_the_deal_and_its_case(self):
        action = self._create_assign(process_user_id=self.oleh.id)
        with self.assertNoted("Assigned to oleh .*: named in the action “assign”"):
            self._run(action, self.lead, user=self.head)
        self.assertEqual(self.lead.user_id, self.oleh)
        case = self.lead.case_id.sudo()
        self.assertEqual(case.user_id, self.oleh)
        self.assertEqual(case.assignment_reason, "named in the action “assign”")
        self.assertIn("named in the action", self.lead.sudo().message_ids[0].body)

    def test_person_is_told_once_of_all(self):
        others = self.lead | self._create_lead() | self._create_lead()
        action = self._create_assign(process_user_id=self.oleh.id)
        before = self._get_notices(self.oleh)
        self._run(action, others, user=self.head)
        self.assertEqual(len(self._get_notices(self.oleh) - before), 1)

    def test_larger_deal_goes_to_the_experienced(self):
        rule = self.env["crm.process.assignment"].create(
            {
                "name": "Large",
                "kind": "experience",
                "user_ids": self.sally.ids,
                "senior_user_ids": self.oleh.ids,
                "amount_threshold": 5000,
            }
        )
        small = self._create_bare_lead()
        large = self._create_bare_lead(expected_revenue=9000)
        action = self._create_assign(process_assignment_id=rule.id)
        self._run(action, small | large, user=self.head)
        self.assertEqual(small.user_id, self.sally)
        self.assertEqual(large.user_id, self.oleh)

    def test_rotation_takes_turns_within_a_batch(self):
        rule = self.env["crm.process.assignment"].create(
            {"name": "Turn", "user_ids": (self.sally | self.oleh).ids}
        )
        leads = self._create_bare_lead() | self._create_bare_lead()
        leads.sudo().user_id = False
        action = self._create_assign(process_assignment_id=rule.id)
        self._run(action, leads, user=self.head)
        self.assertEqual(leads.user_id, self.sally | self.oleh)

    def test_client_gets_a_salesperson(self):
        action = self._create_assign("res.partner", process_user_id=self.oleh.id)
        self._run(action, self.client, user=self.head)
        self.assertEqual(self.client.user_id, self.oleh)

    def test_case_is_handed_over(self):
        action = self._create_assign("crm.process.case", process_user_id=self.oleh.id)
        self._run(action, self.lead.case_id, user=self.head)
        self.assertEqual(self.lead.user_id, self.oleh)

    def test_who_answers_already_is_not_told_again(self):
        action = self._create_assign(process_user_id=self.sally.id)
        with self.assertSkipped("sally .* answers for “Autumn fair” already"):
            self._run(action, self.lead, user=self.head)

    def test_salesperson_assigns_no_foreign_deal(self):
        petro = self._create_user("petro", "sales_team.group_sale_salesman")
        action = self._create_assign(process_user_id=petro.id)
        with self.assertRaises(AccessError):
            self._run(action, self.lead, user=petro)
        self.assertEqual(self.lead.user_id, self.sally)

    def test_person_of_another_company_is_named_with_the_remedy(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_salesman",
            company_id=other.id,
            company_ids=[other.id],
        )
        action = self._create_assign(process_user_id=stranger.id)
        with self.assertRefused("stranger .* does not work for"):
            self._run(action, self.lead, user=self.head)

    def test_rule_that_finds_nobody_is_named_with_the_remedy(self):
        rule = self.env["crm.process.assignment"].create(
            {"name": "Turn", "user_ids": self.oleh.ids}
        )
        self.oleh.active = False
        action = self._create_assign(process_assignment_id=rule.id)
        with self.assertRefused("“Turn” finds nobody for “Autumn fair”"):
            self._run(action, self.lead, user=self.head)

    def test_rule_that_serves_an_action_is_not_deleted(self):
        rule = self.env["crm.process.assignment"].create(
            {"name": "Turn", "user_ids": self.oleh.ids}
        )
        self._create_assign(name="Distribute", process_assignment_id=rule.id)
        with self.assertRefused("“Turn” is used by “Distribute”"):
            rule.unlink()

    def test_call_cannot_be_assigned(self):
        action = self._create_assign("crm.process.call", process_user_id=self.oleh.id)
        self.assertRegex(action.warning, "does not work on “Phone Call”")

    def test_nobody_to_assign_warns(self):
        self.assertRegex(self._create_assign().warning, "Choose the person or the rule")
