import doctest
from datetime import date, datetime

from odoo import fields
from odoo.tests import tagged

from ..tools import working_time
from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestTaskPlanClock(ProcessCase):
    """Moments are counted from a date, both ways, in working time."""

    def setUp(self):
        super().setUp()
        self.clock = self.env["crm.process.clock"]._wind()

    # === ASSERTIONS === #

    def assertCounts(self, source, offset, unit, expected, user=None):
        """`offset` from `source` is `expected`, all moments in UTC."""
        if len(source) > len("2026-12-12"):
            source = fields.Datetime.to_datetime(f"{source}:00")
        else:
            source = fields.Date.to_date(source)
        moment = self.clock.count_from(
            source, offset, unit, user or self.sally, self.env.company
        )
        self.assertEqual(moment, fields.Datetime.to_datetime(f"{expected}:00"))

    # === DATES === #

    def test_examples_in_the_documentation_hold(self):
        self.assertFalse(doctest.testmod(working_time).failed)

    def test_date_is_the_end_of_its_working_day(self):
        self.assertCounts("2026-11-27", 0, "day", "2026-11-27 15:00")

    def test_saturday_is_the_end_of_friday(self):
        self.assertCounts("2026-11-28", 0, "day", "2026-11-27 15:00")

    def test_working_days_before_a_date_end_with_a_working_day(self):
        self.assertCounts("2026-11-27", -1, "day", "2026-11-26 15:00")
        self.assertCounts("2026-11-28", -1, "day", "2026-11-27 15:00")
        self.assertCounts("2026-11-30", -5, "day", "2026-11-23 15:00")

    def test_working_days_after_a_date_leave_the_weekend_out(self):
        self.assertCounts("2026-11-27", 1, "day", "2026-11-30 15:00")
        self.assertCounts("2026-11-28", 1, "day", "2026-11-30 15:00")

    def test_half_a_working_day_before_a_date(self):
        self.assertCounts("2026-11-27", -0.5, "day", "2026-11-27 11:00")

    def test_hours_before_a_date_are_counted_from_its_evening(self):
        self.assertCounts("2026-11-27", -2, "hour", "2026-11-27 13:00")

    def test_calendar_days_before_a_date_end_with_a_working_day(self):
        self.assertCounts("2026-12-12", -7, "calendar_day", "2026-12-04 15:00")

    def test_company_holiday_is_no_working_day(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": self.env.company.resource_calendar_id.id,
                "date_from": "2026-11-26 00:00:00",
                "date_to": "2026-11-26 21:00:00",
            }
        )
        self.assertCounts("2026-11-27", -1, "day", "2026-11-25 15:00")

    # === MOMENTS === #

    def test_moment_is_exact(self):
        self.assertCounts("2026-11-28 22:17", 0, "hour", "2026-11-28 22:17")

    def test_hours_before_a_moment_reach_into_friday(self):
        self.assertCounts("2026-11-23 08:00", -3, "hour", "2026-11-20 14:00")

    def test_working_day_before_a_moment_is_the_same_hour(self):
        self.assertCounts("2026-11-23 08:00", -1, "day", "2026-11-20 08:00")

    # === THE CLOCKS ARE PUT BACK AND FORTH === #

    def test_days_before_a_date_over_the_end_of_summer_time(self):
        self.assertCounts("2026-10-26", -1, "day", "2026-10-23 14:00")

    def test_hours_before_a_moment_over_the_end_of_summer_time(self):
        self.assertCounts("2026-10-26 08:00", -3, "hour", "2026-10-23 13:00")

    def test_hours_before_a_moment_over_the_begin_of_summer_time(self):
        self.assertCounts("2027-03-29 07:00", -3, "hour", "2027-03-26 14:00")

    def test_hours_after_a_moment_over_the_begin_of_summer_time(self):
        self.assertCounts("2027-03-26 14:00", 3, "hour", "2027-03-29 07:00")

    def test_hours_after_a_moment_over_the_end_of_summer_time(self):
        self.assertCounts("2026-10-23 13:00", 3, "hour", "2026-10-26 08:00")

    def test_calendar_days_keep_the_hour_on_the_wall(self):
        self.assertCounts("2027-03-29 07:00", -2, "calendar_day", "2027-03-27 08:00")
        self.assertCounts("2026-10-26 08:00", -2, "calendar_day", "2026-10-24 07:00")

    def test_hour_that_the_change_leaves_out_is_no_obstacle(self):
        self.assertCounts("2027-03-29 00:30", -1, "calendar_day", "2027-03-28 01:30")

    def test_day_before_the_first_of_march_in_a_leap_year(self):
        self.assertCounts("2028-03-01", -1, "calendar_day", "2028-02-29 15:00")
        self.assertCounts("2028-03-01", -1, "day", "2028-02-29 15:00")

    # === WHOSE TIME === #

    def test_person_in_another_time_zone_ends_his_own_day(self):
        self.oleh.tz = "Europe/Warsaw"
        self.assertCounts("2026-11-27", 0, "day", "2026-11-27 16:00", self.oleh)

    def test_person_without_time_zone_works_as_the_company(self):
        self.oleh.tz = False
        self.assertCounts("2026-11-27", 0, "day", "2026-11-27 15:00", self.oleh)

    def test_nobody_at_all_works_as_the_company(self):
        nobody = self.env["res.users"]
        self.assertCounts("2026-11-27", 0, "day", "2026-11-27 15:00", nobody)

    def test_company_without_calendar_counts_days_till_midnight(self):
        self.env.company.resource_calendar_id = False
        self.assertCounts("2026-11-27", -1, "day", "2026-11-26 22:00")
        self.assertCounts("2026-11-27 10:00", -2, "hour", "2026-11-27 08:00")

    # === OUT OF REACH === #

    def test_date_at_the_end_of_time_gives_no_moment(self):
        for source in (date.max, date.min, datetime.max, datetime.min):
            for unit in ("hour", "day", "calendar_day"):
                with self.subTest(source=source, unit=unit):
                    moment = self.clock.count_from(
                        source, 10000, unit, self.sally, self.env.company
                    )
                    self.assertIsNone(moment)
