from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from ..models.automation import crm_process_webhook_failure
from .webhook_common import HOST, MONDAY, PUBLIC, WebhookCase

FAILURE_LOGGER = crm_process_webhook_failure.__name__


@tagged("post_install", "-at_install")
class TestWebhookSend(WebhookCase):
    """A call arrives, or is tried again with the same key, or is given up loudly."""

    def _send_failing(self, *moments):
        with mute_logger(FAILURE_LOGGER):
            for moment in moments:
                self._send(moment)

    # === IT ARRIVES === #

    def test_call_arrives_as_it_was_written_down(self):
        call = self._create_call()
        self._send()
        [(path, headers, body)] = self.system.received
        self.assertEqual(path, "/deals?x=1")
        self.assertEqual(body.decode(), call.payload)
        self.assertEqual(headers["Idempotency-Key"], call.idempotency_key)
        self.assertEqual(headers["Host"], f"{HOST}:{self.system.port}")
        self.assertEqual(
            (call.state, call.attempts, call.status_code, call.answer, call.error),
            ("sent", 1, 200, "thanks", False),
        )
        self.assertTrue(call.date_sent)

    def test_call_that_was_sent_is_not_sent_again(self):
        self._create_call()
        self._send()
        self._send("2026-11-24 10:00:00")
        self.assertEqual(len(self.system.received), 1)

    def test_call_that_was_rolled_back_is_never_made(self):
        with self.assertRaises(ValueError), self.env.cr.savepoint():
            self._create_call()
            raise ValueError("the run fails")
        self.env.cr.postcommit.run()
        self._send()
        self.assertEqual(self.system.connections, 0)

    def test_writing_a_call_down_calls_nobody(self):
        self._create_call()
        self.env.cr.flush()
        self.assertEqual(self.system.connections, 0)

    def test_writing_a_call_down_wakes_the_job(self):
        wakeups = self.env["ir.cron.trigger"].search([("cron_id", "=", self.cron.id)])
        wakeups.unlink()
        self.env.cr.precommit.data.clear()
        self._create_call()
        self._create_call()
        self.assertEqual(
            self.env["ir.cron.trigger"].search_count([("cron_id", "=", self.cron.id)]),
            1,
        )

    def test_answer_is_read_no_further_than_needed(self):
        self.system.answers = [{"body": b"x" * 1_000_000}]
        call = self._create_call()
        self._send()
        self.assertEqual((call.state, len(call.answer)), ("sent", 2000))

    # === IT DOES NOT ARRIVE === #

    def test_failed_call_is_made_again_later_with_the_same_key(self):
        self.system.answers = [{"status": 500}, {"status": 503}]
        call = self._create_call()
        self._send_failing(MONDAY)
        self.assertEqual((call.state, call.status_code), ("pending", 500))
        self._send_failing("2026-11-23 10:00:59")
        self.assertEqual(len(self.system.received), 1)
        self._send_failing("2026-11-23 10:01:00", "2026-11-23 10:05:59")
        self.assertEqual(len(self.system.received), 2)
        self._send("2026-11-23 10:06:00")
        self.assertEqual((call.state, call.attempts), ("sent", 3))
        self.assertEqual(self._get_keys(), [call.idempotency_key] * 3)

    def test_after_the_last_attempt_it_is_given_up_with_an_incident(self):
        self.system.answers = [{"status": 404}] * 9
        call = self._create_call()
        moments = (
            "23 10:00",
            "23 10:01",
            "23 10:06",
            "23 10:36",
            "23 12:36",
            "23 20:36",
        )
        self._send_failing(*(f"2026-11-{moment}:00" for moment in moments[:-1]))
        self.assertEqual(
            (call.state, self._get_incidents()),
            ("pending", call.env["crm.process.incident"]),
        )
        self._send_failing(f"2026-11-{moments[-1]}:00", "2026-11-25 10:00:00")
        self.assertEqual((call.state, call.attempts), ("dead", 6))
        incident = self._get_incidents()
        self.assertIn("answered 404", incident.name)
        self.assertIn(HOST, incident.name)
        self.assertEqual(incident.company_id, self.env.company)
        self.assertEqual(len(self.system.received), 6)

    def test_redirect_is_not_followed(self):
        other = self._start(type(self.system)())
        place = f"http://127.0.0.1:{other.port}/secret"
        for status in (301, 302, 303, 307, 308):
            with self.subTest(status=status):
                self.system.answers = [
                    {"status": status, "headers": {"Location": place}}
                ]
                call = self._create_call()
                self._send_failing(MONDAY)
                self.assertEqual(call.state, "pending")
                self.assertIn("That is not followed", call.error)
                call.action_cancel("Enough")
        self.assertEqual(other.connections, 0)

    def test_system_that_asks_us_to_wait_is_waited_for(self):
        self.system.answers = [{"status": 429, "headers": {"Retry-After": "3600"}}]
        call = self._create_call()
        self._send_failing(MONDAY)
        self.assertEqual(call.date_due - call.date_tried, timedelta(hours=1))

    def test_connection_that_breaks_is_a_failure(self):
        self.system.answers = [{"drop": True}]
        call = self._create_call()
        self._send_failing(MONDAY)
        self.assertEqual((call.state, call.attempts), ("pending", 1))
        self.assertTrue(call.error)

    def test_unknown_name_is_a_failure_that_may_pass(self):
        numbers = self.numbers.pop(HOST)
        call = self._create_call()
        self._send_failing(MONDAY)
        self.assertEqual((call.state, self.dialled), ("pending", []))
        self.assertIn(f"The system “{HOST}” cannot be found", call.error)
        self.numbers[HOST] = numbers
        self._send("2026-11-23 10:01:00")
        self.assertEqual(call.state, "sent")

    def test_one_that_fails_holds_no_other_up(self):
        self.system.answers = [{"status": 500}]
        calls = self._create_call() + self._create_call()
        self._send_failing(MONDAY)
        self.assertEqual(calls.mapped("state"), ["pending", "sent"])

    # === THE JOB DIES === #

    def test_call_that_was_being_sent_when_the_job_died_is_sent_again(self):
        call = self._create_call()
        # What a killed process leaves behind: its attempt, no more.
        call.write({"state": "sending", "attempts": 1, "date_tried": MONDAY})
        self._send("2026-11-23 10:00:29")
        self.assertEqual(self.system.connections, 0)
        self._send("2026-11-23 10:00:30")
        self.assertEqual((call.state, call.attempts), ("sent", 2))
        self.assertEqual(self._get_keys(), [call.idempotency_key])

    def test_job_that_always_dies_gives_up_in_the_end(self):
        call = self._create_call()
        call.write({"state": "sending", "attempts": 6, "date_tried": MONDAY})
        self._send_failing("2026-11-23 10:00:30")
        self.assertEqual((call.state, self.system.connections), ("dead", 0))
        self.assertIn("nobody knows whether it arrived", self._get_incidents().name)

    # === VERBS === #

    def test_given_up_call_is_sent_again_with_the_same_key(self):
        call = self._create_call()
        call.write({"state": "dead", "attempts": 6})
        with self.at("2026-11-25 10:00:00"):
            call.action_send_again()
        self._send("2026-11-25 10:00:00")
        self.assertEqual((call.state, call.attempts), ("sent", 1))
        self.assertEqual(self._get_keys(), [call.idempotency_key])

    def test_only_what_did_not_arrive_is_sent_again(self):
        call = self._create_call()
        with self.assertRefused("Tell the warehouse", "Waiting"):
            call.action_send_again()
        self._send()
        with self.assertRefused("Sent"):
            call.action_send_again()

    def test_cancelled_call_is_not_made(self):
        call = self._create_call()
        call.with_user(self.head).action_cancel("New warehouse")
        self._send()
        self.assertEqual((call.state, self.system.connections), ("cancelled", 0))
        self.assertIn("New warehouse", call.error)

    def test_cancelling_needs_a_reason_and_something_to_cancel(self):
        call = self._create_call()
        with self.assertRefused("Say why"):
            call.action_cancel("  ")
        self._send()
        with self.assertRaises(UserError):
            call.action_cancel("Too late")

    def test_call_goes_to_the_number_that_was_looked_at(self):
        self._create_call()
        self._send()
        self.assertEqual(self.dialled, [PUBLIC])
