from odoo.fields import Command
from odoo.tests import tagged

from .bulk_common import BulkCase


@tagged("post_install", "-at_install")
class TestBulkVerbs(BulkCase):
    """Many cases are handed over, lost, paused and resumed at once."""

    def test_person_takes_over_deal_and_case(self):
        self._apply(self.leads, "reassign", self.head, user_id=self.oleh.id)
        self.assertEqual(self.leads.sudo().user_id, self.oleh)
        self.assertEqual(self.leads.sudo().case_id.user_id, self.oleh)

    def test_rule_chooses_for_each(self):
        rule = self.env["crm.process.assignment"].create(
            {
                "name": "In turn",
                "kind": "rotation",
                "user_ids": [Command.set((self.oleh | self.head).ids)],
            }
        )
        verdicts = self._apply(
            self.ready | self.ready2, "reassign", self.head, assignment_id=rule.id
        )
        self.assertEqual(
            self.ready.sudo().user_id | self.ready2.sudo().user_id,
            self.oleh | self.head,
        )
        self.assertRegex(verdicts["Ready"][1], "rule “In turn”")

    def test_rule_that_finds_nobody_is_the_verdict(self):
        rule = self.env["crm.process.assignment"].create(
            {"name": "Gone", "kind": "fixed", "user_id": self.oleh.id}
        )
        self.oleh.active = False
        verdicts = self._apply(self.ready, "reassign", self.head, assignment_id=rule.id)
        self.assertRegex(verdicts["Ready"][1], "“Gone” finds nobody for “Ready”")

    def test_person_of_another_company_is_the_verdict(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_salesman",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
        verdicts = self._apply(self.ready, "reassign", self.head, user_id=stranger.id)
        self.assertFalse(verdicts["Ready"][0])
        self.assertRegex(verdicts["Ready"][1], "stranger")
        self.assertEqual(self.ready.case_id.user_id, self.sally)

    def test_nobody_is_handed_nothing(self):
        with self.assertRefused("Choose a person or a rule"):
            self._apply(self.ready, "reassign")

    def test_lost_with_reason_and_words(self):
        self._apply(
            self.leads,
            "lose",
            lost_reason_id=self.too_dear.id,
            reason_text="Budget < 5 & falling",
        )
        self.assertEqual(set(self.leads.mapped("won_status")), {"lost"})
        self.assertEqual(self.leads.lost_reason_id, self.too_dear)
        self.assertEqual(
            set(self.leads.sudo().case_id.deviation_ids.mapped("cause")),
            {"Budget < 5 & falling"},
        )

    def test_lost_without_a_reason_is_the_verdict(self):
        verdicts = self._apply(self.ready, "lose")
        self.assertRegex(verdicts["Ready"][1], "Give the reason why “Ready”")
        self.assertTrue(self.ready.active)

    def test_ended_case_is_the_verdict(self):
        self._lose(self.ready)
        verdicts = self._apply(self.leads, "lose", lost_reason_id=self.too_dear.id)
        self.assertRegex(verdicts["Ready"][1], "ended on")
        self.assertTrue(verdicts["Ready 2"][0])

    def test_pause_and_resume(self):
        verdicts = self._apply(
            self.leads, "pause", date_until="2099-01-05", reason_text="Winter"
        )
        self.assertEqual(verdicts["Ready"], (True, "Paused until 2099-01-05"))
        verdicts = self._apply(
            self.leads, "pause", date_until="2099-01-05", reason_text="Winter"
        )
        self.assertRegex(verdicts["Ready"][1], "is paused. Resume it first")
        verdicts = self._apply(self.leads, "resume")
        self.assertEqual(verdicts["Ready"], (True, "Runs again"))

    def test_pause_until_yesterday_is_the_verdict(self):
        verdicts = self._apply(
            self.ready, "pause", date_until="2020-01-01", reason_text="Winter"
        )
        self.assertRegex(verdicts["Ready"][1], "a date after today")

    def test_pause_for_blanks_is_refused(self):
        with self.assertRefused("Fill “In Your Words” first"):
            self._apply(self.ready, "pause", date_until="2099-01-05", reason_text="   ")


@tagged("post_install", "-at_install")
class TestBulkLost(BulkCase):
    """Odoo's own “Mark Lost” upon many deals, some of them with a process."""

    def _lose_many(self, leads, note=""):
        wizard = self.env["crm.lead.lost"].with_user(self.sally)
        action = wizard.create(
            {
                "lead_ids": leads.ids,
                "lost_reason_id": self.too_dear.id,
                "lost_feedback": note,
            }
        ).action_lost_reason_apply()
        verdicts = self.env[action["res_model"]].browse(action["res_id"]).verdict_ids
        return {row.name: (row.is_done, row.text) for row in verdicts}

    def test_deals_with_and_without_a_process_are_lost_together(self):
        self.template.is_automatic = False
        stock = self._create_lead(name="Stock")
        verdicts = self._lose_many(self.ready | stock, "<p>No money</p>")
        self.assertEqual(set((self.ready | stock).mapped("won_status")), {"lost"})
        self.assertEqual(verdicts["Stock"], (True, "Lost"))
        self.assertEqual(verdicts["Ready"], (True, "Refused"))
        self.assertEqual(self.ready.case_id.deviation_ids.cause, "No money")

    def test_deal_that_cannot_be_lost_stops_no_other(self):
        self.short.case_id.action_pause("2099-01-05", "Winter")
        verdicts = self._lose_many(self.ready | self.short)
        self.assertEqual(self.ready.won_status, "lost")
        self.assertEqual(self.short.won_status, "pending")
        self.assertRegex(verdicts["Short of a client"][1], "is paused")

    def test_deals_without_a_process_are_lost_as_in_stock(self):
        self.template.is_automatic = False
        stock = self._create_lead(name="A") | self._create_lead(name="B")
        wizard = self.env["crm.lead.lost"].with_user(self.sally)
        shown = wizard.create({"lead_ids": stock.ids}).action_lost_reason_apply()
        self.assertNotIsInstance(shown, dict)
        self.assertEqual(set(stock.mapped("won_status")), {"lost"})
