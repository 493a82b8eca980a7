import socket
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name

from ..models.automation.crm_process_webhook import ALLOW_HTTP
from ..tools import webhook_address, webhook_call
from .webhook_common import HOST, PUBLIC, OtherSystem

TABLES = ("crm_process_webhook", "crm_process_webhook_host")


@tagged("post_install", "-at_install")
class TestWebhookTwoJobs(BaseCase):
    """Jobs that run side by side, or die, and users who do not wait for them.

    Real transactions are needed, so this data is committed, and deleted afterwards.
    """

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self._delete_everything)
        self.system = OtherSystem()
        self.addCleanup(self.system.stop)
        self.patch(webhook_address, "resolve", lambda _host, _port: [PUBLIC])
        self.patch(
            webhook_call,
            "open_socket",
            lambda _number, port: socket.create_connection(("127.0.0.1", port)),
        )
        self._transact(
            lambda env: env["ir.config_parameter"].set_param(ALLOW_HTTP, "True")
        )

    def _delete_everything(self):
        def delete(env):
            for table in TABLES:
                env.cr.execute(f"DELETE FROM {table} WHERE TRUE")
            env["ir.config_parameter"].set_param(ALLOW_HTTP, False)

        self._transact(delete)

    def _transact(self, act):
        """Do something in a transaction of its own, and commit it."""
        with self.registry.cursor() as cr:
            return act(api.Environment(cr, SUPERUSER_ID, {}))

    def _create_calls(self, count):
        values = {
            "name": "Tell the warehouse",
            "url": f"http://{HOST}:{self.system.port}/",
            "payload": "{}",
            "company_id": 1,
        }
        return self._transact(
            lambda env: env["crm.process.webhook"]._enqueue([values] * count).ids
        )

    def _send(self):
        self._transact(lambda env: env["crm.process.webhook"]._cron_send())

    def _read(self, *names):
        def read(env):
            return [
                tuple(call[name] for name in names)
                for call in env["crm.process.webhook"].search([], order="id")
            ]

        return self._transact(read)

    def _get_keys(self):
        return [
            headers["Idempotency-Key"] for _path, headers, _b in self.system.received
        ]

    def test_jobs_side_by_side_make_each_call_once(self):
        self._create_calls(30)
        with ThreadPoolExecutor(4) as pool:
            for job in [pool.submit(self._send) for _number in range(4)]:
                job.result()
        self._send()  # what the jobs left to each other
        self.assertEqual(set(self._read("state", "attempts")), {("sent", 1)})
        self.assertEqual(set(Counter(self._get_keys()).values()), {1})
        self.assertEqual(len(self.system.received), 30)

    def test_call_of_a_job_that_dies_after_it_was_made_is_made_again(self):
        self._create_calls(1)
        Webhook = self.registry["crm.process.webhook"]
        make = Webhook._make

        def die(call):
            make(call)
            raise Killed

        with patch.object(Webhook, "_make", die), self.assertRaises(Killed):
            self._send()
        self.assertEqual(self._read("state", "attempts"), [("sending", 1)])
        self._let_a_minute_pass()
        self._send()
        self.assertEqual(self._read("state", "attempts"), [("sent", 2)])
        first, second = self._get_keys()
        self.assertEqual(first, second)

    def _let_a_minute_pass(self):
        self._transact(
            lambda env: env.cr.execute(
                "UPDATE crm_process_webhook "
                "SET date_tried = date_tried - interval '1 minute' WHERE TRUE"
            )
        )

    def test_nobody_waits_for_a_call_that_is_being_made(self):
        [call_id] = self._create_calls(1)
        Webhook = self.registry["crm.process.webhook"]
        make, begun, go_on = Webhook._make, Event(), Event()

        def hang(call):
            begun.set()
            go_on.wait(20)
            return make(call)

        with patch.object(Webhook, "_make", hang), ThreadPoolExecutor() as pool:
            job = pool.submit(self._send)
            self.assertTrue(begun.wait(20))
            began = time.monotonic()
            try:
                self._create_calls(3)
                with self.assertRaisesRegex(UserError, "being sent right now"):
                    self._cancel(call_id)
                self.assertLess(time.monotonic() - began, 15)
            finally:
                go_on.set()
            job.result()
        self.assertEqual(self._read("state"), [("sent",)] * 4)

    def _cancel(self, call_id):
        self._transact(
            lambda env: env["crm.process.webhook"].browse(call_id).action_cancel("No")
        )

    # === THE OTHER SYSTEM MISBEHAVES === #

    def test_system_that_never_answers_is_left_in_time(self):
        self.patch(webhook_call, "MOST_SECONDS", 1)
        self._create_calls(1)
        self.system.answers = [{"sleep": 20}]
        began = time.monotonic()
        with self.assertLogs("odoo.addons.crm_process_automation", "WARNING"):
            self._send()
        self.assertLess(time.monotonic() - began, 12)
        [(state, error)] = self._read("state", "error")
        self.assertEqual(state, "pending")
        self.assertIn("no answer within 1 seconds", error)

    def test_system_that_answers_drop_by_drop_is_left_in_time(self):
        self.patch(webhook_call, "MOST_SECONDS", 1)
        self._create_calls(1)
        self.system.answers = [{"drip": 0.5}]
        began = time.monotonic()
        with self.assertLogs("odoo.addons.crm_process_automation", "WARNING"):
            self._send()
        self.assertLess(time.monotonic() - began, 12)
        self.assertEqual(self._read("state"), [("pending",)])


class Killed(BaseException):
    """Ends the process, as a kill does."""
