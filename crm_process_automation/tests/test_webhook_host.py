from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from ..models.automation import crm_process_webhook_failure
from ..tools.call_signature import sign
from .webhook_common import HOST, MONDAY, WebhookCase

FAILURE_LOGGER = crm_process_webhook_failure.__name__


@tagged("post_install", "-at_install")
class TestWebhookHost(WebhookCase):
    """A system that does not answer is left alone for a while; all its calls wait."""

    def _get_host(self):
        return self.env["crm.process.webhook.host"].search([("name", "=", HOST)])

    def _create_calls(self, count):
        calls = self.env["crm.process.webhook"]
        for _number in range(count):
            calls += self._create_call()
        return calls

    def _send_failing(self, moment=MONDAY):
        with mute_logger(FAILURE_LOGGER):
            self._send(moment)

    def test_after_five_failures_in_a_row_the_others_wait(self):
        self.system.answers = [{"status": 500}] * 99
        calls = self._create_calls(8)
        self._send_failing()
        self.assertEqual(len(self.system.received), 5)
        self.assertEqual(calls.mapped("attempts"), [1] * 5 + [0] * 3)
        host = self._get_host()
        self.assertEqual(
            host.date_wait - fields.Datetime.to_datetime(MONDAY), timedelta(minutes=5)
        )
        self._send_failing("2026-11-23 10:04:59")
        self.assertEqual(len(self.system.received), 5)

    def test_then_one_call_tries_whether_it_answers(self):
        self.system.answers = [{"status": 500}] * 6
        calls = self._create_calls(8)
        self._send_failing()
        self._send_failing("2026-11-23 10:05:00")
        self.assertEqual((len(self.system.received), self._get_host().failures), (6, 6))
        self._send("2026-11-23 10:20:00")  # a quarter of an hour after the sixth
        self.assertEqual(set(calls.mapped("state")), {"sent"})
        self.assertEqual(
            (self._get_host().failures, self._get_host().date_wait), (0, False)
        )

    def test_job_is_woken_when_the_wait_is_over(self):
        self.system.answers = [{"status": 500}] * 5
        self._create_calls(5)
        wakeups = self.env["ir.cron.trigger"].search([("cron_id", "=", self.cron.id)])
        wakeups.unlink()
        self._send_failing()
        wakeups = self.env["ir.cron.trigger"].search([("cron_id", "=", self.cron.id)])
        self.assertEqual(
            max(wakeups.mapped("call_at")),
            fields.Datetime.to_datetime("2026-11-23 10:05:00"),
        )

    def test_other_systems_are_called_meanwhile(self):
        self.system.answers = [{"status": 500}] * 5
        self._create_calls(6)
        self.numbers["api.example.org"] = self.numbers[HOST]
        other = self._create_call(f"http://api.example.org:{self.system.port}/")
        self._send_failing()
        self.assertEqual(other.state, "sent")

    def test_refusal_of_one_call_is_no_failure_of_the_system(self):
        self.system.answers = [{"status": 422}] * 9
        self._create_calls(9)
        self._send_failing()
        self.assertEqual(len(self.system.received), 9)
        self.assertFalse(self._get_host().failures)

    def test_designer_has_it_tried_at_once(self):
        self.system.answers = [{"status": 500}] * 5
        calls = self._create_calls(6)
        self._send_failing()
        with self.at("2026-11-23 10:02:00"):
            self._get_host().with_user(self.designer).action_try_again()
        self._send("2026-11-23 10:02:00")
        self.assertEqual(set(calls.mapped("state")), {"sent"})

    # === SIGNATURE === #

    def test_calls_are_signed_with_the_secret_of_the_system(self):
        host = self.env["crm.process.webhook.host"].with_user(self.designer)
        action = host.create({"name": f" {HOST.upper()}"}).action_rotate_secret()
        self._create_call()
        self._send()
        [(_path, headers, body)] = self.system.received
        self.assertEqual(
            headers["X-Process-Signature"],
            sign(
                action["context"]["default_secret"],
                headers["X-Process-Timestamp"],
                body,
            ),
        )

    def test_without_a_secret_nothing_is_signed(self):
        host = self.env["crm.process.webhook.host"].create({"name": HOST})
        host.action_rotate_secret()
        host.action_remove_secret()
        self._create_call()
        self._send()
        [(_path, headers, _body)] = self.system.received
        self.assertNotIn("X-Process-Signature", headers)

    def test_nobody_reads_or_chooses_the_secret(self):
        hosts = self.env["crm.process.webhook.host"].with_user(self.designer)
        host = hosts.create({"name": HOST, "secret": "chosen"})
        self.assertFalse(host.is_signed)
        host.action_rotate_secret()
        self.assertTrue(host.is_signed)
        with self.assertRaises(AccessError):
            host.read(["secret"])
        with self.assertRaises(AccessError):
            host.write({"secret": "chosen"})

    def test_company_has_a_system_once(self):
        hosts = self.env["crm.process.webhook.host"]
        hosts.create({"name": HOST})
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            hosts.create({"name": HOST.upper()})
