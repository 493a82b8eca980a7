from datetime import date

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import ProcessCase

DAYS = "01.01 08.03 12.04 01.05 08.05 31.05 28.06 15.07 24.08 01.10 25.12"


@tagged("post_install", "-at_install")
class TestHolidays(ProcessCase):
    """Public holidays are working days, or days off, as the company says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.calendar = cls.env.ref("crm_process_automation.resource_calendar_ua").copy(
            {"company_id": cls.company.id}
        )
        cls.company.resource_calendar_id = cls.calendar
        cls.christmas = cls.env.ref("crm_process_automation.holiday_ua_christmas")
        cls.easter = cls.env.ref("crm_process_automation.holiday_ua_easter")
        cls.trinity = cls.env.ref("crm_process_automation.holiday_ua_trinity")

    def _switch(self, are_working_days):
        with self.at("2026-11-23 08:00:00"):
            self.company.process_holidays_are_working_days = are_working_days

    def _get_days_off(self, calendar=None, holiday=None):
        domain = [("calendar_id", "=", (calendar or self.calendar).id)]
        if holiday:
            domain.append(("process_holiday_id", "=", holiday.id))
        leaves = self.env["resource.calendar.leaves"].search(domain)
        return leaves.sorted("date_from")

    def _plan(self, start, hours):
        clock = self.env["crm.process.clock"]._wind()
        start = fields.Datetime.to_datetime(start)
        return fields.Datetime.to_string(
            clock.plan(start, hours, self.sally, self.company)
        )

    # === DATES === #

    def test_easter_is_the_orthodox_one(self):
        self.assertEqual(self.easter._get_date(2026), date(2026, 4, 12))
        self.assertEqual(self.easter._get_date(2027), date(2027, 5, 2))

    def test_trinity_follows_easter(self):
        self.assertEqual(self.trinity._get_date(2026), date(2026, 5, 31))
        self.assertEqual(self.trinity._get_date(2027), date(2027, 6, 20))

    def test_western_easter_may_be_chosen(self):
        self.easter.rule = "western_easter"
        self.assertEqual(self.easter._get_date(2026), date(2026, 4, 5))

    def test_holiday_on_the_leap_day_comes_every_four_years(self):
        self.christmas.write({"day": 29, "month": "02"})
        self.assertFalse(self.christmas._get_date(2027))
        self.assertEqual(self.christmas._get_date(2028), date(2028, 2, 29))

    def test_day_that_does_not_exist_is_refused(self):
        for day, month in (
            (31, "02"),
            (0, "01"),
            (-5, "03"),
            (10**9, "04"),
            (1, False),
        ):
            with self.subTest(day=day), self.assertRefused("Christmas.*no such day"):
                self.christmas.write({"day": day, "month": month})

    def test_list_of_ukraine_is_complete(self):
        days = {
            holiday._get_date(2026).strftime("%d.%m")
            for holiday in self.env["crm.process.holiday"].search([])
        }
        self.assertEqual(
            days,
            set(DAYS.split()),
        )

    # === THE CALENDAR === #

    def test_ukrainian_calendar_has_forty_hours(self):
        calendar = self.env.ref("crm_process_automation.resource_calendar_ua")
        self.assertEqual((calendar.hours_per_week, calendar.hours_per_day), (40, 8))
        self.assertEqual(calendar.tz, "Europe/Kyiv")

    def test_ukrainian_day_has_its_lunch(self):
        # Monday, 9:00 in Kyiv
        self.assertEqual(self._plan("2026-11-23 07:00:00", 5), "2026-11-23 13:00:00")
        self.assertEqual(self._plan("2026-11-23 07:00:00", 8), "2026-11-23 16:00:00")

    # === THE SWITCH === #

    def test_holidays_are_working_days_at_first(self):
        self.assertTrue(self.company.process_holidays_are_working_days)
        self.assertFalse(self._get_days_off())
        # Thursday, 24 December, 16:00: two hours today, six tomorrow
        self.assertEqual(self._plan("2026-12-24 14:00:00", 8), "2026-12-25 14:00:00")

    def test_switched_off_they_are_days_off(self):
        self._switch(False)
        self.assertEqual(self._plan("2026-12-24 14:00:00", 8), "2026-12-28 14:00:00")

    def test_they_reach_two_years_ahead(self):
        self._switch(False)
        years = {leave.date_to.year for leave in self._get_days_off()}
        self.assertEqual(years, {2026, 2027, 2028})
        self.assertEqual(len(self._get_days_off()), 33)

    def test_day_off_lasts_from_midnight_to_midnight_in_kyiv(self):
        self._switch(False)
        day = self._get_days_off(holiday=self.christmas)[0]
        self.assertEqual(
            (str(day.date_from), str(day.date_to)),
            ("2026-12-24 22:00:00", "2026-12-25 21:59:59"),
        )

    def test_switched_on_again_takes_away_its_own_days_only(self):
        own = self.env["resource.calendar.leaves"].create(
            {
                "name": "Day of the company",
                "calendar_id": self.calendar.id,
                "date_from": "2026-12-10 00:00:00",
                "date_to": "2026-12-10 20:00:00",
            }
        )
        self._switch(False)
        self._switch(True)
        self.assertEqual(self._get_days_off(), own)

    def test_switching_off_twice_makes_no_day_twice(self):
        self._switch(False)
        self._switch(False)
        with self.at("2026-11-23 08:00:00"):
            self.env["res.company"]._cron_sync_process_holidays()
        self.assertEqual(len(self._get_days_off()), 33)

    def test_new_year_brings_its_holidays(self):
        self._switch(False)
        with self.at("2027-01-02 08:00:00"):
            self.env["res.company"]._cron_sync_process_holidays()
        self.assertIn(2029, [leave.date_to.year for leave in self._get_days_off()])

    def test_other_company_works(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self._switch(False)
        self.assertFalse(self._get_days_off(other.resource_calendar_id))

    def test_new_calendar_of_the_company_is_free_on_holidays_and_gives_them_back(self):
        self._switch(False)
        with self.at("2026-11-23 08:00:00"):
            calendar = self.env["resource.calendar"].create(
                {"name": "Nights", "company_id": self.company.id}
            )
            self.env["res.company"]._cron_sync_process_holidays()
        self.assertEqual(len(self._get_days_off(calendar)), 33)
        self._switch(True)
        self.assertFalse(self._get_days_off(calendar))

    def test_task_that_was_given_keeps_its_deadline(self):
        self.todo.write({"time_limit": 1, "time_unit": "day"})
        self._create_step(self.todo, "Call", time_limit=8)
        with self.at("2026-12-24 14:00:00"):
            task = self._create_case(self.sally).task_ids
            before = task.deadline
        self._switch(False)
        with self.at("2026-12-24 14:00:00"):
            new = self._create_case(self.sally).task_ids
        self.assertEqual(str(before), "2026-12-25 14:00:00")
        self.assertEqual(task.deadline, before)
        self.assertEqual(str(new.deadline), "2026-12-28 14:00:00")

    # === EDITING === #

    def test_moved_holiday_moves_its_days_off(self):
        self._switch(False)
        with self.at("2026-11-23 08:00:00"):
            self.christmas.write({"day": 7, "month": "01"})
        days = self._get_days_off(holiday=self.christmas)
        self.assertEqual(
            [str(day.date_from) for day in days],
            ["2026-01-06 22:00:00", "2027-01-06 22:00:00", "2028-01-06 22:00:00"],
        )

    def test_archived_holiday_is_a_working_day(self):
        self._switch(False)
        with self.at("2026-11-23 08:00:00"):
            self.christmas.active = False
        self.assertFalse(self._get_days_off(holiday=self.christmas))

    def test_deleted_holiday_is_a_working_day(self):
        self._switch(False)
        self.christmas.unlink()
        self.assertEqual(len(self._get_days_off()), 30)

    def test_new_holiday_is_a_day_off(self):
        self._switch(False)
        with self.at("2026-11-23 08:00:00"):
            holiday = self.env["crm.process.holiday"].create(
                {"name": "Day of the City", "day": 30, "month": "05"}
            )
        self.assertEqual(len(self._get_days_off(holiday=holiday)), 3)

    def test_next_date_is_shown(self):
        with self.at("2026-11-23 08:00:00"):
            self.assertEqual(self.christmas.date_next, date(2026, 12, 25))
            self.assertEqual(self.easter.date_next, date(2027, 5, 2))

    # === RIGHTS === #

    def test_designer_edits_holidays(self):
        self._switch(False)
        with self.at("2026-11-23 08:00:00"):
            self.christmas.with_user(self.designer).day = 24
        self.assertEqual(
            str(self._get_days_off(holiday=self.christmas)[0].date_from),
            "2026-12-23 22:00:00",
        )

    def test_salesperson_reads_holidays_and_edits_none(self):
        christmas = self.christmas.with_user(self.sally)
        self.assertEqual(christmas.name, "Christmas")
        with self.assertRaises(AccessError):
            christmas.day = 24

    def test_switch_is_in_the_settings(self):
        with Form(self.env["res.config.settings"]) as settings:
            settings.process_holidays_are_working_days = False
        settings.record.execute()
        self.assertFalse(self.company.process_holidays_are_working_days)
