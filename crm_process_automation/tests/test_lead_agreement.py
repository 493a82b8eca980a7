from odoo.exceptions import AccessError
from odoo.tests import tagged

from .lead_common import LeadCase


@tagged("post_install", "-at_install")
class TestLeadAgreement(LeadCase):
    """Whatever happens to the deal, deal and case agree."""

    # === WHO === #

    def test_new_salesperson_answers_for_the_case(self):
        lead = self._create_running_lead()
        lead.sudo().user_id = self.oleh
        case = lead.case_id.sudo()
        self.assertEqual((case.user_id, case.stage_user_id), (self.oleh, self.oleh))

    def test_new_responsible_of_the_case_gets_the_deal(self):
        lead = self._create_running_lead()
        lead.case_id.sudo().user_id = self.oleh
        self.assertEqual(lead.sudo().user_id, self.oleh)

    def test_open_tasks_go_to_the_new_salesperson(self):
        self._create_step(self.todo, "Call")
        lead = self._create_running_lead()
        lead.sudo().user_id = self.oleh
        self.assertEqual(lead.case_id.sudo().task_ids.user_id, self.oleh)

    def test_tasks_of_other_people_stay_theirs(self):
        self._create_step(
            self.todo, "Check", responsible_kind="user", user_id=self.head.id
        )
        lead = self._create_running_lead()
        lead.sudo().user_id = self.oleh
        self.assertEqual(lead.case_id.sudo().task_ids.user_id, self.head)

    def test_deal_without_a_salesperson_leaves_the_case_without_one(self):
        lead = self._create_running_lead()
        lead.sudo().user_id = False
        self.assertFalse(lead.case_id.sudo().user_id)

    def test_process_that_names_its_responsible_gives_them_the_deal(self):
        self.template.write({"responsible_kind": "user", "user_id": self.oleh.id})
        lead = self._create_running_lead()
        self.assertEqual(lead.sudo().user_id, self.oleh)

    def test_ended_case_keeps_who_answered(self):
        lead = self._create_running_lead()
        lead.case_id._move_along(self.refuse_early, reason=self.too_dear)
        lead.sudo().user_id = self.oleh
        self.assertEqual(lead.case_id.sudo().user_id, self.sally)

    # === WHAT === #

    def test_client_name_and_priority_follow_the_deal(self):
        client = self.env["res.partner"].create({"name": "Client"})
        lead = self._create_running_lead()
        lead.write({"partner_id": client.id, "name": "Spring fair", "priority": "3"})
        case = lead.case_id
        self.assertEqual(
            (case.partner_id, case.name, case.priority), (client, "Spring fair", "3")
        )

    def test_expected_revenue_is_the_amount(self):
        lead = self._create_running_lead()
        lead.expected_revenue = 2500
        self.assertEqual(lead.case_id.amount, 2500)

    # === TEAM AND COMPANY === #

    def test_change_of_team_keeps_the_place_on_the_map(self):
        team = self.env["crm.team"].create({"name": "Other"})
        mine = self.env["crm.team"].create({"name": "Mine"})
        self.working.team_ids = mine
        lead = self._create_running_lead(self.doing, team_id=mine.id)
        lead.sudo().team_id = team
        self.assertStands(lead, self.doing, self.working, 50)
        self.assertEqual(lead.case_id.sudo().team_id, team)

    def test_change_of_company_goes_along(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.sally.sudo().company_ids |= company
        lead = self._create_running_lead()
        lead.sudo().write({"company_id": company.id, "team_id": False})
        self.assertEqual(lead.case_id.sudo().company_id, company)

    def test_change_of_company_does_not_fail_on_a_process_of_one_company(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.sally.sudo().company_ids |= company
        self.template.company_id = self.env.company
        lead = self._create_running_lead()
        lead.sudo().write({"company_id": company.id, "team_id": False})
        self.assertEqual(lead.sudo().company_id, company)
        self.assertEqual(lead.case_id.sudo().company_id, self.env.company)

    # === ARCHIVE AND DELETE === #

    def test_archived_deal_archives_its_case_and_comes_back(self):
        lead = self._create_running_lead()
        case = lead.case_id
        lead.action_archive()
        self.assertFalse(case.active)
        lead.action_unarchive()
        self.assertTrue(case.active)
        self.assertEqual((lead.case_id, case.state), (case, "running"))
        self.assertStands(lead, self.todo, self.new, 10)

    def test_deleted_deal_leaves_its_case_cancelled(self):
        lead = self._create_running_lead()
        case = lead.case_id.sudo()
        lead.sudo().unlink()
        self.assertEqual(
            (case.state, case.lead_id.id, case.name),
            ("cancelled", False, "Autumn fair"),
        )
        self.assertIn("was deleted", case.move_ids.sorted("id")[-1].reason_text)

    def test_salesperson_who_may_not_delete_ends_nothing(self):
        lead = self._create_running_lead()
        with self.assertRaises(AccessError):
            lead.unlink()
        self.assertEqual(lead.case_id.sudo().state, "running")

    def test_deleted_deal_with_an_ended_case_keeps_its_history(self):
        lead = self._create_running_lead()
        case = lead.case_id.sudo()
        case._move_along(self.refuse_early, reason=self.too_dear)
        lead.sudo().unlink()
        self.assertEqual((case.outcome, len(case.move_ids)), ("refused", 2))

    # === CONVERT === #

    def test_conversion_keeps_the_place_on_the_map(self):
        lead = self._create_running_lead(self.doing, type="lead")
        client = self.env["res.partner"].create({"name": "Client"})
        lead.convert_opportunity(client)
        self.assertEqual(lead.type, "opportunity")
        self.assertStands(lead, self.doing, self.working, 50)
        self.assertEqual(lead.case_id.partner_id, client)

    def test_conversion_through_the_dialogue_starts_no_second_case(self):
        lead = self._create_running_lead(type="lead")
        case = lead.case_id
        wizard = self.env["crm.lead2opportunity.partner"].with_context(
            active_model="crm.lead", active_id=lead.id, active_ids=lead.ids
        )
        wizard.create({"name": "convert", "action": "create"}).action_apply()
        self.assertEqual((lead.type, lead.case_ids), ("opportunity", case))

    def test_assignment_by_rule_hands_over_the_case(self):
        lead = self._create_running_lead(user_id=False)
        lead = lead.sudo()
        lead._handle_salesmen_assignment(user_ids=[self.oleh.id])
        self.assertEqual(lead.case_id.user_id, self.oleh)

    # === WON COLUMNS === #

    def test_column_of_an_open_stage_does_not_become_won(self):
        self._activate()
        with self.assertRefused("“Working” cannot become a won stage", "Work: Doing"):
            self.working.is_won = True

    def test_column_of_deals_on_a_retired_version_does_not_become_won(self):
        lead = self._create_running_lead(self.doing)
        self.template.action_retire()
        with self.assertRefused("“Working” cannot become a won stage", "Work: Doing"):
            self.working.is_won = True
        lead.case_id.sudo().action_cancel("The fair does not take place.")
        self.working.is_won = True
        self.assertTrue(self.working.is_won)

    def test_column_of_a_success_below_100_per_cent_does_not_become_won(self):
        self.done.write({"crm_stage_id": self.waiting_room.id, "probability": 90})
        self._activate()
        with self.assertRefused("“Waiting room” cannot", "“Work: Done” is not 100"):
            self.waiting_room.is_won = True

    def test_open_stage_is_not_activated_on_a_won_column(self):
        self.doing.crm_stage_id = self.won
        self.assertIn("“Doing” is no successful end", self._read_map_problems())

    def test_successful_end_on_a_won_column_needs_all_of_the_probability(self):
        self.done.probability = 90
        self.assertIn("its probability must be 100", self._read_map_problems())

    def _read_map_problems(self):
        return "\n".join(self.template._get_map_problems())
