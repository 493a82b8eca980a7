from odoo.tests import tagged

from .absence_common import AbsenceCase
from .plan_common import MONDAY


@tagged("post_install", "-at_install")
class TestAbsence(AbsenceCase):
    """What an absent colleague leaves goes to the deputy."""

    # === WHAT IS LEFT === #

    def test_task_due_during_the_absence_goes_to_the_deputy(self):
        self.sally.process_deputy_id = self.iryna
        task = self._create_task()
        with self.at(MONDAY):
            self._create_leave(self.sally, "2026-11-23", "2026-12-04")
            self._tell()
        self.assertEqual(task.user_id, self.iryna)
        reason = "in place of sally .*, away until 12/04/2026"
        self.assertRegex(task.assignment_reason, reason)
        told = self._read_chatter(task.case_id)
        self.assertRegex(told, f"“Call” goes to iryna .* {reason}")

    def test_task_due_after_the_absence_stays(self):
        self.sally.process_deputy_id = self.iryna
        task = self._create_task()
        task.deadline = "2026-12-10 12:00:00"
        with self.at(MONDAY):
            self._create_leave(self.sally, "2026-11-23", "2026-12-04")
        self.assertEqual(task.user_id, self.sally)

    def test_deadline_is_kept_by_the_deputy(self):
        self.sally.process_deputy_id = self.iryna
        self.iryna.tz = "Asia/Tokyo"
        task = self._create_task()
        before = task.deadline
        with self.at(MONDAY):
            self._create_leave(self.sally, "2026-11-23", "2026-12-04")
        self.assertEqual(task.deadline, before)

    def test_deputy_of_this_absence_goes_before_the_usual_one(self):
        self.sally.process_deputy_id = self.oleh
        task = self._create_task()
        with self.at(MONDAY):
            self._create_leave(
                self.sally,
                "2026-11-23",
                "2026-12-04",
                process_deputy_id=self.iryna.id,
            )
        self.assertEqual(task.user_id, self.iryna)

    def test_approval_goes_to_the_deputy_who_decides(self):
        self.sally.process_deputy_id = self.iryna
        task = self._create_task()
        task.kind = "approval"
        with self.at(MONDAY):
            self._create_leave(self.sally, "2026-11-23", "2026-12-04")
        task.with_user(self.iryna).action_approve()
        self.assertEqual((task.decision, task.done_by_id), ("approved", self.iryna))

    def test_without_a_deputy_the_responsible_for_the_case_takes_over(self):
        task = self._create_task()
        task.user_id = self.oleh
        with self.at(MONDAY):
            self._create_leave(self.oleh, "2026-11-23", "2026-12-04")
        self.assertEqual(task.user_id, self.sally)

    def test_without_anybody_else_the_head_takes_over(self):
        task = self._create_task()
        with self.at(MONDAY), self._has_head(self.head):
            self._create_leave(self.sally, "2026-11-23", "2026-12-04")
        self.assertEqual(task.user_id, self.head)

    def test_task_that_nobody_takes_over_stays_and_the_chatter_says_so(self):
        task = self._create_task()
        with self.at(MONDAY), self._has_head(self.env["res.users"]):
            self._create_leave(self.sally, "2026-11-23", "2026-12-04")
        self.assertEqual(task.user_id, self.sally)
        self.assertIn("nobody to take it over", self._read_chatter(task.case_id))

    def test_absence_that_lies_ahead_changes_nothing_yet(self):
        self.sally.process_deputy_id = self.iryna
        task = self._create_task()
        with self.at(MONDAY):
            leave = self._create_leave(self.sally, "2026-11-24", "2026-12-04")
            leave._begin_absences()
        self.assertEqual(task.user_id, self.sally)
        with self.at("2026-11-24 00:00:00"):
            leave._begin_absences()
        self.assertEqual(task.user_id, self.iryna)

    def test_absence_that_is_over_changes_nothing(self):
        self.sally.process_deputy_id = self.iryna
        task = self._create_task()
        with self.at(MONDAY):
            leave = self._create_leave(self.sally, "2026-11-24", "2026-11-24")
        with self.at("2026-11-25 08:00:00"):
            leave._begin_absences()
        self.assertEqual(task.user_id, self.sally)

    def test_absence_that_is_moved_to_now_begins(self):
        self.sally.process_deputy_id = self.iryna
        task = self._create_task()
        with self.at(MONDAY):
            leave = self._create_leave(self.sally, "2026-12-01", "2026-12-04")
            leave.date_from = "2026-11-23 00:00:00"
        self.assertEqual(task.user_id, self.iryna)

    def test_absence_that_is_put_off_has_one_timer(self):
        with self.at(MONDAY):
            leave = self._create_leave(self.sally, "2026-12-01", "2026-12-04")
            leave.date_from = "2026-12-02 00:00:00"
            timers = self.env["crm.process.timer"].search(
                [("leave_id", "=", leave.id), ("state", "=", "pending")]
            )
        self.assertEqual(str(timers.date_due), "2026-12-02 00:00:00")

    def test_holiday_of_the_company_hands_nothing_over(self):
        self.sally.process_deputy_id = self.iryna
        task = self._create_task()
        with self.at(MONDAY):
            self.env["resource.calendar.leaves"].create(
                {"date_from": MONDAY, "date_to": "2026-12-04 21:00:00"}
            )
        self.assertEqual(task.user_id, self.sally)

    # === WHAT COMES MEANWHILE === #

    def test_task_given_during_the_absence_goes_to_the_deputy_at_once(self):
        self.sally.process_deputy_id = self.iryna
        with self.at(MONDAY):
            self._create_leave(self.sally, "2026-11-23", "2026-12-04")
        task = self._create_task()
        self.assertEqual(task.user_id, self.iryna)
        self.assertIn("in place of sally", task.assignment_reason)
        self.assertEqual(task.case_id.stage_user_id, self.sally)

    def test_person_named_in_a_step_has_a_deputy(self):
        self.todo.step_ids.write({"responsible_kind": "user", "user_id": self.oleh.id})
        self.oleh.process_deputy_id = self.iryna
        with self.at(MONDAY):
            self._create_leave(self.oleh, "2026-11-23", "2026-12-04")
        self.assertEqual(self._create_task().user_id, self.iryna)

    def test_person_named_in_a_rule_has_a_deputy(self):
        rule = self.env["crm.process.assignment"].create(
            {"name": "Oleh", "kind": "fixed", "user_id": self.oleh.id}
        )
        self.todo.step_ids.write({"responsible_kind": "rule", "assignment_id": rule.id})
        self.oleh.process_deputy_id = self.iryna
        with self.at(MONDAY):
            self._create_leave(self.oleh, "2026-11-23", "2026-12-04")
        self.assertEqual(self._create_task().user_id, self.iryna)

    def test_deputy_who_is_away_has_a_deputy(self):
        self.sally.process_deputy_id = self.oleh
        self.oleh.process_deputy_id = self.iryna
        with self.at(MONDAY):
            for user in (self.sally, self.oleh):
                self._create_leave(user, "2026-11-23", "2026-12-04")
        self.assertEqual(self._create_task().user_id, self.iryna)

    def test_deputies_of_each_other_who_are_away_take_nothing_over(self):
        self.sally.process_deputy_id = self.oleh
        self.oleh.process_deputy_id = self.sally
        with self.at(MONDAY):
            for user in (self.sally, self.oleh):
                self._create_leave(user, "2026-11-23", "2026-12-04")
        self.assertEqual(self._create_task().user_id, self.sally)

    def test_deputy_who_has_left_takes_nothing_over(self):
        self.sally.process_deputy_id = self.iryna
        self.iryna.active = False
        with self.at(MONDAY):
            self._create_leave(self.sally, "2026-11-23", "2026-12-04")
        self.assertEqual(self._create_task().user_id, self.sally)
