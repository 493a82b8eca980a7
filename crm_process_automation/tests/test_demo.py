from odoo import fields
from odoo.tests import TransactionCase, tagged

MODULE = "crm_process_automation"

DEVIATION_BY_DEAL = {
    "lead_summer_party": "refused_presentation",
    "lead_conference": "rework_proposal",
    "lead_anniversary": "contract_approval",
    "lead_wedding": "partial_payment",
    "lead_launch": "refund",
    "lead_festival": "preparation",
    "lead_training": "dissatisfied",
    "lead_gala": "lost",
}
LOGINS = ("viktor", "kateryna", "andrii", "iryna", "taras", "nadiia")


@tagged("post_install", "-at_install")
class TestDemo(TransactionCase):
    """Where demo data were loaded, they tell the story of the source document."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.success = cls.env.ref(f"{MODULE}.lead_new_year", False)
        if cls.success:
            cls.cases = cls.env["crm.process.case"].search(
                [("user_id.login", "in", LOGINS)]
            )

    def setUp(self):
        super().setUp()
        if not self.success:
            self.skipTest("No demo data in this database")

    def test_success_story_goes_from_presentation_to_completion(self):
        case = self.success.case_id
        self.assertEqual((case.state, case.outcome), ("done", "success"))
        self.assertEqual(
            case.move_ids.sorted("id").to_stage_id.mapped("code"),
            [
                "presentation",
                "proposal",
                "contract",
                "payment",
                "event",
                "closing",
                "completed",
            ],
        )

    def test_success_story_departs_from_nothing(self):
        self.assertFalse(self.success.case_ids.deviation_ids)

    def test_success_story_ends_with_a_call_in_two_months(self):
        case = self.success.case_id
        call = fields.Date.to_date(case.properties["next_contact_date"])
        self.assertAlmostEqual((call - case.date_end.date()).days, 61, delta=4)
        self.assertIn("team-building", case.properties["next_contact_goal"])

    def test_deals_end_in_the_pipeline_as_their_cases_end(self):
        gala = self.env.ref(f"{MODULE}.lead_gala")
        self.assertEqual(self.success.won_status, "won")
        self.assertEqual(gala.won_status, "lost")
        self.assertTrue(gala.lost_reason_id)

    def test_every_departure_of_the_source_has_its_deal(self):
        for name, kind in DEVIATION_BY_DEAL.items():
            deal = self.env.ref(f"{MODULE}.{name}")
            with self.subTest(deal=deal.name):
                self.assertIn(kind, deal.case_ids.deviation_ids.mapped("kind"))

    def test_refused_presentation_has_a_date_for_the_next_attempt(self):
        case = self.env.ref(f"{MODULE}.lead_summer_party").case_id
        self.assertEqual(case.stage_code, "repeat_attempt")
        self.assertTrue(case.properties["repeat_date"])

    def test_history_lies_in_the_past_and_in_order(self):
        now = fields.Datetime.now()
        for case in self.cases:
            dates = case.move_ids.sorted("id").mapped("date")
            with self.subTest(case=case.name):
                self.assertEqual(dates, sorted(dates))
                self.assertLess(dates[-1], now)
                self.assertEqual(case.date_start, dates[0])
                self.assertEqual(case.date_stage_entered, dates[-1])

    def test_time_spent_looks_like_work_not_like_a_script(self):
        moves = self.cases.move_ids.filtered(
            lambda move: (
                move.from_stage_id
                and move.case_id.date_end != move.case_id.date_start
                and move.template_id.code == "event_sale"
            )
        )
        self.assertTrue(moves)
        self.assertTrue(
            all(8 <= hours <= 320 for hours in moves.mapped("duration_hours"))
        )

    def test_some_deals_are_late_and_some_are_not(self):
        running = self.cases.filtered(lambda case: case.state == "running")
        self.assertEqual(set(running.mapped("is_late")), {True, False})

    def test_demo_people_log_in_with_their_login(self):
        for login in LOGINS:
            user = self.env["res.users"].search([("login", "=", login)])
            with self.subTest(login=login):
                user.with_user(user)._check_credentials(
                    {"type": "password", "login": login, "password": login},
                    {"interactive": True},
                )

    def test_salesperson_sees_the_own_deals(self):
        taras = self.env.ref(f"{MODULE}.user_demo_taras")
        wedding = self.env.ref(f"{MODULE}.lead_wedding").with_user(taras)
        self.assertEqual(wedding.case_id.stage_id.code, "event")
