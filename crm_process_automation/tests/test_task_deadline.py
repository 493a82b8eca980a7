from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from .timer_common import MONDAY, MONDAY_NOON, TUESDAY, TimerCase


@tagged("post_install", "-at_install")
class TestTaskDeadline(TimerCase):
    """A deadline is a moment ahead when somebody chooses it, in anybody's time."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        calendar = cls.env.ref("crm_process_automation.resource_calendar_ua").copy()
        calendar.company_id = cls.env.company
        cls.env.company.resource_calendar_id = calendar

    def _assertEscalates(self, deadline, moment, **values):
        """A task due at `deadline` escalates two working hours later, at `moment`."""
        with self.at(deadline):
            task = self._create_task(deadline, escalate_after=2, **values)
        self._fire(deadline)
        self.assertPending(task, "escalation", moment)

    # === BAD INPUT === #

    def test_deadline_in_the_past_is_refused_by_hand(self):
        tasks = self.env["crm.process.task"].with_user(self.sally)
        with self.at(TUESDAY), self.assertRefused("Call.*lies in the past"):
            tasks.create({"name": "Call", "deadline": MONDAY})

    def test_deadline_is_not_moved_into_the_past_by_hand(self):
        with self.at(MONDAY):
            task = self._create_task(TUESDAY).with_user(self.sally)
        with self.at(MONDAY_NOON), self.assertRefused("Call.*lies in the past"):
            task.deadline = MONDAY

    def test_deadline_ahead_is_taken(self):
        with self.at(MONDAY):
            task = self._create_task(TUESDAY).with_user(self.sally)
            task.deadline = MONDAY_NOON
            self.assertPending(task, "due", MONDAY_NOON)

    def test_system_counts_from_dates_that_are_past(self):
        with self.at(TUESDAY):
            self.assertTrue(self._create_task(MONDAY).deadline)

    def test_deadline_that_is_no_moment_is_refused(self):
        for value in ("soon", "2026-02-30 10:00:00", 12, ["x"], {"a": 1}):
            with self.subTest(value=value), self.assertRefused("is no moment"):
                self._create_task(value)

    def test_deadline_of_another_century_is_refused(self):
        tasks = self.env["crm.process.task"].with_user(self.sally)
        with self.assertRefused("hundred years"):
            tasks.create({"name": "Call", "deadline": "9999-12-31 23:59:59"})

    def test_negative_extension_is_refused(self):
        for name, words in (
            ("remind_before", "A reminder comes"),
            ("escalate_after", "The head is told"),
        ):
            for value in (-1, 20000, float("nan")):
                with self.subTest(name, value=value):
                    with (
                        mute_logger("odoo.sql_db"),
                        self.assertRaises(CheckViolation) as caught,
                    ):
                        self._create_task(TUESDAY, **{name: value})
                    task = self.env["crm.process.task"]
                    message = task._sql_error_to_message(caught.exception)
                    self.assertIn(words, message)

    # === PEOPLE === #

    def test_executor_without_calendar_is_told_by_the_clock_on_the_wall(self):
        self.env.company.resource_calendar_id = False
        self._assertEscalates("2026-11-21 20:00:00", "2026-11-21 22:00:00")

    def test_executor_without_time_zone_lives_in_that_of_the_calendar(self):
        self.sally.tz = False
        self._assertEscalates("2026-11-23 15:00:00", "2026-11-24 08:00:00")

    def test_task_of_an_archived_executor_is_the_responsibles(self):
        with self.at(MONDAY):
            case = self._create_case(self.sally)
            task = self._create_task(MONDAY_NOON, user_id=self.oleh.id, case_id=case.id)
            self.oleh.active = False
            self.assertEqual(task._get_person_at_hand(), self.sally)
        self._fire(MONDAY_NOON)
        self.assertEqual(self.told, [("Call", "due")])
        self.assertPending(task, "escalation", "2026-11-24 10:00:00")

    # === DAYS OF THEIR OWN === #

    def test_night_on_which_the_clocks_go_forward(self):
        # 29 March 2026, Sunday: Friday ends at 18:00 (+2), Monday begins at 9:00 (+3).
        self._assertEscalates("2026-03-27 15:30:00", "2026-03-30 07:30:00")

    def test_night_on_which_the_clocks_go_back(self):
        # 25 October 2026, Sunday: Friday ends at 18:00 (+3), Monday begins at 9 (+2).
        self._assertEscalates("2026-10-23 14:30:00", "2026-10-26 08:30:00")

    def test_reminder_across_the_night_on_which_the_clocks_go_forward(self):
        with self.at("2026-03-27 08:00:00"):
            task = self._create_task("2026-03-30 07:00:00", remind_before=2)
            self.assertPending(task, "reminder", "2026-03-27 15:00:00")

    def test_deadlines_in_the_hour_that_comes_twice_are_told_once_each(self):
        with self.at("2026-10-24 08:00:00"):
            for hour in (0, 1):  # both are 3:30 in Kyiv
                self._create_task(f"2026-10-25 0{hour}:30:00", name=f"Call {hour}")
        for moment in ("00:30:10", "01:30:10", "02:30:10"):
            self._fire(f"2026-10-25 {moment}")
        self.assertEqual(self.told, [("Call 0", "due"), ("Call 1", "due")])

    def test_leap_day_is_a_working_day(self):
        self._assertEscalates("2028-02-28 15:00:00", "2028-02-29 08:00:00")

    def test_leap_day_in_the_middle(self):
        with self.at("2028-02-28 08:00:00"):
            task = self._create_task("2028-03-01 09:00:00", remind_before=10)
            self.assertPending(task, "reminder", "2028-02-29 07:00:00")

    def test_year_ends_between_deadline_and_escalation(self):
        self._assertEscalates("2026-12-31 15:00:00", "2027-01-01 08:00:00")

    def test_moments_agree_forwards_and_backwards(self):
        """What lies n working hours before a moment, lies n hours from it."""
        clock = self.env["crm.process.clock"]._wind()
        company = self.env.company
        with self.at("2026-03-26 10:00:00"):
            task = self._create_task("2026-03-31 10:00:00")
        for hours in range(1, 40):
            with self.subTest(hours=hours):
                start = clock.plan(task.deadline, -hours, self.sally, company)
                spent = clock.measure(start, task.deadline, self.sally, company)
                self.assertEqual(timedelta(hours=spent), timedelta(hours=hours))
