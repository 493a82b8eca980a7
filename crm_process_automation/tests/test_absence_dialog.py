from datetime import date

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .absence_common import AbsenceCase
from .plan_common import MONDAY


@tagged("post_install", "-at_install")
class TestAbsenceDialog(AbsenceCase):
    """People say that they are away, and who stands in; nobody says it of others."""

    # === WHO MAY SAY WHAT === #

    def test_colleague_chooses_their_own_deputy(self):
        sally = self.sally.with_user(self.sally)
        sally.write({"process_deputy_id": self.iryna.id})
        self.assertEqual(sally.process_deputy_id, self.iryna)

    def test_nobody_says_of_a_colleague_that_they_are_away(self):
        self._create_task()
        resource = self.env["resource.resource"]
        mine, other = resource.create(
            [{"name": user.name, "user_id": user.id} for user in self.oleh + self.sally]
        )
        leaves = self.env["resource.calendar.leaves"].with_user(self.oleh)
        with self.at(MONDAY):
            leave = leaves.create(
                {
                    "resource_id": mine.id,
                    "date_from": MONDAY,
                    "date_to": "2026-12-04 21:00:00",
                    "process_deputy_id": self.iryna.id,
                }
            )
            with self.assertRefused():
                leave.resource_id = other

    def test_impossible_deputies_are_refused(self):
        abroad = self.env["res.company"].create({"name": "Abroad"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_salesman",
            company_id=abroad.id,
            company_ids=[Command.set(abroad.ids)],
        )
        former = self._create_user("former", "sales_team.group_sale_salesman")
        former.active = False
        for deputy, sentence in (
            (self.sally, "their own deputy"),
            (former, "does not work here any more"),
            (stranger, "the same company"),
        ):
            with self.subTest(sentence):
                with self.assertRefused(sentence), self.env.cr.savepoint():
                    self.sally.process_deputy_id = deputy
                with self.assertRefused(sentence), self.env.cr.savepoint():
                    self._create_leave(
                        self.sally,
                        "2026-11-23",
                        "2026-12-04",
                        process_deputy_id=deputy.id,
                    )
                with self.assertRefused(sentence), self.env.cr.savepoint():
                    self._tell_absence(self.sally, deputy_id=deputy.id)

    # === THE DIALOGUE === #

    def test_colleague_says_that_they_are_away(self):
        task = self._create_task()
        self.sally.resource_ids.unlink()
        leave = self._tell_absence(self.sally, deputy_id=self.iryna.id)
        self.assertEqual(leave.resource_id.user_id, self.sally)
        calendar = self.env.company.resource_calendar_id
        self.assertEqual(leave.calendar_id, calendar)
        self.assertMoment(leave.date_from, "2026-11-22 22:00")
        self.assertEqual(
            leave.date_to, fields.Datetime.to_datetime("2026-12-04 21:59:59")
        )
        self.assertEqual(task.user_id, self.iryna)

    def test_dialogue_proposes_the_usual_deputy_and_counts_what_is_due(self):
        self._create_task()
        self.sally.process_deputy_id = self.iryna
        with self.at(MONDAY):
            dialog = self.env["crm.process.absence"].with_user(self.sally)
            dialog = dialog.create({"date_to": "2026-12-04"})
            self.assertEqual(dialog.user_id, self.sally)
            self.assertEqual(dialog.date_from, date(2026, 11, 23))
            self.assertEqual(dialog.deputy_id, self.iryna)
            self.assertIn("before the end of the absence: 1.", dialog.effect)

    def test_manager_says_that_a_colleague_is_away(self):
        leave = self._tell_absence(self.head, user_id=self.sally.id)
        self.assertEqual(leave.resource_id.user_id, self.sally)

    def test_salesperson_does_not_say_that_a_colleague_is_away(self):
        with self.assertRefused("Only a manager"):
            self._tell_absence(self.oleh, user_id=self.sally.id)

    def test_impossible_dates_are_refused(self):
        for date_from, date_to, sentence in (
            ("2026-11-01", "2026-11-20", "over already"),
            ("2026-12-04", "2026-12-01", "ends before it begins"),
            ("0001-01-01", "2026-12-01", "within two years"),
            ("2026-12-01", "9999-12-31", "within two years"),
        ):
            with self.subTest(sentence), self.assertRefused(sentence):
                self._tell_absence(self.sally, date_from=date_from, date_to=date_to)

    def test_absence_is_taken_back(self):
        leave = self._tell_absence(self.sally)
        with self.at("2026-11-25 08:00:00"):
            leave.with_user(self.sally).action_take_back_process_absence()
            self.assertMoment(leave.date_to, "2026-11-25 08:00")
            self.assertFalse(leave._find_absence(self.sally) - leave)

    def test_colleague_does_not_take_back_the_absence_of_another(self):
        leave = self._tell_absence(self.sally)
        with self.assertRefused():
            leave.with_user(self.oleh).action_take_back_process_absence()

    def test_absence_that_was_entered_elsewhere_is_taken_back_there(self):
        leave = self._create_leave(self.sally, "2026-11-23", "2026-12-04")
        with self.assertRefused("where it was entered"):
            leave.with_user(self.head).action_take_back_process_absence()
