from odoo import fields
from odoo.tests import tagged

from .common import ProcessCase

FRIDAY = "2026-11-20 14:00:00"  # 16:00 in Kyiv; the day ends at 17:00


@tagged("post_install", "-at_install")
class TestCaseTime(ProcessCase):
    """Time frames run in working time of whoever answers."""

    def test_hours_run_over_the_weekend_into_monday(self):
        self.todo.write({"time_limit": 2, "time_unit": "hour"})
        with self.at(FRIDAY):
            case = self._create_case(self.sally)
        self.assertEqual(
            case.date_deadline, fields.Datetime.to_datetime("2026-11-23 07:00:00")
        )

    def test_one_day_ends_at_the_same_hour_of_the_next_working_day(self):
        self.todo.write({"time_limit": 1, "time_unit": "day"})
        with self.at(FRIDAY):
            case = self._create_case(self.sally)
        self.assertEqual(
            case.date_deadline, fields.Datetime.to_datetime("2026-11-23 14:00:00")
        )

    def test_stage_without_a_time_frame_has_no_deadline(self):
        self.assertFalse(self._create_case().date_deadline)

    def test_move_knows_planned_and_real_working_hours(self):
        self.todo.write({"time_limit": 1, "time_unit": "hour"})
        with self.at(FRIDAY):
            case = self._create_case(self.sally)
        with self.at("2026-11-23 08:00:00"):
            case.stage_id = self.doing
        move = case.move_ids.sorted("id")[-1]
        self.assertEqual(
            (move.planned_hours, move.duration_hours, move.deviation_hours), (1, 3, 2)
        )

    def test_case_past_its_deadline_is_late(self):
        self.todo.write({"time_limit": 1, "time_unit": "hour"})
        with self.at(FRIDAY):
            case = self._create_case(self.sally)
        with self.at("2026-11-23 08:00:00"):
            self.assertTrue(case.is_late)
            self.assertIn(case, case.search([("is_late", "=", True)]))

    def test_case_before_its_deadline_is_not_late(self):
        self.todo.write({"time_limit": 1, "time_unit": "hour"})
        with self.at(FRIDAY):
            case = self._create_case(self.sally)
            self.assertFalse(case.is_late)
            self.assertNotIn(case, case.search([("is_late", "=", True)]))

    def test_calendar_without_working_hours_counts_hours_on_the_wall(self):
        self.env.company.resource_calendar_id.attendance_ids.unlink()
        self.todo.write({"time_limit": 2, "time_unit": "hour"})
        with self.at(FRIDAY):
            case = self._create_case(self.sally)
        self.assertEqual(
            case.date_deadline, fields.Datetime.to_datetime("2026-11-20 16:00:00")
        )
