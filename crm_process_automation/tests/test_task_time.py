from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .common import ProcessCase

MONDAY = "2026-11-23 08:00:00"  # 10:00 in Kyiv; people work 8–12 and 13–17 there
MONDAY_NOON = "2026-11-23 10:00:00"
TUESDAY = "2026-11-24 08:00:00"
TUESDAY_NOON = "2026-11-24 10:00:00"
WEDNESDAY = "2026-11-25 08:00:00"


@tagged("post_install", "-at_install")
class TestTaskTime(ProcessCase):
    """A task that is done knows its planned and real working hours for ever."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.todo.write({"time_limit": 5, "time_unit": "day"})
        cls._create_step(cls.todo, "Call", time_limit=8, time_unit="hour")
        cls._create_step(cls.doing, "Think")

    def _give_task(self, moment=MONDAY):
        with self.at(moment):
            case = self._create_case(self.sally)
        return case.task_ids

    def _finish(self, task, moment):
        with self.at(moment):
            task.action_done()
            self.env.flush_all()

    def assertHours(self, task, planned, real, deviation):
        hours = (task.planned_hours, task.duration_hours, task.deviation_hours)
        self.assertEqual(hours, (planned, real, deviation))

    # === PLAN AND FACT === #

    def test_task_is_given_when_it_is_made(self):
        task = self._give_task()
        self.assertEqual(task.date_given, fields.Datetime.to_datetime(MONDAY))

    def test_late_task_took_longer_than_planned(self):
        task = self._give_task()
        self._finish(task, TUESDAY_NOON)
        self.assertHours(task, 8, 10, 2)
        self.assertFalse(task.is_on_time)

    def test_early_task_took_less_than_planned(self):
        task = self._give_task()
        self._finish(task, MONDAY_NOON)
        self.assertHours(task, 8, 2, -6)
        self.assertTrue(task.is_on_time)

    def test_task_done_at_its_deadline_is_on_time(self):
        task = self._give_task()
        self._finish(task, task.deadline)
        self.assertHours(task, 8, 8, 0)
        self.assertTrue(task.is_on_time)

    def test_task_without_deadline_has_no_deviation(self):
        task = self._give_task()
        task.deadline = False
        self._finish(task, TUESDAY)
        self.assertHours(task, 0, 8, 0)
        self.assertFalse(task.is_on_time)

    def test_hours_are_those_of_the_calendar_of_the_executor(self):
        task = self._give_task()
        calendar = self.env["resource.calendar"].create(
            {
                "name": "Mornings",
                "tz": "Europe/Kyiv",
                "attendance_ids": [
                    Command.create(
                        {"name": d, "dayofweek": d, "hour_from": 8, "hour_to": 12}
                    )
                    for d in "01234"
                ],
            }
        )
        self.env["resource.resource"].create(
            {
                "name": "Sally",
                "user_id": self.sally.id,
                "company_id": self.env.company.id,
                "calendar_id": calendar.id,
            }
        )
        self._finish(task, WEDNESDAY)  # 2 + 4 + 2 hours
        self.assertEqual(task.duration_hours, 8)

    def test_moved_deadline_is_the_plan(self):
        task = self._give_task()
        with self.at(MONDAY_NOON):
            task.deadline = WEDNESDAY
        self._finish(task, TUESDAY)
        self.assertHours(task, 16, 8, -8)

    def test_task_that_closes_by_itself_is_measured_too(self):
        task = self._give_task()
        with self.at(TUESDAY_NOON):
            task.sudo()._close_by_itself("the client called")
            self.env.flush_all()
        self.assertHours(task, 8, 10, 2)

    def test_cancelled_task_is_not_measured(self):
        task = self._give_task()
        with self.at(TUESDAY):
            task.action_cancel("no need")
            self.env.flush_all()
        self.assertHours(task, 0, 0, 0)

    # === PAUSES === #

    def _pause(self, task, since, until):
        with self.at(since):
            task.case_id.action_pause("2026-12-31", "the client is abroad")
        with self.at(until):
            task.case_id.action_resume()

    def test_pause_counts_neither_in_plan_nor_in_fact(self):
        task = self._give_task()
        self._pause(task, MONDAY_NOON, TUESDAY_NOON)
        self.assertEqual(task.paused_hours, 8)
        self._finish(task, task.deadline)
        self.assertHours(task, 8, 8, 0)
        self.assertTrue(task.is_on_time)

    def test_pause_after_the_deadline_does_not_shorten_the_plan(self):
        task = self._give_task()
        self._pause(task, TUESDAY_NOON, "2026-11-25 10:00:00")
        self._finish(task, "2026-11-25 12:00:00")
        self.assertHours(task, 8, 11, 3)

    def test_deadline_moved_behind_a_pause_is_planned_without_it(self):
        task = self._give_task()
        self._pause(task, TUESDAY_NOON, "2026-11-25 10:00:00")
        with self.at("2026-11-25 11:00:00"):
            task.deadline = "2026-11-25 14:00:00"
        self._finish(task, "2026-11-25 14:00:00")
        self.assertHours(task, 13, 13, 0)

    def test_two_pauses_are_both_left_out(self):
        task = self._give_task()
        self._pause(task, MONDAY_NOON, "2026-11-23 11:00:00")
        self._pause(task, "2026-11-23 12:00:00", TUESDAY_NOON)
        self.assertEqual(task.paused_hours, 7)
        self._finish(task, task.deadline)
        self.assertHours(task, 8, 8, 0)

    def test_clock_of_a_task_done_during_a_pause_stopped_with_the_pause(self):
        task = self._give_task()
        with self.at(MONDAY_NOON):
            task.case_id.action_pause("2026-12-31", "the client is abroad")
        self._finish(task, WEDNESDAY)
        self.assertHours(task, 8, 2, -6)
        self.assertTrue(task.is_on_time)

    # === WHAT COMES LATER === #

    def test_undone_move_gives_the_task_back_with_its_clock(self):
        task = self._give_task()
        case = task.case_id
        with self.at(MONDAY_NOON):
            case._move_along(self.refuse_early, text="no")
            self.assertEqual(task.state, "cancelled")
            case.action_undo_move()
        self._finish(task, TUESDAY_NOON)
        self.assertHours(task, 8, 10, 2)

    def test_what_is_done_stays_as_it_was(self):
        task = self._give_task()
        self._finish(task, TUESDAY_NOON)
        with self.assertRefused("“Call” is closed"):
            task.deadline = WEDNESDAY
        with self.assertRefused("“Call” is closed"):
            task.user_id = self.oleh

    def test_open_task_may_be_handed_over(self):
        task = self._give_task()
        task.user_id = self.oleh
        self.assertEqual(task.user_id, self.oleh)

    def test_nobody_writes_the_hours_by_hand(self):
        task = self._give_task()
        for name in ("date_given", "planned_hours", "is_on_time", "paused_hours"):
            with self.assertRefused("not written directly"):
                task.write({name: False})

    def test_later_pause_changes_no_figure(self):
        task = self._give_task()
        self._finish(task, TUESDAY_NOON)
        self._pause(task, WEDNESDAY, "2026-11-26 08:00:00")
        self.assertHours(task, 8, 10, 2)

    # === NOW === #

    def test_open_task_knows_how_late_it_is(self):
        task = self._give_task()
        with self.at(TUESDAY):
            self.assertEqual(task.late_hours, 0)
        with self.at(TUESDAY_NOON):
            self.assertEqual(task.late_hours, 2)

    def test_cancelled_task_is_not_late(self):
        task = self._give_task()
        with self.at(TUESDAY_NOON):
            task.action_cancel("no need")
            self.assertEqual(task.late_hours, 0)
