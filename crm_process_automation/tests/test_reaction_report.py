from statistics import median, quantiles

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .reaction_common import EVENING, LATER, TUESDAY, ReactionCase


@tagged("post_install", "-at_install")
class TestReactionReport(ReactionCase):
    """From the birth of a request to the first thing that a person did about it."""

    # === HOW LONG === #

    def test_minutes_are_those_on_the_clock(self):
        lead = self._request()
        self._note(lead, LATER)
        self.assertEqual(self._read(lead).minutes, 20)

    def test_working_hours_leave_the_night_out(self):
        lead = self._request(EVENING)
        self._note(lead, TUESDAY)
        row = self._read(lead)
        self.assertEqual((row.minutes, row.working_hours), (13 * 60, 1))

    def assertPercentiles(self, values, found):
        self.assertAlmostEqual(found[0], median(values), places=6)
        tenths = quantiles(values, n=10, method="inclusive")
        self.assertAlmostEqual(found[1], tenths[8], places=6)

    def test_median_and_p90_are_right_for_each_grouping(self):
        minutes, _leads = self._answer_many()
        reports = self.env["crm.process.reaction.report"].with_user(self.head)
        domain = [("source_id", "in", (self.fair | self.site).ids)]
        aggregates = ["median_minutes:median", "p90_minutes:p90"]
        for names, key in (
            (["user_id", "source_id"], lambda pair: pair),
            (["user_id"], lambda pair: pair[:1]),
            (["source_id"], lambda pair: pair[1:]),
            ([], lambda _pair: ()),
        ):
            with self.subTest(names):
                expected = {}
                for pair, values in minutes.items():
                    expected.setdefault(key(pair), []).extend(values)
                rows = reports._read_group(domain, names, aggregates)
                self.assertEqual(len(rows), len(expected))
                for row in rows:
                    count = len(names)
                    self.assertPercentiles(expected[row[:count]], row[count:])

    def test_median_of_working_hours_equals_what_the_clock_says(self):
        _minutes, leads = self._answer_many()
        clock = self.env["crm.process.clock"]._wind()
        rows = self.env["crm.process.reaction"].search([("lead_id", "in", leads.ids)])
        hours = [
            clock.measure(row.lead_id.create_date, row.date, row.user_id, company)
            for row in rows
            for company in row.user_id.company_id
        ]
        [found] = self.env["crm.process.reaction.report"]._read_group(
            [("lead_id", "in", leads.ids)],
            [],
            ["median_working_hours:median", "p90_working_hours:p90"],
        )
        self.assertPercentiles(hours, found)

    def test_pivot_asks_for_subtotals_that_are_medians_too(self):
        _minutes, leads = self._answer_many()
        rows = self.env["crm.process.reaction.report"].formatted_read_grouping_sets(
            [("lead_id", "in", leads.ids)],
            [["user_id"], []],
            ["median_minutes:median"],
        )
        medians = sorted(
            row["median_minutes:median"] for group in rows for row in group
        )
        self.assertEqual(medians, [3.5, 6.5, 53.5])

    # === RIGHTS === #

    def test_report_is_opened_by_whoever_works_with_processes(self):
        reports = self.env["crm.process.reaction.report"]
        action = reports.with_user(self.sally).action_open_report()
        self.assertEqual(action["res_model"], reports._name)
        clerk = self._create_user("clerk", "base.group_user")
        with self.assertRaises(AccessError):
            reports.with_user(clerk).action_open_report()

    def test_everybody_counts_the_requests_that_are_open_to_him(self):
        lead = self._request()
        self._note(lead, LATER)
        self.env["crm.process.reaction"]._note()
        for user, count in ((self.sally, 1), (self.head, 1), (self.oleh, 0)):
            for model in ("crm.process.reaction.report", "crm.process.reaction"):
                with self.subTest(user=user.login, model=model):
                    rows = self.env[model].with_user(user)
                    domain = [("lead_id", "=", lead.id)]
                    self.assertEqual(rows.search_count(domain), count)

    def test_request_of_another_company_is_in_nobody_elses_report(self):
        lead = self._request()
        other = self.env["res.company"].create({"name": "Elsewhere"})
        lead._write({"company_id": other.id})
        lead.invalidate_recordset()
        reports = self.env["crm.process.reaction.report"].with_user(self.head)
        self.assertFalse(reports.search_count([("lead_id", "=", lead.id)]))

    def test_row_leads_to_its_request(self):
        lead = self._request()
        row = self._read(lead).with_user(self.sally)
        action = row.action_open_record()
        self.assertEqual((action["res_model"], action["res_id"]), ("crm.lead", lead.id))
