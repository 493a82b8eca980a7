from odoo.tests import tagged

from .assignment_common import MONDAY, WEDNESDAY, AssignmentCase


@tagged("post_install", "-at_install")
class TestAssignmentVerbs(AssignmentCase):
    """Executor and issuer each do their part, and nobody the other's."""

    def setUp(self):
        super().setUp()
        self.case = self._issue_on_monday()
        self.enterContext(self.at(MONDAY))
        self.mine = self.case.with_user(self.sally)

    # === ALONG THE ROUTE === #

    def test_executor_accepts_does_and_issuer_verifies(self):
        self.mine.action_accept()
        self.assertStandsAt(self.case, "accepted")
        self.mine.action_report_done("Twelve venues, see the sheet")
        self.assertStandsAt(self.case, "done")
        self.case.action_verify()
        self.assertStandsAt(self.case, "verified")
        self.assertEqual((self.case.state, self.case.outcome), ("done", "success"))

    def test_verbs_leave_no_task_open_behind(self):
        self._walk(self.case, "action_accept", "action_report_done", "action_verify")
        self.assertEqual(set(self.case.task_ids.mapped("state")), {"done"})
        self.assertEqual(len(self.case.move_ids), 4)

    def test_what_came_of_it_stays_on_the_task(self):
        self.mine.action_accept()
        self.mine.action_report_done("Twelve venues")
        results = self.case.sudo().task_ids.mapped("result")
        self.assertIn("Twelve venues", results)

    def test_doing_the_tasks_moves_the_assignment_just_once(self):
        self._get_task(self.case).action_done()
        self.assertStandsAt(self.case, "accepted")
        self._get_task(self.case).action_done("Twelve venues")
        self.assertStandsAt(self.case, "done")
        self._get_task(self.case).action_approve()
        self.assertStandsAt(self.case, "verified")
        self.assertEqual(len(self.case.move_ids), 4)

    def test_refusing_to_approve_returns_it_for_rework(self):
        self._walk(self.case, "action_accept", "action_report_done")
        self._get_task(self.case).action_refuse("Prices are missing")
        self.assertStandsAt(self.case, "accepted")
        self.assertEqual(self.case.return_count, 1)
        self.assertEqual(self._get_task(self.case).user_id, self.sally)

    def test_issuer_returns_redone_work_is_verified(self):
        self._walk(self.case, "action_accept", "action_report_done")
        self.case.action_return("Prices are missing")
        self.assertStandsAt(self.case, "accepted")
        self.assertFalse(self.case.date_reported)
        self._walk(self.case, "action_report_done", "action_verify")
        self.assertStandsAt(self.case, "verified")
        self.assertEqual(self.case.return_count, 1)

    def test_arrow_on_the_route_map_does_the_task(self):
        arrow = self.mine._get_open_transitions().filtered(
            lambda arrow: arrow.kind == "success"
        )
        self.mine.action_open_next_step(arrow.id)
        self.assertStandsAt(self.case, "accepted")
        self.assertEqual(len(self.case.move_ids), 2)

    def test_drag_in_the_kanban_does_the_task(self):
        self.mine.stage_id = self.stage_by_code["accepted"]
        self.assertStandsAt(self.case, "accepted")
        self.assertEqual(len(self.case.move_ids), 2)

    def test_executor_refuses_and_the_issuer_is_told_why(self):
        self.mine.action_refuse_assignment("I am away all week")
        self.assertEqual(self.case.outcome, "refused")
        told = self.env["mail.message"].search(
            [("partner_ids", "in", self.head.partner_id.ids)]
        )
        self.assertIn("I am away all week", " ".join(told.mapped("body")))

    def test_accepted_work_may_still_be_refused(self):
        self.mine.action_accept()
        self.mine.action_refuse_assignment("Fell ill")
        self.assertEqual(self.case.outcome, "refused")

    def test_issuer_withdraws_and_nothing_stays_open(self):
        self.mine.action_accept()
        self.case.action_withdraw("The client has left")
        self.assertEqual(self.case.outcome, "cancelled")
        self.assertNotIn("open", self.case.task_ids.mapped("state"))

    def test_undo_gives_the_work_back(self):
        self._walk(self.case, "action_accept", "action_report_done")
        self.mine.action_undo_move()
        self.assertStandsAt(self.case, "accepted")
        self.assertFalse(self.case.date_reported)
        self.assertEqual(self._get_task(self.case).user_id, self.sally)

    # === WHO MAY === #

    def test_issuer_neither_accepts_nor_reports_for_the_executor(self):
        petro = self._create_user("petro", "sales_team.group_sale_salesman")
        case = self._issue(issuer=petro)
        with self.assertRefused("is for sally to do|is for .* to do", "manager"):
            case.action_accept()
        with self.assertRefused("manager"):
            case.task_ids.action_done()
        self.assertStandsAt(case, "issued")

    def test_executor_does_not_verify_his_own_work(self):
        self._walk(self.case, "action_accept", "action_report_done")
        with self.assertRefused("head", "manager"):
            self.mine.action_verify()
        with self.assertRefused("decide"):
            self.mine.task_ids.filtered(
                lambda task: task.state == "open"
            ).action_approve()
        with self.assertRefused("not open to you|No way leads on|From here"):
            self.mine.stage_id = self.stage_by_code["verified"]

    def test_executor_neither_withdraws_nor_cancels_nor_stops_the_clock(self):
        for verb, arguments in (
            ("action_withdraw", ["Bored"]),
            ("action_cancel", ["Bored"]),
            ("action_pause", ["2026-12-31", "Bored"]),
        ):
            with self.subTest(verb), self.assertRefused("manager"):
                getattr(self.mine, verb)(*arguments)

    def test_executor_does_not_rewrite_what_was_issued(self):
        for values in ({"name": "Rest"}, {"note": "Rest"}, {"active": False}):
            with self.subTest(values), self.assertRefused("who issued it"):
                self.mine.write(values)
        self.case.write({"note": "Only in Kyiv"})

    def test_promise_is_not_written_past_the_verbs(self):
        for name in ("date_promised", "issuer_id", "date_reported", "hours_late"):
            with self.subTest(name), self.assertRefused("cannot be written directly"):
                self.mine.write({name: False})

    def test_deadline_of_the_task_is_a_promise(self):
        self.mine.action_accept()
        with self.assertRefused("ask for more time"):
            self._get_task(self.case).deadline = "2026-12-31 10:00:00"

    def test_manager_may_do_it_for_both(self):
        petro = self._create_user("petro", "sales_team.group_sale_salesman")
        case = self._issue(issuer=petro).with_user(self.head)
        case.action_accept()
        case.action_report_done()
        case.action_verify()
        self.assertStandsAt(case, "verified")

    def test_whoever_was_given_the_task_may_verify_it(self):
        self._walk(self.case, "action_accept", "action_report_done")
        self._get_task(self.case).user_id = self.oleh
        self._get_task(self.case).action_approve()
        self.assertStandsAt(self.case, "verified")

    def test_executor_hands_it_over_with_its_task(self):
        self.mine.user_id = self.oleh
        self._get_task(self.case).with_user(self.oleh).action_done()
        self.assertStandsAt(self.case, "accepted")

    # === BAD INPUT === #

    def test_verbs_out_of_order_are_refused(self):
        with self.assertRefused("Issued", "Accept"):
            self.mine.action_report_done()
        with self.assertRefused("Issued"):
            self.case.action_return("Missing")
        self.mine.action_accept()
        with self.assertRefused("In work", "Report done"):
            self.mine.action_accept()

    def test_ended_assignment_moves_no_more(self):
        self.case.action_withdraw("Not needed")
        with self.assertRefused("ended"):
            self.mine.action_accept()

    def test_blank_reasons_are_refused(self):
        for reason in ("", "  ", None, 5):
            with self.subTest(reason), self.assertRefused("why"):
                self.mine.action_refuse_assignment(reason)
            with self.subTest(reason), self.assertRefused("why"):
                self.case.action_withdraw(reason)

    def test_other_cases_have_no_such_verbs(self):
        case = self._create_case(self.sally)
        with self.assertRefused("no assignment"):
            case.action_accept()

    # === THE SCREEN === #

    def test_screen_offers_each_his_own_next_step(self):
        def get_offer(user):
            case = self.case.with_user(user)
            return (
                case.assignment_step,
                case.can_refuse,
                case.can_return,
                case.can_withdraw,
                case.can_ask_time,
            )

        petro = self._create_user("petro", "sales_team.group_sale_salesman")
        self.case = self._issue(issuer=petro)
        self.assertEqual(get_offer(self.sally), ("accept", True, False, False, True))
        self.assertEqual(get_offer(petro), (False, False, False, True, True))
        self.case.with_user(self.sally).action_accept()
        self.case.with_user(self.sally).action_report_done()
        self.assertEqual(get_offer(self.sally), (False, False, False, False, False))
        self.assertEqual(get_offer(petro), ("verify", False, True, True, False))

    def test_map_of_the_executor_shows_no_arrow_of_the_issuer_as_shut(self):
        steps = self.mine.route_map["next_steps"]
        self.assertEqual(
            [(step["name"], step["blocked"]) for step in steps],
            [("Accept", []), ("Refuse", [])],
        )

    def test_dialogue_does_what_it_was_opened_for(self):
        self.mine.action_accept()
        answers = self.env["crm.process.assignment.answer"]

        def answer(user, verb, text, **values):
            dialog = answers.with_user(user).create(
                {"case_id": self.case.id, "verb": verb, "text": text, **values}
            )
            dialog.action_apply()

        answer(self.sally, "more_time", "Two more", until="2026-11-26 10:00:00")
        self._get_task(self.case, self.case._get_open_requests().name).action_refuse(
            "No"
        )
        self.assertEqual(self.case.date_promised, self._moment(WEDNESDAY))
        answer(self.sally, "report", "Twelve venues")
        answer(self.head, "return", "Prices are missing")
        self.assertStandsAt(self.case, "accepted")
        answer(self.head, "withdraw", "Not needed")
        self.assertEqual(self.case.outcome, "cancelled")
