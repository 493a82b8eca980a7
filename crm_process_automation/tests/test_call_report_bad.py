import json
import random

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools.call_event import BadEvent
from .call_common import QUIET, ReportCase

TYPES = ("multipart/form-data", "text/xml", "application/x-www-form-urlencoded", "")
NASTY = ("'; DROP TABLE crm_process_call; --", "<b onclick=alert(1)>", "%s%(x)s")


@tagged("post_install", "-at_install")
class TestCallReportBad(ReportCase):
    """What cannot be read is answered in a sentence, and leaves nothing behind."""

    def test_large_report_is_refused(self):
        self.assertAnswered(self._post(b"x" * (16 * 1024 + 1)), 413)

    def test_bad_report_is_told_what_is_wrong(self):
        for event in (
            b"",
            b"{",
            b"\xff\xfe",
            b"[]",
            b'"text"',
            b"[" * 16000,
            b'{"duration": NaN}',
            b'{"duration": ' + b"9" * 16000 + b"}",
            self._make_event(call_id=""),
            self._make_event(call_id={"$gt": ""}),
            self._make_event(call_id="\0"),
            self._make_event(call_id="\ud800"),
            self._make_event(call_id="9" * 129),
            self._make_event(to=True),
            self._make_event(to="", **{"from": ""}),
            self._make_event(direction="sideways"),
            self._make_event(result="engaged"),
            self._make_event(duration=-1),
            self._make_event(duration=86401),
            self._make_event(duration="7"),
            self._make_event(duration=True),
            self._make_event(started_at="yesterday"),
            self._make_event(started_at="0001-01-01T00:00:00+14:00"),
            self._make_event(started_at="1970-01-01T00:00:00Z"),
            self._make_event(started_at="2099-01-01T00:00:00Z"),
            self._make_event(started_at=1700000000),
        ):
            with self.subTest(event=event if isinstance(event, dict) else event[:20]):
                self.assertAnswered(self._post(event), 400)
        self.assertFalse(self._count())

    def test_nasty_texts_are_texts(self):
        for number, text in enumerate(
            (
                "'; DROP TABLE crm_process_call; --",
                "<script>alert(1)</script>",
                "%s%(x)s",
            )
        ):
            with self.subTest(text):
                call = self._report(call_id=f"{number}{text}", **{"from": text})
                self.assertEqual(call.phone, text)
                self.assertEqual(call.external_id, f"{number}{text}")

    def test_number_in_digits_of_another_script_is_a_number(self):
        call = self._report(**{"from": "٠٦٧١٢٣٤٥٦٧"})
        self.assertEqual(call.partner_id, self.client)

    def test_ten_thousand_random_bodies_are_refused_in_words(self):
        dice = random.Random(20261102)
        good = json.dumps(self._make_event()).encode()
        for number in range(10000):
            body = self._throw(dice, good)
            with self.subTest(number=number, body=body):
                try:
                    self.source.sudo()._accept(body)
                except BadEvent as error:
                    self.assertTrue(str(error).endswith("."))
                else:
                    self.fail("A random body was taken for a call.")
        self.assertFalse(self._count())

    def _throw(self, dice, good):
        """Return bytes that are nearly a report: noise, or one with a hole in it."""
        if dice.random() < 0.5:
            return dice.randbytes(dice.randrange(200))
        place = dice.randrange(len(good))
        noise = bytes(dice.choices(b'\x00\xff"{}[],:\\', k=dice.randrange(1, 6)))
        return good[:place] + noise + b'"' * (place % 2) + b"\x00" + good[place + 1 :]

    def test_random_bodies_at_the_door_are_never_an_error_of_the_server(self):
        dice = random.Random(3)
        good = json.dumps(self._make_event()).encode()
        for number in range(300):
            body = self._throw(dice, good)
            headers = {} if number % 3 else {"Content-Type": dice.choice(TYPES)}
            with mute_logger(QUIET):
                response = self._post(body, **headers)
            self.assertIn(response.status_code, (400, 401))
        self.assertFalse(self._count())
