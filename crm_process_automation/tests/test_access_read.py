from odoo.tests import tagged

from .access_common import AccessCase


@tagged("post_install", "-at_install")
class TestAccessRead(AccessCase):
    """Whoever may read the deal reads its case and history, and few others do."""

    # === THE DEAL === #

    def test_deal_of_a_colleague_closes_all_that_hangs_on_it(self):
        for rows in self._get_rows():
            with self.subTest(rows._name):
                self.assertOpen(rows, self.sally)
                self.assertClosed(rows, self.oleh)

    def test_whoever_reads_all_deals_reads_all_that_hangs_on_them(self):
        for rows in self._get_rows():
            with self.subTest(rows._name):
                self.assertOpen(rows, self.head)

    def test_deal_of_nobody_is_open_to_every_salesperson(self):
        self.lead.user_id = False
        for rows in self._get_rows():
            with self.subTest(rows._name):
                self.assertOpen(rows, self.oleh)

    def test_deal_handed_over_goes_with_its_history(self):
        self.lead.user_id = self.oleh
        self.assertOpen(self.case, self.oleh)
        self.assertOpen(self.case.move_ids, self.oleh)
        self.assertClosed(self.case.move_ids, self.sally)

    def test_client_does_not_open_a_closed_deal(self):
        self.assertTrue(self.client.with_user(self.oleh).has_access("read"))
        self.assertClosed(self.case, self.oleh)

    # === THE PEOPLE OF THE CASE === #

    def test_who_answers_for_the_stage_reads_the_case(self):
        self.assertClosed(self.case, self.anna)
        self.case.stage_user_id = self.anna
        self.assertOpen(self.case, self.anna)

    def test_who_answers_for_the_case_reads_it(self):
        case = self._create_bare_case()
        self.assertClosed(case, self.oleh)
        case.user_id = self.oleh
        self.assertOpen(case, self.oleh)

    # === THE ORDER === #

    def test_order_opens_its_case_to_who_may_read_it(self):
        order = self.env["sale.order"].create(
            {"partner_id": self.client.id, "user_id": self.oleh.id}
        )
        self.case.order_id = order
        for rows in self._get_rows():
            with self.subTest(rows._name):
                self.assertOpen(rows, self.oleh)
        order.user_id = self.head
        for rows in self._get_rows():
            with self.subTest(rows._name):
                self.assertClosed(rows, self.oleh)

    # === NEITHER DEAL NOR ORDER === #

    def test_client_opens_a_case_without_deal_and_order(self):
        case = self._create_bare_case()
        self.assertClosed(case, self.oleh)
        self.assertClosed(case.move_ids, self.oleh)
        case.partner_id = self.client
        self.assertOpen(case, self.oleh)
        self.assertOpen(case.move_ids, self.oleh)
        self.assertOpen(case.task_ids, self.oleh)

    def test_closed_client_keeps_his_case_closed(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        hidden = self.env["res.partner"].create(
            {"name": "Poppy", "company_id": other.id}
        )
        case = self._create_bare_case()
        case._write({"partner_id": hidden.id})
        self.assertClosed(case, self.oleh)

    def test_who_brought_a_bare_case_reads_it(self):
        case = (
            self.env["crm.process.case"]
            .with_user(self.oleh)
            .create(
                {
                    "name": "Stand",
                    "template_id": self.template.id,
                    "user_id": self.sally.id,
                }
            )
        )
        self.assertOpen(case, self.oleh)
        self.assertClosed(case, self.anna)

    def test_bare_case_without_team_is_open_to_managers(self):
        case = self._create_bare_case(user_id=self.sally.id)
        self.assertOpen(case, self.manager)
        self.assertOpen(case.move_ids, self.manager)

    # === THE MANAGER === #

    def test_manager_without_crm_rights_reads_the_cases_of_the_team(self):
        team = self.env["crm.team"].create({"name": "Fairs"})
        self.case.team_id = team
        for rows in self._get_rows():
            with self.subTest(rows._name):
                self.assertClosed(rows, self.manager)
        team.user_id = self.manager
        for rows in self._get_rows():
            with self.subTest(rows._name):
                self.assertOpen(rows, self.manager)

    def test_leading_a_team_is_not_enough_without_the_role(self):
        self.case.team_id = self.env["crm.team"].create(
            {"name": "Fairs", "user_id": self.oleh.id}
        )
        self.assertClosed(self.case, self.oleh)

    # === DELETED RECORDS === #

    def test_history_of_a_deleted_case_still_follows_its_deal(self):
        moves = self.case.move_ids
        self.case.unlink()
        self.assertOpen(moves, self.sally)
        self.assertClosed(moves, self.oleh)

    def test_history_of_nothing_is_left_to_managers(self):
        case = self._create_bare_case()
        moves = case.move_ids
        case.unlink()
        self.assertClosed(moves, self.oleh)
        self.assertOpen(moves, self.manager)
