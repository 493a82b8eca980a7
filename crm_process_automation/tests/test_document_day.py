from odoo.fields import Date
from odoo.tests import tagged

from .document_common import DocumentCase

BEFORE_MIDNIGHT = "2026-12-10 21:30:00"  # 23:30 in Kyiv
AFTER_MIDNIGHT = "2026-12-10 22:30:00"  # 00:30 of the next day in Kyiv
TENTH, ELEVENTH = Date.to_date("2026-12-10"), Date.to_date("2026-12-11")


@tagged("post_install", "-at_install")
class TestDocumentDay(DocumentCase):
    """Papers and payments live by the day where their company works."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.resource_calendar_id.tz = "Europe/Kyiv"
        cls.env.company.partner_id.tz = False
        # Where the one who looks sits, does not count.
        (cls.sally | cls.head).tz = "America/New_York"

    def test_paper_is_dated_by_the_day_in_kyiv(self):
        for moment, day in ((BEFORE_MIDNIGHT, TENTH), (AFTER_MIDNIGHT, ELEVENTH)):
            with self.subTest(moment), self.at(moment):
                self.assertEqual(self._issue().date, day)

    def test_revision_is_dated_by_it_too(self):
        with self.at(BEFORE_MIDNIGHT):
            paper = self._issue()
        with self.at(AFTER_MIDNIGHT):
            self.assertEqual(paper.action_revise("Another hall").date, ELEVENTH)

    def test_proposal_expires_at_midnight_in_kyiv(self):
        papers = self.env["crm.process.document"].with_user(self.sally)
        with self.at("2026-12-01 12:00:00"):
            paper = self._issue(date_valid_until=TENTH)
        for moment, is_over in ((BEFORE_MIDNIGHT, False), (AFTER_MIDNIGHT, True)):
            with self.subTest(moment), self.at(moment):
                self.env.invalidate_all()
                self.assertEqual(paper.is_expired, is_over)
                found = papers.search([("is_expired", "=", True)])
                self.assertEqual(paper in found, is_over)
                warnings = paper._find_warnings(paper.snapshot)
                self.assertEqual(any("was valid" in text for text in warnings), is_over)

    def test_each_company_has_its_own_midnight(self):
        far = self.env["res.company"].create({"name": "Far"})
        far.resource_calendar_id.tz = "Pacific/Auckland"
        with self.at("2026-12-10 12:00:00"):
            self.assertEqual(self.env.company._get_process_today(), TENTH)
            self.assertEqual(far._get_process_today(), ELEVENTH)

    def test_instalments_are_due_by_the_day_in_kyiv(self):
        plan = self.env.ref("crm_process_automation.payment_plan_prepaid")
        order = self._create_order([(self.hall, 1)], payment_plan_id=plan.id)
        with self.at(AFTER_MIDNIGHT):
            order.action_confirm()
        [row] = order.instalment_ids
        self.assertEqual(row.date_due, row._plan_date(ELEVENTH))
