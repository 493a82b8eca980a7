import json
import socket
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from odoo import fields
from odoo.tests.test_cursor import TestCursor

from ..tools import webhook_address, webhook_call
from .common import ProcessCase

HOST = "hooks.example.com"
PUBLIC = "93.184.215.14"  # where the name of the other system leads to
MONDAY = "2026-11-23 10:00:00"


class OtherSystem(ThreadingHTTPServer):
    """Another system: a real server on this machine, which notes what it is sent."""

    daemon_threads = True

    def __init__(self, context=None):
        super().__init__(("127.0.0.1", 0), Receiver)
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.received, self.answers, self.connections = [], [], 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def get_request(self):
        self.connections += 1
        return super().get_request()

    def handle_error(self, request, client_address):
        """A client that goes away is no news here."""

    def stop(self):
        self.shutdown()
        self.server_close()


class Receiver(BaseHTTPRequestHandler):
    """Takes what is posted, and answers as the test has told the server to."""

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        self.server.received.append((self.path, dict(self.headers), body))
        answers = self.server.answers
        answer = answers.pop(0) if answers else {}
        if answer.keys() & {"drop", "sleep", "drip"}:
            self._misbehave(**answer)
            return
        self.send_response(answer.get("status", 200))
        for name, value in answer.get("headers", {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.get("body", b"thanks"))

    def _misbehave(self, drop=False, sleep=0, drip=0):
        """Break off, say nothing for some seconds, or one character at a time."""
        self.close_connection = True
        time.sleep(sleep)
        with suppress(OSError):
            for char in "HTTP/1.1 200 OK, as slowly as can be" if drip else "":
                self.connection.sendall(char.encode())
                time.sleep(drip)
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_args):
        """Say nothing."""


class WebhookCase(ProcessCase):
    """Calls to another system on this machine, that the job makes.

    The add-on believes that `HOST` leads to `PUBLIC`, and connects to it; on the last
    metre the connection is laid to this machine. Nothing of the checks is left out.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cron = cls.env.ref("crm_process_automation.ir_cron_send_webhooks")
        cls.env["crm.process.webhook"].search([]).unlink()
        cls.env["crm.process.webhook.host"].search([]).unlink()
        cls.env["ir.config_parameter"].set_param(
            "crm_process_automation.webhook_allow_http", "True"
        )

    def setUp(self):
        super().setUp()
        self.system = self._start(OtherSystem())
        self.numbers, self.dialled = {HOST: [PUBLIC]}, []
        self._lay_line()

    def _start(self, system):
        self.addCleanup(system.stop)
        return system

    def _lay_line(self):
        """Resolve names as the test says, and lead the public number to us."""

        def resolve(host, _port):
            if host not in self.numbers:
                raise socket.gaierror(-2, "Name or service not known")
            return self.numbers[host]

        def open_socket(number, port):
            self.dialled.append(number)
            self.assertEqual(number, PUBLIC)
            return socket.create_connection(("127.0.0.1", port), timeout=4)

        self.patch(webhook_address, "resolve", resolve)
        self.patch(webhook_call, "open_socket", open_socket)

    # === FACTORIES === #

    def _create_call(self, url=None, moment=MONDAY, **values):
        with self.at(moment):
            return self.env["crm.process.webhook"]._enqueue(
                [
                    {
                        "name": "Tell the warehouse",
                        "url": url or f"http://{HOST}:{self.system.port}/deals?x=1",
                        "payload": json.dumps({"_id": 7, "name": "Ярмарок"}),
                        "company_id": self.env.company.id,
                        **values,
                    }
                ]
            )

    # === CLOCK === #

    def _send(self, moment=MONDAY):
        """Let the job run at `moment`, as the scheduler does."""
        self.env.cr.flush()
        moment = fields.Datetime.to_datetime(moment)
        with (
            self.at(moment),
            self.enter_registry_test_mode(),
            patch.object(TestCursor, "now", lambda _cursor: moment),
        ):
            self.cron.method_direct_trigger()

    def _get_keys(self):
        return [
            headers["Idempotency-Key"] for _path, headers, _b in self.system.received
        ]

    def _get_incidents(self):
        return self.env["crm.process.incident"].search(
            [("kind", "=", "webhook_failed")]
        )


@contextmanager
def certificate_of(name):
    """Make a certificate that vouches for itself; yield (context, its file)."""
    with TemporaryDirectory() as folder:
        key, cert = Path(folder, "key.pem"), Path(folder, "cert.pem")
        command = (
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "
            f"-days 2 -subj /CN={name} -addext subjectAltName=DNS:{name} "
            f"-keyout {key} -out {cert}"
        )
        subprocess.run(command.split(), check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        yield context, str(cert)
