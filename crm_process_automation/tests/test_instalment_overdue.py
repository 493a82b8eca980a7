from odoo.tests import tagged

from .money_common import BilledCase


@tagged("post_install", "-at_install")
class TestInstalmentOverdue(BilledCase):
    """What is not paid in time is marked by the day of the company, and told once."""

    def test_day_after_it_is_overdue(self):
        self.first.sudo().move_id.invoice_date_due = "2026-12-10"
        with self.at("2026-12-10 20:00:00"):
            self.first._cron_mark_overdue()
            self.assertEqual(self._read("state"), "invoiced")
        with self.at("2026-12-10 22:30:00"):  # half past midnight in Kyiv
            self.first._cron_mark_overdue()
            self.assertEqual(self._read("state"), "overdue")
            self.assertTrue(self.order.has_overdue_instalment)
            found = self.order.search([("has_overdue_instalment", "=", True)])
            self.assertIn(self.order, found)

    def test_planned_instalment_can_be_overdue_too(self):
        order = self._create_confirmed()
        row = order.instalment_ids[0]
        row.date_due = "2026-12-10"
        with self.at("2026-12-12 10:00:00"):
            row._cron_mark_overdue()
            self.assertEqual(row.state, "overdue")

    def test_overdue_is_told_once(self):
        self.first.sudo().move_id.invoice_date_due = "2026-12-10"
        told = []
        with self.at("2026-12-12 10:00:00"):
            self.patch(
                type(self.first), "_on_overdue", lambda rows: told.append(rows.ids)
            )
            self.first._cron_mark_overdue()
            self.first._cron_mark_overdue()
        self.assertEqual(told, [self.first.ids])

    def test_paid_in_time_is_never_overdue(self):
        self._pay(self.move)
        with self.at("2027-12-12 10:00:00"):
            self.first._cron_mark_overdue()
            self.assertEqual(self._read("state"), "paid")
