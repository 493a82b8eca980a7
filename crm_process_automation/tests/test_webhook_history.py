from odoo.tests import tagged
from odoo.tools import file_open

from .webhook_common import MONDAY, WebhookCase


@tagged("post_install", "-at_install")
class TestWebhookHistory(WebhookCase):
    """What clients' data was sent is not kept for ever."""

    def _sweep(self, moment):
        with self.at(moment):
            self.env["crm.process.webhook"]._gc_old_webhooks()

    def test_sent_and_cancelled_calls_go_after_three_months(self):
        for state in ("sent", "cancelled"):
            call = self._create_call()
            call.write({"state": state, "date_due": MONDAY})
            with self.subTest(state):
                self._sweep("2027-02-20 10:00:00")
                self.assertTrue(call.exists())
                self._sweep("2027-02-22 10:00:00")
                self.assertFalse(call.exists())

    def test_calls_that_did_not_arrive_stay(self):
        for state in ("pending", "sending", "dead"):
            call = self._create_call()
            call.write({"state": state, "date_due": MONDAY})
            with self.subTest(state):
                self._sweep("2030-01-01 10:00:00")
                self.assertTrue(call.exists())

    def test_neutralized_copy_calls_nobody(self):
        call = self._create_call()
        host = self.env["crm.process.webhook.host"].create({"name": "a.example.com"})
        host.action_rotate_secret()
        self.env.flush_all()
        with file_open("crm_process_automation/data/neutralize.sql") as statements:
            self.env.cr.execute(statements.read())
        self.env.invalidate_all()
        self._send()
        self.assertEqual((call.state, self.system.connections), ("cancelled", 0))
        self.assertFalse(host.is_signed)
