from collections import Counter

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .assignment_common import MONDAY, AssignmentCase

FRIDAY = "2026-11-27 10:00:00"


@tagged("post_install", "-at_install")
class TestAssignmentReport(AssignmentCase):
    """The report counts what happened to every promise."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.petro = cls._create_user("petro", "sales_team.group_sale_salesman")
        cls.env["crm.process.case"].search([("issuer_id", "!=", False)]).unlink()
        cls._issue_all()

    @classmethod
    def _issue_all(cls):
        """Issue one assignment of each state."""
        cls.on_time = cls._issue_on_monday()
        cls.late = cls._issue_on_monday()
        cls.overdue = cls._issue_on_monday(issuer=cls.petro, executors=cls.oleh)
        cls.open = cls._issue_on_monday(date_promised="2026-11-30 10:00:00")
        cls.refused = cls._issue_on_monday()
        cls.withdrawn = cls._issue_on_monday(issuer=cls.petro)
        cls.cases = (
            cls.on_time
            | cls.late
            | cls.overdue.sudo()
            | cls.open
            | cls.refused
            | cls.withdrawn.sudo()
        )
        with cls.at(MONDAY):
            cls._walk(cls.on_time, "action_accept", "action_report_done")
            cls._walk(cls.late, "action_accept", "action_report_done")
            cls.late.action_return("Prices are missing")
            cls.refused.with_user(cls.sally).action_refuse_assignment("Away")
            cls.withdrawn.action_withdraw("Not needed")
        with cls.at("2026-11-26 08:00:00"):
            cls._walk(cls.late, "action_report_done")
            cls._walk(cls.on_time, "action_verify")

    def _read(self, user, groupby, aggregates, domain=()):
        report = self.env["crm.process.assignment.report"].with_user(user)
        with self.at(FRIDAY):
            return report._read_group(list(domain), groupby, aggregates)

    # === FIGURES === #

    def test_states_are_those_of_the_assignments(self):
        found = self._read(self.head, ["case_id", "promise_state"], [])
        self.assertEqual(
            dict(found),
            {
                self.on_time: "on_time",
                self.late: "late",
                self.overdue: "overdue",
                self.open: "open",
                self.refused: "refused",
                self.withdrawn: "withdrawn",
            },
        )
        with self.at(FRIDAY):
            self.assertEqual(
                {case: case.promise_state for case, _state in found},
                dict(found),
            )

    def test_figures_equal_what_the_moves_tell(self):
        found = self._read(
            self.head,
            ["executor_id"],
            ["__count", "on_time_count:sum", "late_count:sum", "open_count:sum"],
        )
        wanted = {}
        for case in self.cases:
            counts = wanted.setdefault(case.user_id, Counter())
            counts["all"] += 1
            counts[self._judge(case)] += 1
        self.assertEqual(
            {user: tuple(counts) for user, *counts in found},
            {
                user: (each["all"], each["on_time"], each["late"], each["open"])
                for user, each in wanted.items()
            },
        )

    def _judge(self, case):
        """Tell from the moves alone whether the promise was kept; no own columns."""
        moves = case.move_ids.sorted("id")
        codes = [move.to_stage_id.code for move in moves]
        if {"refused", "withdrawn"} & set(codes):
            return "none"
        reports = [move.date for move in moves if move.to_stage_id.code == "done"]
        is_done = codes[-1] in ("done", "verified")
        moment = reports[-1] if is_done else fields.Datetime.to_datetime(FRIDAY)
        if moment > case.date_promised:
            return "late"
        return "on_time" if is_done else "open"

    def test_share_on_time_leaves_out_what_is_not_decided(self):
        [(share,)] = self._read(self.head, [], ["on_time_share:avg"])
        self.assertAlmostEqual(share, 1 / 3)

    def test_hours_returns_and_extensions_are_summed(self):
        with self.at(MONDAY):
            self.open.action_ask_more_time("2026-12-01 10:00:00", "As agreed")
        [sums] = self._read(
            self.head,
            [],
            ["hours_late:sum", "return_count:sum", "extension_count:sum"],
        )
        self.assertEqual(sums, (2.0, 1, 1))

    def test_months_are_those_of_the_issue(self):
        [(_month, count)] = self._read(self.head, ["date_issued:month"], ["__count"])
        self.assertEqual(count, len(self.cases))

    def test_row_leads_to_its_assignment(self):
        report = self.env["crm.process.assignment.report"].with_user(self.head)
        row = report.search([("case_id", "=", self.late.id)])
        action = row.action_open_case()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("crm.process.case", self.late.id)
        )

    def test_cases_of_other_processes_are_not_counted(self):
        self._create_case(self.sally)
        [(count,)] = self._read(self.head, [], ["__count"])
        self.assertEqual(count, len(self.cases))

    # === RIGHTS === #

    def test_executor_sees_his_own(self):
        [(count,)] = self._read(self.oleh, [], ["__count"])
        self.assertEqual(count, 1)

    def test_issuer_sees_his_own(self):
        [(count,)] = self._read(self.petro, [], ["__count"])
        self.assertEqual(count, 2)

    def test_manager_sees_all(self):
        [(count,)] = self._read(self.head, [], ["__count"])
        self.assertEqual(count, len(self.cases))

    def test_row_of_others_is_not_read_by_its_number(self):
        report = self.env["crm.process.assignment.report"].with_user(self.oleh)
        with self.assertRaises(AccessError):
            report.browse(self.late.id).read(["name"])

    def test_another_company_sees_nothing(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        [(count,)] = self._read(stranger, [], ["__count"])
        self.assertEqual(count, 0)
