import json
import time
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from .call_common import QUIET, ReportCase


@tagged("post_install", "-at_install")
class TestCallReport(ReportCase):
    """A telephone exchange reports calls: signed, and once."""

    # === WELL REPORTED === #

    def test_reported_call_is_matched_and_given_to_its_people(self):
        answer = self._post(self._make_event(duration=7)).json()
        call = self.env["crm.process.call"].browse(answer["id"])
        self.assertEqual(answer["status"], "created")
        self.assertEqual(
            (call.partner_id, call.lead_id, call.case_id, call.user_id),
            (self.client, self.lead, self.case, self.sally),
        )
        self.assertEqual(
            (call.source, call.source_id, call.external_id, call.duration_seconds),
            ("pbx", self.source, "1001", 7),
        )
        self.assertEqual(len(self._get_callbacks()), 1)

    def test_unknown_extension_leaves_the_call_to_the_deal(self):
        call = self._report(to="909")
        self.assertFalse(call.user_id)
        self.assertEqual(self._get_callbacks().user_id, self.sally)

    def test_unknown_number_is_kept_for_all_to_see(self):
        call = self._report(**{"from": "0509998877", "to": "909"})
        self.assertFalse(call.is_matched)
        self.assertTrue(call.with_user(self.oleh).has_access("read"))

    def test_unknown_caller_is_handed_to_whoever_wants_him(self):
        calls = self.env.registry["crm.process.call"]
        with patch.object(calls, "_handle_unknown_caller") as handle:
            self._report(call_id="1")
            handle.assert_not_called()
            self._report(call_id="2", **{"from": "0509998877"})
            handle.assert_called_once()

    def test_outgoing_call_is_with_the_number_it_went_to(self):
        call = self._report(direction="out", to="0671234567", **{"from": "101"})
        self.assertEqual((call.partner_id, call.user_id), (self.client, self.sally))

    def test_call_among_colleagues_is_not_kept(self):
        event = self._make_event(**{"from": "102"})
        self.assertEqual(self._post(event).json()["status"], "ignored")
        self.assertFalse(self._count())

    # === ONCE === #

    def test_replayed_report_answers_the_same_and_makes_nothing(self):
        event = self._make_event()
        first, second = self._post(event).json(), self._post(event).json()
        self.assertEqual(second, {"id": first["id"], "status": "known"})
        self.assertEqual(self._count(), 1)

    def test_only_the_first_report_with_a_result_counts(self):
        ringing = self._post(self._make_event(result="ringing")).json()
        self.assertEqual(ringing["status"], "ignored")
        call = self._report(result="answered")
        again = self._report(result="missed")
        self.assertEqual((call, again.result), (again, "answered"))

    def test_two_reports_at_the_same_moment_leave_one_call(self):
        """The other's call is committed, but not in our snapshot: we begin again."""
        first = self._report()
        find = self.env.registry["crm.process.call"]._find_reported
        seen = []

        def find_late(calls, *arguments):
            seen.append(1)
            return find(calls, *arguments) if len(seen) > 1 else calls.browse()

        calls = self.env.registry["crm.process.call"]
        with (
            patch.object(calls, "_find_reported", find_late),
            patch("odoo.service.model.random.uniform", return_value=0),
        ):
            answer = self._post(self._make_event()).json()
        self.assertEqual(answer, {"id": first.id, "status": "known"})
        self.assertEqual(len(seen), 2)

    def test_same_number_of_a_call_in_two_companies_is_two_calls(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        source = self.source.create({"name": "There", "company_id": other.id})
        ours, theirs = self._report(), self._report(source)
        self.assertNotEqual(ours, theirs)
        self.assertEqual(theirs.company_id, other)

    def test_same_number_of_a_call_in_two_exchanges_is_two_calls(self):
        source = self.source.create({"name": "Warehouse"})
        ours, theirs = self._report(), self._report(source, **{"from": "0509998877"})
        self.assertNotEqual(ours, theirs)
        self.assertEqual((ours | theirs).source_id, self.source | source)

    # === NOT TRUSTED === #

    def test_wrong_signature_is_refused(self):
        event = self._make_event()
        for headers in (
            {"X-Call-Signature": "0" * 64},
            {"X-Call-Signature": ""},
            {"X-Call-Token": "wrong"},
            {"X-Call-Token": ""},
            {"X-Call-Timestamp": ""},
            {"X-Call-Timestamp": str(int(time.time()) + 60)},
            {"Content-Type": "application/x-www-form-urlencoded"},
        ):
            with self.subTest(headers), mute_logger(QUIET):
                self.assertAnswered(self._post(event, **headers), 401)
        self.assertFalse(self._count())

    def test_clocks_may_differ_by_five_minutes(self):
        # Half a minute is left to the way of a request on a machine that is busy.
        for seconds, status in ((-270, 200), (270, 200), (-330, 401), (330, 401)):
            with self.subTest(seconds), mute_logger(QUIET):
                stamp = int(time.time()) + seconds
                response = self._post(self._make_event(), timestamp=stamp)
                self.assertEqual(response.status_code, status)

    def test_nobody_else_is_let_in(self):
        event = self._make_event()
        other = self.source.create({"name": "There", "active": False})
        for number in (other.id, 0, 10**12, "x", "%D1%96", "-1", "1.0"):
            with self.subTest(number), mute_logger(QUIET):
                response = self._post(event, url=f"/crm_process/call/{number}")
                self.assertAnswered(response, 401)

    def test_old_secret_is_void(self):
        event = json.dumps(self._make_event()).encode()
        headers = self._sign(event, int(time.time()))
        self.source.with_user(self.designer).action_rotate_secret()
        with mute_logger(QUIET):
            response = self.url_open(self.url, data=event, headers=headers)
        self.assertAnswered(response, 401)
        self.assertEqual(self._post(self._make_event()).status_code, 200)

    def test_only_post_is_answered(self):
        for method in ("GET", "PUT", "DELETE"):
            with self.subTest(method):
                response = self.url_open(self.url, method=method)
                self.assertEqual(response.status_code, 405)
