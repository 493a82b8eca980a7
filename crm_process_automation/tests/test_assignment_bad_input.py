from odoo.exceptions import AccessError
from odoo.tests import tagged

from .assignment_common import MONDAY, WEDNESDAY, AssignmentCase


@tagged("post_install", "-at_install")
class TestAssignmentBadInput(AssignmentCase):
    """What cannot be kept is not issued, and the issuer reads why."""

    # === WHAT AND BY WHEN === #

    def test_deadline_in_the_past_is_refused(self):
        for moment in ("2026-11-20 16:00:00", MONDAY):
            with self.subTest(moment), self.assertRefused("passed already"):
                self._issue_on_monday(date_promised=moment)

    def test_deadline_beyond_all_calendars_is_refused(self):
        with self.assertRefused("a hundred years"):
            self._issue_on_monday(date_promised="9999-12-31 00:00:00")
        case = self._issue_on_monday()
        with self.at(MONDAY), self.assertRefused("a hundred years"):
            case.action_ask_more_time("9999-12-31 00:00:00", "Later")

    def test_missing_or_mad_deadline_is_refused(self):
        for moment in (False, "soon", 12, "2026-02-30 10:00:00"):
            with self.subTest(moment), self.assertRefused("by when"):
                self._issue_on_monday(date_promised=moment)

    def test_blank_title_is_refused(self):
        for name in ("", "  \n", False, 7):
            with self.subTest(name), self.assertRefused("what is to be done"):
                self._issue_on_monday(name=name)

    def test_nobody_as_executor_is_refused(self):
        with self.assertRefused("who is to do it"):
            self._issue_on_monday(executors=self.env["res.users"].browse([False]))

    def test_archived_executor_is_refused(self):
        self.oleh.active = False
        with self.assertRefused("archived"):
            self._issue_on_monday(executors=self.oleh)

    def test_executor_without_the_right_to_processes_is_refused(self):
        clerk = self._create_user("clerk", "base.group_user")
        with self.assertRefused("may not open processes"):
            self._issue_on_monday(executors=clerk)

    def test_one_bad_executor_spoils_all_and_nothing_is_half_done(self):
        self.oleh.active = False
        with self.assertRefused("archived"):
            self._issue_on_monday(executors=self.sally | self.oleh)
        self.assertFalse(self._get_issued())

    def test_nobody_issues_in_the_name_of_another(self):
        cases = self.env["crm.process.case"].with_user(self.sally)
        values = {
            "name": "Raise the salary",
            "template_id": self.route.id,
            "user_id": self.oleh.id,
            "date_promised": WEDNESDAY,
        }
        with self.at(MONDAY), self.assertRefused("your own name"):
            cases.create(values | {"issuer_id": self.head.id})
        with self.at(MONDAY):
            forged = cases.with_context(default_issuer_id=self.head.id).create(values)
        self.assertEqual(forged.issuer_id, self.sally)

    def test_other_cases_are_no_assignments(self):
        cases = self.env["crm.process.case"]
        case = self._create_case(self.sally)
        self.assertFalse(case.issuer_id)
        with self.at(MONDAY):
            forged = cases.with_user(self.sally).create(
                {
                    "name": "Fair",
                    "template_id": self.template.id,
                    "issuer_id": self.head.id,
                }
            )
        self.assertFalse(forged.issuer_id)

    def test_nobody_issues_about_a_case_that_is_closed_to_him(self):
        closed = self._create_case(self.head)
        with self.assertRaises(AccessError):
            self._issue_on_monday(
                issuer=self.oleh, executors=self.oleh, origin_case_id=closed.id
            )

    # === TWO COMPANIES === #

    def test_executor_of_a_foreign_company_is_refused(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_salesman",
            company_id=other.id,
            company_ids=[other.id],
        )
        with self.assertRefused("does not work for"):
            self._issue_on_monday(executors=stranger)
