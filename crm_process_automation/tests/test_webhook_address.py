import doctest
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from ..models.automation import crm_process_webhook_failure
from ..tools import public_number, webhook_address, webhook_call
from .webhook_common import HOST, PUBLIC, WebhookCase, certificate_of

FAILURE_LOGGER = crm_process_webhook_failure.__name__

# Addresses that would reach what only our server may reach, or pretend to be another.
EVASIONS = """
http://127.0.0.1/ https://127.0.0.1/ https://127.1/ https://2130706433/
https://0x7f000001/ https://0x7f.0.0.1/ https://0177.0.0.1/ https://017700000001/
https://127.0.0.1./ https://0/ https://0.0.0.0/ https://10.0.0.1/ https://172.16.0.1/
https://192.168.0.1/ https://100.64.0.1/ https://169.254.169.254/latest/meta-data/
https://168.63.129.16/ https://224.0.0.1/ https://255.255.255.255/ https://[::1]/
https://[::]/ https://[::ffff:127.0.0.1]/ https://[::ffff:7f00:1]/ https://[fe80::1]/
https://[fd00:ec2::254]/ https://[64:ff9b::7f00:1]/ https://[2002:7f00:1::]/
https://[2001:0:7f00:1::]/ https://１２７.０.０.１/ https://127。0。0。1/ https://localhost/
https://LOCALHOST./ https://metadata.google.internal/ https://intranet/
https://hooks.example.com@127.0.0.1/ https://user:secret@hooks.example.com/
https://hooks.example.com:22/ https://hooks.example.com:0/ file:///etc/passwd
gopher://hooks.example.com/ ftp://hooks.example.com/ //hooks.example.com/ javascript:1
https://hooks.example.com\\@127.0.0.1/ https://ex%61mple.com/ https:///hooks.example.com
"""

# Where a name that looks harmless may lead to.
INNER_NUMBERS = """
127.0.0.1 10.1.2.3 172.20.0.1 192.168.1.1 100.64.1.1 169.254.169.254 168.63.129.16
0.0.0.0 224.0.0.1 240.0.0.1 198.18.0.1 192.0.0.192 ::1 :: ::ffff:10.0.0.1 fe80::1%eth0
fc00::1 fd00:ec2::254 64:ff9b::a00:1 2002:a00:1:: 2001:0:a00:1:: ff02::1 ::10.0.0.1
"""


@tagged("post_install", "-at_install")
class TestWebhookAddress(WebhookCase):
    """Nobody makes our server call what only our server can reach."""

    def test_tools_do_what_they_say(self):
        for module in (public_number, webhook_address, webhook_call):
            self.assertFalse(doctest.testmod(module).failed, module.__name__)

    def test_evasions_are_refused_before_they_are_written_down(self):
        self.assertGreater(len(EVASIONS.split()), 30)
        for url in [
            *EVASIONS.split(),
            "https://hooks.example.com/\r\nHost: x",
            "",
            " ",
        ]:
            with self.subTest(url), self.assertRaises(UserError):
                self.env["ir.config_parameter"].set_param(
                    "crm_process_automation.webhook_allow_http", "False"
                )
                self._create_call(url or " ")
        self.assertFalse(self.env["crm.process.webhook"].search([]))

    def test_evasions_that_were_written_all_the_same_make_no_connection(self):
        calls = {url: self._create_call() for url in EVASIONS.split()}
        for url, call in calls.items():
            call.write({"url": url})
        with mute_logger(FAILURE_LOGGER):
            self._send()
        for url, call in calls.items():
            with self.subTest(url):
                self.assertEqual((call.state, call.attempts), ("dead", 1))
                self.assertTrue(call.error)
        self.assertEqual((self.dialled, self.system.connections), ([], 0))

    def test_name_that_leads_inside_is_given_up_at_once(self):
        calls = {}
        for position, number in enumerate(INNER_NUMBERS.split()):
            host = f"hooks{position}.example.com"
            self.numbers[host] = [PUBLIC, number]
            calls[number] = self._create_call(f"https://{host}/")
        self._send()
        for number, call in calls.items():
            with self.subTest(number):
                self.assertEqual((call.state, call.attempts), ("dead", 1))
                self.assertIn("inner network", call.error)
        self.assertEqual((self.dialled, self.system.connections), ([], 0))
        self.assertEqual(len(self._get_incidents()), len(calls))

    def test_many_calls_that_fail_alike_are_one_incident(self):
        self.numbers[HOST] = ["10.0.0.1"]
        for _number in range(3):
            self._create_call()
        self._send()
        self.assertEqual(len(self._get_incidents()), 1)

    def test_name_that_leads_elsewhere_at_the_next_attempt_is_looked_at_anew(self):
        self.system.answers = [{"status": 500}]
        call = self._create_call()
        with mute_logger(FAILURE_LOGGER):
            self._send()
        self.numbers[HOST] = ["127.0.0.1"]
        self._send("2026-11-23 10:01:00")
        self.assertEqual((call.state, self.system.connections), ("dead", 1))

    def test_name_that_leads_elsewhere_within_one_attempt_makes_no_difference(self):
        answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])

        class Rebinding(dict):
            def __getitem__(self, host):
                return next(answers)

        self.numbers = Rebinding({HOST: None})
        call = self._create_call()
        self._send()
        self.assertEqual((call.state, self.dialled), ("sent", [PUBLIC]))

    def test_open_line_is_for_development_only(self):
        self.env["ir.config_parameter"].set_param(
            "crm_process_automation.webhook_allow_http", False
        )
        with self.assertRefused("does not begin with https"):
            self._create_call()

    # === HTTPS === #

    def _create_encrypted_call(self, context):
        self.system = self._start(type(self.system)(context))
        return self._create_call(f"https://{HOST}:{self.system.port}/deals")

    def test_call_by_https_arrives(self):
        with certificate_of(HOST) as (context, file), self.trusting(file):
            call = self._create_encrypted_call(context)
            self._send()
        self.assertEqual(call.state, "sent", call.error)
        self.assertEqual(self._get_keys(), [call.idempotency_key])

    def test_certificate_of_another_name_is_not_trusted(self):
        with certificate_of("other.example.com") as (context, file):
            with self.trusting(file), mute_logger(FAILURE_LOGGER):
                call = self._create_encrypted_call(context)
                self._send()
        self.assertEqual((call.state, self.system.received), ("pending", []))
        self.assertIn("CERTIFICATE_VERIFY_FAILED", call.error)

    def test_certificate_of_an_unknown_authority_is_not_trusted(self):
        with certificate_of(HOST) as (context, _file), mute_logger(FAILURE_LOGGER):
            call = self._create_encrypted_call(context)
            self._send()
        self.assertEqual((call.state, self.system.received), ("pending", []))
        self.assertIn("CERTIFICATE_VERIFY_FAILED", call.error)

    def trusting(self, file):
        """Add a test authority to those that this machine trusts."""
        return patch.dict("os.environ", {"SSL_CERT_FILE": file})
