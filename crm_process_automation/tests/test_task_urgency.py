from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import ProcessCase

MONDAY_NOON = "2026-11-02 10:00:00"  # 12:00 in Kyiv


@tagged("post_install", "-at_install")
class TestTaskUrgency(ProcessCase):
    """How urgent a task is depends on the clock and the time zone of who looks."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls._create_case(cls.sally).sudo()

    def _create_task(self, name, deadline=False, **values):
        return self.env["crm.process.task"].create(
            {
                "case_id": self.case.id,
                "name": name,
                "deadline": deadline,
                "user_id": self.sally.id,
                **values,
            }
        )

    def _create_week(self):
        """Return {word: the only task of that urgency}, at noon of a Monday."""
        moments = {
            "overdue": "2026-11-02 09:59:59",
            "today": "2026-11-02 10:00:00",
            "tomorrow": "2026-11-02 22:00:00",
            "week": "2026-11-03 22:00:00",
            "later": "2026-11-08 22:00:00",
            "none": False,
        }
        return {word: self._create_task(word, at) for word, at in moments.items()}

    def _see(self, user=None, **context):
        tasks = self.env["crm.process.task"].with_user(user or self.sally)
        return tasks.with_context(**context)

    def _count(self, **context):
        """Return {word: number of tasks} as groups count them."""
        return dict(
            self._see(**context)._read_group(
                [("case_id", "=", self.case.id)], ["urgency"], ["__count"]
            )
        )

    # === THE WORD === #

    def test_each_moment_has_its_word(self):
        with self.at(MONDAY_NOON):
            for word, task in self._create_week().items():
                with self.subTest(word):
                    self.assertEqual(task.with_user(self.sally).urgency, word)

    def test_search_finds_what_the_word_says(self):
        with self.at(MONDAY_NOON):
            for word, task in self._create_week().items():
                with self.subTest(word):
                    domain = [("case_id", "=", self.case.id), ("urgency", "=", word)]
                    self.assertEqual(self._see().search(domain), task)

    def test_search_takes_many_words_and_none(self):
        with self.at(MONDAY_NOON):
            tasks = self._create_week()
            domain = [("case_id", "=", self.case.id)]
            found = self._see().search([*domain, ("urgency", "in", ["today", "none"])])
            self.assertEqual(found, tasks["today"] | tasks["none"])
            found = self._see().search([*domain, ("urgency", "!=", "overdue")])
            self.assertEqual(len(found), 5)
            self.assertFalse(self._see().search([*domain, ("urgency", "=", "soon")]))

    def test_closed_tasks_are_not_urgent(self):
        with self.at(MONDAY_NOON):
            task = self._create_task("Call", "2026-11-01 10:00:00")
            task.action_done()
            self.assertEqual(task.urgency, "closed")
            self.assertEqual(self._count(), {"closed": 1})

    def test_pause_makes_nothing_late(self):
        with self.at(MONDAY_NOON):
            task = self._create_task("Call", "2026-11-01 10:00:00")
            self.case.action_pause(fields.Date.to_date("2026-12-01"), "Holiday")
            self.assertEqual(task.urgency, "paused")
            self.assertEqual(self._count(), {"paused": 1})

    # === GROUPS === #

    def test_groups_count_what_the_words_say(self):
        with self.at(MONDAY_NOON):
            words = self._create_week()
            self.assertEqual(self._count(), dict.fromkeys(words, 1))

    def test_groups_come_by_urgency_not_by_the_alphabet(self):
        with self.at(MONDAY_NOON):
            words = list(self._create_week())
            self.assertEqual(list(self._count()), words)
            groups = self._see()._read_group(
                [("case_id", "=", self.case.id)], ["urgency"], order="urgency DESC"
            )
            self.assertEqual([group[0] for group in groups], words[::-1])

    def test_columns_are_shown_when_empty_but_for_the_seldom_ones(self):
        with self.at(MONDAY_NOON):
            self._create_task("Call", "2026-11-02 12:00:00")
            result = self._see(read_group_expand=True).web_read_group(
                [("case_id", "=", self.case.id)], ["urgency"], ["__count"]
            )
        self.assertEqual(
            [(group["urgency"], group["__count"]) for group in result["groups"]],
            [
                ("overdue", 0),
                ("today", 1),
                ("tomorrow", 0),
                ("week", 0),
                ("later", 0),
                ("none", 0),
            ],
        )

    def test_column_opens_on_the_tasks_that_it_counts(self):
        with self.at(MONDAY_NOON):
            tasks = self._create_week()
            result = self._see().web_read_group(
                [("case_id", "=", self.case.id)], ["urgency"], ["__count"]
            )
            for group in result["groups"]:
                domain = [("case_id", "=", self.case.id), *group["__extra_domain"]]
                self.assertEqual(self._see().search(domain), tasks[group["urgency"]])

    # === TIME ZONES === #

    def test_today_ends_at_the_midnight_of_who_looks(self):
        # 23:30 in Kyiv; in Lisbon the evening goes on until 24:00 UTC
        with self.at("2026-11-02 21:30:00"):
            task = self._create_task("Call", "2026-11-02 22:30:00")
            for zone, word in (("Europe/Kyiv", "tomorrow"), ("Europe/Lisbon", "today")):
                with self.subTest(zone):
                    self.assertEqual(task.with_context(tz=zone).urgency, word)
                    self.assertEqual(self._count(tz=zone), {word: 1})

    def test_user_without_a_time_zone_lives_in_utc(self):
        self.sally.tz = False
        with self.at("2026-11-02 21:30:00"):
            self._create_task("Call", "2026-11-02 22:30:00")
            self.assertEqual(self._count(), {"today": 1})

    def test_midnight_makes_tomorrow_today(self):
        task = self._create_task("Call", "2026-11-03 10:00:00").with_user(self.sally)
        with self.at("2026-11-02 21:59:59"):
            self.assertEqual(task.urgency, "tomorrow")
        with self.at("2026-11-02 22:00:00"):
            self.assertEqual(task.urgency, "today")

    def test_days_on_which_the_clock_changes_end_at_midnight(self):
        for name, noon, midnight in (
            # the day of 25 hours: it ends at 22:00 UTC, not at 21:00
            ("autumn", "2026-10-25 10:00:00", "2026-10-25 22:00:00"),
            # the day of 23 hours: it ends at 21:00 UTC, not at 22:00
            ("spring", "2026-03-29 09:00:00", "2026-03-29 21:00:00"),
        ):
            midnight = fields.Datetime.to_datetime(midnight)
            before = self._create_task("Before", midnight - timedelta(seconds=1))
            after = self._create_task("After", midnight)
            with self.subTest(name), self.at(noon):
                self.assertEqual(before.with_user(self.sally).urgency, "today")
                self.assertEqual(after.with_user(self.sally).urgency, "tomorrow")

    def test_week_ends_as_in_the_language_of_who_looks(self):
        lang = self.env["res.lang"]._lang_get("en_US")
        with self.at("2026-11-06 10:00:00"):  # a Friday
            task = self._create_task("Call", "2026-11-08 10:00:00")  # a Sunday
            for first_day, word in (("1", "week"), ("7", "later")):
                lang.week_start = first_day
                self.env.invalidate_all()
                with self.subTest(first_day):
                    self.assertEqual(task.with_user(self.sally).urgency, word)

    def test_groups_of_a_colleague_count_only_what_he_may_read(self):
        with self.at(MONDAY_NOON):
            self._create_task("Call", "2026-11-02 12:00:00")
            tasks = self._see(user=self.oleh)
            domain = [("case_id", "=", self.case.id)]
            self.assertFalse(tasks._read_group(domain, ["urgency"], ["__count"]))
