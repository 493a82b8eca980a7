from odoo import fields
from odoo.tests import tagged

from .demo_common import MODULE, DemoCase

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
class TestDemo(DemoCase):
    """Where demo data were loaded, they tell the story of the source document."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if cls.success:
            cls.cases = cls.env["crm.process.case"].search(
                [("user_id.login", "in", LOGINS)]
            )

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

    # === CALLS === #

    def test_client_whom_nobody_reaches_may_be_given_up(self):
        concert = self.env.ref(f"{MODULE}.lead_concert")
        self.assertIn("3", concert.process_refuse_offer)

    def test_missed_call_of_today_asks_to_call_back(self):
        office = self.env.ref(f"{MODULE}.lead_office")
        task = office.case_id.task_ids.filtered("call_id")
        self.assertEqual((task.state, task.user_id.login), ("open", "andrii"))
        self.assertGreater(task.deadline, task.call_id.date)

    def test_call_of_a_stranger_is_kept(self):
        self.assertTrue(
            self.env["crm.process.call"].search(
                [("is_matched", "=", False), ("source", "=", "pbx")]
            )
        )

    # === ASSIGNMENTS === #

    def test_assignments_show_every_state(self):
        cases = self.env["crm.process.case"].search([("issuer_id", "!=", False)])
        running = cases.filtered(lambda case: case.state == "running")
        self.assertLessEqual(
            {"on_time", "late", "refused", "overdue", "open"},
            set(cases.mapped("promise_state")),
        )
        self.assertIn(1, cases.mapped("return_count"))
        self.assertIn("issued", running.stage_id.mapped("code"))
        asked = cases.task_ids.filtered(
            lambda task: task.date_asked_for and task.state == "open"
        )
        self.assertEqual(asked.user_id.login, "kateryna")

    # === WHAT IS LATE === #

    def test_head_has_open_incidents_and_one_with_an_answer(self):
        kateryna = self.env.ref(f"{MODULE}.user_demo_head")
        incidents = self.env["crm.process.incident"].search(
            [("user_id", "=", kateryna.id)]
        )
        self.assertEqual(set(incidents.mapped("state")), {"open", "handled"})
        handled = incidents.filtered(lambda incident: incident.state == "handled")
        self.assertTrue(handled.answer)
        self.assertEqual(handled.handled_by_id, kateryna)

    def test_nobody_is_flooded_by_reminders_of_the_past(self):
        timers = self.env["crm.process.timer"].search(
            [("task_id.user_id.login", "in", LOGINS)]
        )
        pending = timers.filtered(lambda timer: timer.state == "pending")
        self.assertTrue(pending)
        self.assertFalse(
            pending.filtered(lambda timer: timer.date_due < timer.create_date)
        )

    def test_deputy_has_what_the_absent_colleague_leaves(self):
        iryna, andrii = (
            self.env.ref(f"{MODULE}.user_demo_{name}") for name in ("iryna", "andrii")
        )
        mill = self.env.ref(f"{MODULE}.lead_mill")
        open_tasks = mill.case_id.task_ids.filtered(lambda task: task.state == "open")
        self.assertEqual(mill.user_id, iryna)
        self.assertEqual(open_tasks.user_id, andrii)

    # === REPORTS === #

    def test_tasks_of_several_people_and_months_are_on_time_or_late(self):
        rows = self.env["crm.process.task.report"]._read_group(
            [("state", "=", "done"), ("user_id.login", "in", LOGINS)],
            ["user_id", "date_done:month"],
            ["on_time:avg", "deviation_hours:sum"],
        )
        self.assertGreaterEqual(len({user for user, *_rest in rows}), 4)
        self.assertGreaterEqual(len({month for _user, month, *_rest in rows}), 2)
        self.assertTrue(any(0 < share < 1 for _user, _month, share, _hours in rows))
        self.assertTrue(any(hours > 0 for *_rest, hours in rows))

    def test_tasks_are_done_after_they_were_given(self):
        done = self.cases.task_ids.filtered("date_done")
        self.assertTrue(done)
        for task in done:
            self.assertLessEqual(task.date_given, task.date_done, task.name)

    def test_clients_are_answered_fast_or_slowly(self):
        self.env["crm.process.reaction"]._note()
        rows = self.env["crm.process.reaction.report"].search(
            [("lead_id", "in", self.cases.lead_id.ids)]
        )
        self.assertGreater(len(set(rows.filtered("date_reacted").mapped("minutes"))), 3)

    def test_approvals_are_given_and_refused(self):
        decisions = self.cases.task_ids.filtered(lambda task: task.kind == "approval")
        self.assertLessEqual({"approved", "refused"}, set(decisions.mapped("decision")))
