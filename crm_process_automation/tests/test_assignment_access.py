from odoo.exceptions import AccessError
from odoo.tests import tagged

from .access_common import AccessCase
from .assignment_common import MONDAY, WEDNESDAY


@tagged("post_install", "-at_install")
class TestAssignmentAccess(AccessCase):
    """Executor and issuer see an assignment, whatever else is closed to them."""

    def setUp(self):
        super().setUp()
        self.route = self.env.ref("crm_process_automation.template_assignment_v1")
        self.assigned = self._issue(self.sally, self.oleh)

    def _issue(self, issuer, executor, **values):
        with self.at(MONDAY):
            cases = self.env["crm.process.case"].with_user(issuer)
            case = cases._issue(
                executor,
                {
                    "name": "List the venues",
                    "date_promised": WEDNESDAY,
                    "subject_lead_id": self.lead.id,
                    "partner_id": self.client.id,
                    **values,
                },
            )
            self.env.flush_all()
        return case.sudo()

    # === WHO READS === #

    def test_executor_and_issuer_read_it_and_what_belongs_to_it(self):
        for rows in (self.assigned, self.assigned.task_ids, self.assigned.move_ids):
            for user in (self.sally, self.oleh):
                with self.subTest(f"{rows._name} {user.login}"):
                    self.assertOpen(rows, user)

    def test_colleagues_do_not_read_it_although_they_read_the_client(self):
        anna_reads_client = self.client.with_user(self.anna).has_access("read")
        self.assertTrue(anna_reads_client)
        for rows in (self.assigned, self.assigned.task_ids, self.assigned.move_ids):
            with self.subTest(rows._name):
                self.assertClosed(rows, self.anna)

    def test_manager_reads_all(self):
        self.assertOpen(self.assigned, self.manager)

    def test_executor_and_issuer_write_it_a_colleague_does_not(self):
        self.assertMay("write", self.assigned, self.sally)
        self.assertMay("write", self.assigned, self.oleh)
        self.assertMayNot("write", self.assigned, self.anna)

    def test_colleague_of_another_company_sees_nothing(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        self.assertClosed(self.assigned, stranger)

    # === THE DEAL === #

    def test_executor_is_told_the_name_of_a_deal_closed_to_him(self):
        case = self.assigned.with_user(self.oleh)
        self.assertFalse(self.lead.with_user(self.oleh).has_access("read"))
        self.assertEqual(case.subject_name, self.lead.name)
        self.assertFalse(case.can_open_subject)
        with self.assertRaises(AccessError):
            case.action_open_subject()

    def test_issuer_opens_the_deal_from_there(self):
        case = self.assigned.with_user(self.sally)
        self.assertTrue(case.can_open_subject)
        self.assertEqual(case.action_open_subject()["res_id"], self.lead.id)

    def test_nobody_assigns_something_about_a_deal_that_is_closed_to_him(self):
        with self.assertRaises(AccessError):
            self._issue(self.oleh, self.oleh)

    def test_deal_keeps_its_own_process(self):
        self.assertEqual(self.lead.case_id, self.case)
        self.assertNotIn(self.assigned, self.lead.case_ids)
        self.assertEqual(self.lead.with_user(self.sally).assignment_count, 1)

    def test_deal_without_a_process_gets_none_by_an_assignment(self):
        self.case.action_cancel("A trial")
        self._issue(self.sally, self.oleh)
        self.assertEqual(self.lead.case_id, self.case)
        version = self.template
        started = self.lead.with_user(self.sally)._process_start(version)
        self.assertEqual(self.lead.case_id, started)

    def test_moving_the_assignment_leaves_the_deal_alone(self):
        stage = self.lead.stage_id
        with self.at(MONDAY):
            self.assigned.with_user(self.oleh).action_accept()
            self.assigned.with_user(self.sally).action_withdraw("Not needed")
        self.assertEqual((self.lead.stage_id, self.lead.active), (stage, True))
        self.assertEqual(self.case.state, "running")

    def test_merged_deal_brings_its_assignments_along(self):
        other = self._create_lead(name="Spring fair").sudo()
        second = self._issue(self.sally, self.oleh, subject_lead_id=other.id)
        merged = (self.lead | other).merge_opportunity()
        self.assertEqual((self.assigned | second).subject_lead_id, merged)

    def test_deleted_deal_leaves_the_assignment(self):
        self.lead.unlink()
        self.assertTrue(self.assigned.exists())
        self.assertEqual(self.assigned.state, "running")

    def test_dialogue_knows_the_client_of_the_deal(self):
        wizards = self.env["crm.process.assignment.issue"].with_user(self.sally)
        wizards = wizards.with_context(default_subject_lead_id=self.lead.id)
        values = wizards.default_get(["subject_lead_id", "partner_id", "company_id"])
        self.assertEqual(values["partner_id"], self.client.id)

    def test_dialogue_opened_on_a_case_knows_its_deal(self):
        wizards = self.env["crm.process.assignment.issue"].with_user(self.sally)
        wizards = wizards.with_context(default_origin_case_id=self.case.id)
        values = wizards.default_get(["origin_case_id", "subject_lead_id"])
        self.assertEqual(values["subject_lead_id"], self.lead.id)

    def test_order_shows_what_was_assigned_about_it(self):
        order = self.env["sale.order"].create({"partner_id": self.client.id})
        order.user_id = self.sally
        case = self._issue(
            self.sally, self.oleh, subject_lead_id=False, subject_order_id=order.id
        )
        self.assertEqual(case.subject_name, order.name)
        self.assertEqual(order.with_user(self.sally).assignment_count, 1)
        self.assertNotEqual(order.case_id, case)
