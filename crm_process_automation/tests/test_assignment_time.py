from odoo.tests import tagged

from .assignment_common import MONDAY, THURSDAY, WEDNESDAY, AssignmentCase


@tagged("post_install", "-at_install")
class TestAssignmentTime(AssignmentCase):
    """A deadline is a promise: it moves when the issuer agrees, and is measured."""

    def setUp(self):
        super().setUp()
        self.case = self._issue_on_monday()
        with self.at(MONDAY):
            self._walk(self.case, "action_accept")
        self.mine = self.case.with_user(self.sally)

    def _ask(self, until=THURSDAY, reason="The venue calls back on Thursday"):
        self.mine.action_ask_more_time(until, reason)
        return self.case.sudo()._get_open_requests().with_user(self.head)

    # === MORE TIME === #

    def test_issuer_is_asked_to_decide(self):
        with self.at(MONDAY):
            request = self._ask()
        self.assertEqual((request.kind, request.user_id), ("approval", self.head))
        self.assertIn("calls back on Thursday", request.instruction)
        self.assertIn("6:00", request.name)  # in the evening, as the head's clock says
        self.assertEqual(self.case.date_promised, self._moment(WEDNESDAY))

    def test_approved_request_moves_the_promise_and_the_task(self):
        with self.at(MONDAY):
            self._ask().action_approve()
        self.assertEqual(self.case.date_promised, self._moment(THURSDAY))
        self.assertEqual(self._get_task(self.case).deadline, self._moment(THURSDAY))
        self.assertEqual(self.case.date_deadline, self._moment(THURSDAY))
        self.assertEqual(self.case.extension_count, 1)
        self.assertEqual(self.case.date_promised_first, self._moment(WEDNESDAY))
        self.assertStandsAt(self.case, "accepted")

    def test_refused_request_changes_nothing_and_the_executor_is_told(self):
        with self.at(MONDAY):
            self._ask().action_refuse("The client waits")
        self.assertEqual(self.case.date_promised, self._moment(WEDNESDAY))
        self.assertEqual(self.case.extension_count, 0)
        self.assertStandsAt(self.case, "accepted")
        told = self.env["mail.message"].search(
            [("partner_ids", "in", self.sally.partner_id.ids)]
        )
        self.assertIn("The client waits", " ".join(told.mapped("body")))

    def test_issuer_just_gives_more_time(self):
        with self.at(MONDAY):
            self.case.action_ask_more_time(THURSDAY, "As we said on the phone")
        self.assertEqual(self.case.date_promised, self._moment(THURSDAY))
        self.assertFalse(self.case._get_open_requests())

    def test_request_ends_when_the_work_is_done_meanwhile(self):
        with self.at(MONDAY):
            request = self._ask()
            self._walk(self.case, "action_report_done")
        self.assertEqual(request.state, "cancelled")

    def test_executor_does_not_decide_his_own_request(self):
        with self.at(MONDAY):
            request = self._ask().with_user(self.sally)
            with self.assertRefused("decide"):
                request.action_approve()

    def test_only_the_executor_asks(self):
        with self.at(MONDAY):
            self._ask()
            with self.assertRefused("not decided yet"):
                self._ask("2026-11-27 10:00:00")

    def test_more_time_means_later(self):
        with self.at(MONDAY):
            for until in (WEDNESDAY, "2026-11-24 10:00:00"):
                with self.subTest(until), self.assertRefused("later"):
                    self._ask(until)

    def test_more_time_lies_ahead(self):
        with self.at("2026-11-30 10:00:00"):
            with self.assertRefused("passed already"):
                self._ask(THURSDAY)

    def test_mad_moments_are_refused(self):
        with self.at(MONDAY):
            for until in (False, "tomorrow", 7, [1]):
                with self.subTest(until), self.assertRefused("by when"):
                    self._ask(until)
            with self.assertRefused("why"):
                self._ask(reason=" ")

    def test_done_work_needs_no_more_time(self):
        with self.at(MONDAY):
            self._walk(self.case, "action_report_done")
            with self.assertRefused("no more time"):
                self._ask()

    def test_request_is_not_granted_when_its_moment_has_passed(self):
        with self.at(MONDAY):
            request = self._ask()
        with self.at("2026-11-27 10:00:00"), self.assertRefused("passed already"):
            request.action_approve()

    def test_pause_by_the_issuer_moves_the_promise(self):
        with self.at(MONDAY):
            self.case.action_pause("2026-12-01", "The client is away")
        with self.at("2026-11-24 08:00:00"):
            self.case.action_resume()
        # One working day later than Wednesday evening, which is after hours.
        self.assertGreater(self.case.date_promised, self._moment(WEDNESDAY))
        self.assertEqual(self.case.extension_count, 0)

    # === WHAT BECAME OF IT === #

    def test_done_before_the_deadline_is_on_time(self):
        with self.at("2026-11-25 15:00:00"):
            self._walk(self.case, "action_report_done")
        self.assertEqual(self.case.promise_state, "on_time")
        self.assertEqual(self.case.hours_late, 0)

    def test_done_afterwards_is_late_by_working_hours(self):
        with self.at("2026-11-26 08:00:00"):  # ten in Kyiv; work begins at eight
            self._walk(self.case, "action_report_done")
        self.assertEqual(self.case.promise_state, "late")
        self.assertEqual(self.case.hours_late, 2)

    def test_slow_verification_is_not_the_executors_fault(self):
        with self.at("2026-11-25 15:00:00"):
            self._walk(self.case, "action_report_done")
        with self.at("2026-11-30 15:00:00"):
            self._walk(self.case, "action_verify")
        self.assertEqual(self.case.promise_state, "on_time")

    def test_redone_too_late_is_late(self):
        with self.at("2026-11-25 09:00:00"):
            self._walk(self.case, "action_report_done")
            self.case.action_return("Prices are missing")
        with self.at("2026-11-26 09:00:00"):
            self.assertEqual(self.case.promise_state, "overdue")
            self._walk(self.case, "action_report_done")
        self.assertEqual(self.case.promise_state, "late")

    def test_open_assignment_becomes_overdue(self):
        with self.at("2026-11-25 15:59:00"):
            self.assertEqual(self.case.promise_state, "open")
        with self.at("2026-11-25 16:01:00"):
            self.assertEqual(self.case.promise_state, "overdue")
