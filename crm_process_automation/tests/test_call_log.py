from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .call_common import MONDAY, CallCase


@tagged("post_install", "-at_install")
class TestCallLog(CallCase):
    """A call is logged in a few clicks, from wherever one talks to the client."""

    def _open(self, user=None, **context):
        dialogs = self.env["crm.process.call.log"].with_user(user or self.sally)
        defaults = {f"default_{name}": value for name, value in context.items()}
        return Form(dialogs.with_context(**defaults))

    def _log_from(self, **context):
        with self._open(**context) as dialog:
            dialog.note = "Tuesday at ten"
            dialog.save().action_log()
        return self.calls.search([], limit=1)

    # === FROM WHERE === #

    def test_call_from_a_deal_knows_its_process_and_client(self):
        with self.at(MONDAY):
            call = self._log_from(lead_id=self.lead.id)
            self.assertEqual(call.date.isoformat(" "), MONDAY)
        self.assertEqual(
            (call.lead_id, call.case_id, call.partner_id, call.user_id),
            (self.lead, self.case, self.client, self.sally),
        )
        self.assertEqual(
            (call.direction, call.result, call.source), ("out", "answered", "manual")
        )
        self.assertEqual(call.phone_normalized, "+380671234567")

    def test_call_from_a_case_knows_its_deal(self):
        call = self._log_from(case_id=self.case.id)
        self.assertEqual((call.lead_id, call.partner_id), (self.lead, self.client))

    def test_call_from_a_client_is_about_his_newest_open_deal(self):
        newer = self._create_lead(partner_id=self.client.id)
        call = self._log_from(partner_id=self.client.id)
        self.assertEqual((call.lead_id, call.case_id), (newer, newer.case_id))

    def test_call_from_a_client_leaves_a_closed_deal_of_a_colleague_alone(self):
        self.lead.sudo().user_id = self.oleh
        call = self._log_from(partner_id=self.client.id)
        self.assertEqual(call.partner_id, self.client)
        self.assertFalse(call.lead_id | call.case_id.lead_id)

    def test_call_from_an_order_knows_its_deal(self):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.client.id,
                "opportunity_id": self.lead.id,
                "user_id": self.sally.id,
            }
        )
        call = self._log_from(order_id=order.id)
        self.assertEqual((call.order_id, call.case_id), (order, self.case))

    def test_number_comes_from_the_deal_or_the_client(self):
        dialog = self._open(partner_id=self.client.id)
        self.assertEqual(dialog.phone, "067 123 45 67")

    # === THE TASK === #

    def _create_task(self):
        task = self.env["crm.process.task"].create(
            {
                "name": "Ring the client",
                "kind": "call",
                "case_id": self.case.id,
                "user_id": self.sally.id,
            }
        )
        return task.with_user(self.sally)

    def test_answered_call_does_the_task(self):
        task = self._create_task()
        call = self._log_from(task_id=task.id)
        self.assertEqual((task.state, task.result), ("done", "Tuesday at ten"))
        self.assertEqual(task.done_by_id, self.sally)
        self.assertEqual((call.task_id, call.lead_id), (task, self.lead))

    def test_missed_call_leaves_the_task_open(self):
        task = self._create_task()
        self._log(task_id=task.id)
        self.assertEqual(task.state, "open")

    def test_call_for_a_task_done_meanwhile_is_kept_all_the_same(self):
        task = self._create_task()
        task.action_done("Came by himself")
        call = self._log_from(task_id=task.id)
        self.assertTrue(call)
        self.assertEqual(task.result, "Came by himself")

    # === THE STORY === #

    def test_every_call_leaves_one_line_in_the_chatter_of_the_deal(self):
        before = self.lead.message_ids
        self._log(note="Rang <b>twice</b>")
        self._log(note="Again")
        newest, oldest = self.lead.message_ids - before
        self.assertRegex(oldest.body, "Outgoing call, missed.* Rang &lt;b&gt;twice")
        self.assertRegex(newest.body, "Outgoing call, missed · attempt 2. Again")
        self.assertEqual(newest.author_id, self.sally.partner_id)

    def test_call_without_a_deal_is_told_of_at_the_client(self):
        other = self.env["res.partner"].create({"name": "Poppy"})
        self._log(lead_id=False, partner_id=other.id)
        self.assertIn("Outgoing call", other.message_ids[0].body)

    # === BAD INPUT === #

    def test_call_with_nobody_is_refused(self):
        with self.assertRefused("Say with whom the call was"):
            self._log(lead_id=False)

    def test_call_has_a_sensible_duration(self):
        for minutes in (-1, 1441):
            with self.subTest(minutes), self.assertRefused("from 0 minutes"):
                self._log(result="answered", duration=minutes)
        for seconds in (-1, 86401):
            with self.subTest(seconds), self.assertRefused("0 seconds to 24 hours"):
                self.calls.create(
                    {"partner_id": self.client.id, "duration_seconds": seconds}
                )

    def test_call_lies_neither_ahead_nor_long_ago(self):
        for date in ("2099-01-01 00:00:00", "1970-01-01 00:00:00"):
            with self.subTest(date), self.assertRefused("future", "year 2000"):
                self.calls.create({"partner_id": self.client.id, "date": date})

    def test_dialogue_about_a_closed_deal_is_refused(self):
        with self.assertRaises(AccessError):
            self._log(user=self.oleh)

    # === HISTORY === #

    def test_call_is_not_deleted(self):
        call = self._log()
        with self.assertRefused("history"):
            call.unlink()

    def test_call_is_corrected_in_its_note_and_subject_only(self):
        call = self._log().with_user(self.sally)
        call.note = "Engaged"
        for values in (
            {"result": "answered"},
            {"date": MONDAY},
            {"attempt": 0},
            {"source": "pbx"},
        ):
            with self.subTest(values), self.assertRefused("stays as it was"):
                call.write(values)

    def test_user_pretends_no_report_of_an_exchange(self):
        call = self.calls.create(
            {
                "partner_id": self.client.id,
                "source": "pbx",
                "source_id": self.source.id,
                "external_id": "7",
                "attempt": 9,
                "result": "missed",
            }
        )
        self.assertEqual(
            (call.source, call.source_id.id, call.external_id, call.attempt),
            ("manual", False, False, 1),
        )
