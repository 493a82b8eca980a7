from odoo.tests import tagged

from .call_common import MONDAY, CallCase


@tagged("post_install", "-at_install")
class TestCallAttempt(CallCase):
    """Attempts count by themselves; when nobody answers, giving up is offered."""

    def _get_attempts(self, calls):
        return calls.sorted(lambda call: (call.date, call.id)).mapped("attempt")

    # === COUNTING === #

    def test_unanswered_calls_in_a_row_are_counted(self):
        calls = self._log() | self._log("refused") | self._log(direction="in")
        self.assertEqual(self._get_attempts(calls), [1, 2, 3])

    def test_answered_call_begins_anew(self):
        calls = self._log() | self._log("answered") | self._log()
        self.assertEqual(self._get_attempts(calls), [1, 0, 1])

    def test_other_clients_do_not_count(self):
        other = self._create_lead(partner_id=False, phone="050 999 88 77")
        self._log()
        self.assertEqual(self._log(lead_id=other.id).attempt, 1)

    def test_stranger_is_counted_by_his_number(self):
        first = self._report(call_id="1", **{"from": "0509998877"})
        second = self._report(call_id="2", **{"from": "+380509998877"})
        self.assertEqual((first.attempt, second.attempt), (1, 2))
        self.assertFalse(second.is_matched)

    def test_hidden_numbers_are_not_one_caller(self):
        calls = [self._report(call_id=str(i), **{"from": ""}) for i in range(2)]
        self.assertEqual([call.attempt for call in calls], [1, 1])

    def test_late_report_is_counted_where_it_belongs(self):
        with self.at("2026-11-02 12:00:00"):
            first = self._log(date="2026-11-02 09:00:00")
            last = self._log(date="2026-11-02 11:00:00")
            self.assertEqual(last.attempt, 2)
            late = self._report(started_at="2026-11-02T10:00:00Z")
            self.assertEqual(self._get_attempts(first | late | last), [1, 2, 3])

    def test_attempts_of_a_quarter_ago_are_forgotten(self):
        with self.at("2026-11-02 12:00:00"):
            self._log(date="2026-06-01 09:00:00")
            self.assertEqual(self._log().attempt, 1)

    # === THE OFFER === #

    def test_refusal_is_offered_after_the_third_attempt(self):
        self._log()
        self._log()
        self.assertFalse(self.case.refuse_offer)
        self._log("refused")
        self.assertEqual(
            self.lead.process_refuse_offer,
            "3 calls in a row were not answered. Close as refused?",
        )
        self.assertEqual(self.case.state, "running")

    def test_offer_opens_the_next_step_with_the_reason(self):
        for _attempt in range(3):
            self._log()
        action = self.lead.action_open_refusal()
        dialog = (
            self.env["crm.process.next.step"]
            .with_user(self.sally)
            .with_context(**action["context"])
            .create({})
        )
        self.assertEqual(dialog.transition_id, self.refuse_early)
        self.assertEqual(dialog.reason_text, "3 calls in a row were not answered.")
        dialog.action_go()
        self.assertEqual(self.case.stage_id, self.refused)
        self.assertFalse(self.case.refuse_offer)

    def test_answered_call_takes_the_offer_back(self):
        for _attempt in range(3):
            self._log()
        self._log("answered")
        self.assertFalse(self.case.refuse_offer)

    def test_client_who_rings_has_not_refused(self):
        for _attempt in range(3):
            self._log(direction="in")
        self.assertFalse(self.case.refuse_offer)

    def test_company_says_after_how_many_attempts(self):
        self.env.company.process_call_attempts = 1
        self._log()
        self.assertTrue(self.case.refuse_offer)
        self.env.company.process_call_attempts = 0
        self.case.invalidate_recordset(["refuse_offer"])
        self.assertFalse(self.case.refuse_offer)

    def test_nothing_is_offered_where_no_refusal_leads_on(self):
        short = self._create_small_template("Short", is_automatic=False)
        self.lead._change_process(short, "Simpler")
        for _attempt in range(3):
            self._log()
        self.assertEqual(self.lead.case_id.call_count, 3)
        self.assertFalse(self.lead.process_refuse_offer)

    def test_who_may_not_write_the_case_is_offered_nothing(self):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.client.id,
                "opportunity_id": self.lead.id,
                "user_id": self.oleh.id,
            }
        )
        for _attempt in range(3):
            self._log()
        self.assertEqual(order.case_id, self.case)
        self.assertFalse(order.with_user(self.oleh).process_refuse_offer)

    # === CALLING BACK === #

    def test_first_missed_call_gives_the_task_to_call_back(self):
        with self.at(MONDAY):
            call = self._report()
        task = self._get_callbacks()
        self.assertEqual(
            (task.call_id, task.kind, task.user_id, task.lead_id, task.case_id),
            (call, "call", self.sally, self.lead, self.case),
        )
        self.assertEqual(task.name, "Call back: Sunflower Ltd")
        self.assertEqual(task.deadline.isoformat(" "), "2026-11-02 10:00:00")

    def test_call_back_is_due_in_working_time(self):
        with self.at("2026-11-06 14:30:00"):  # Friday, half an hour before closing
            self._report()
        deadline = self._get_callbacks().deadline
        self.assertEqual(deadline.isoformat(" "), "2026-11-09 07:30:00")

    def test_unanswered_call_of_ours_gives_it_too(self):
        self._log()
        self.assertEqual(len(self._get_callbacks()), 1)

    def test_client_has_one_task_which_counts_the_attempts(self):
        self._report(call_id="1")
        self._report(call_id="2")
        self._log()
        task = self._get_callbacks()
        self.assertEqual(len(task), 1)
        self.assertIn("without an answer: 3", task.instruction)

    def test_cancelled_task_comes_again_when_the_client_rings(self):
        self._log()
        self._get_callbacks().action_cancel("He is on holiday")
        self._log()
        self.assertEqual(len(self._get_callbacks()), 1)
        self._report()
        self.assertEqual(len(self._get_callbacks()), 2)

    def test_answered_call_closes_the_task_to_call_back(self):
        self._report()
        self._log("answered")
        self.assertEqual(self._get_callbacks().state, "done")
        self.assertFalse(self._get_callbacks().done_by_id)

    def test_missed_call_that_is_reported_after_the_talk_gives_no_task(self):
        with self.at("2026-11-02 12:00:00"):
            self._log("answered", date="2026-11-02 11:00:00")
            self._report(started_at="2026-11-02T10:00:00Z")
        self.assertFalse(self._get_callbacks())

    def test_who_missed_the_call_calls_back_where_nobody_answers_for_it(self):
        self.lead.sudo().user_id = False
        self.case.sudo().user_id = False
        self._report()
        self.assertEqual(self._get_callbacks().user_id, self.sally)

    def test_archived_responsible_calls_nobody_back(self):
        self.lead.sudo().user_id = self.oleh
        self.oleh.sudo().active = False
        self._report()
        self.assertEqual(self._get_callbacks().user_id, self.sally)

    def test_client_without_a_deal_is_called_back(self):
        poppy = self.env["res.partner"].create(
            {"name": "Poppy", "phone": "050 999 88 77"}
        )
        call = self._report(**{"from": "0509998877"})
        task = self._get_callbacks()
        self.assertEqual((call.partner_id, task.user_id), (poppy, self.sally))
        self.assertFalse(task.case_id)

    def test_company_may_do_without_calling_back(self):
        self.env.company.process_callback_hours = 0
        self._report()
        self.assertFalse(self._get_callbacks())

    def test_stranger_gives_no_task(self):
        self._report(**{"from": "0509998877"})
        self.assertFalse(self._get_callbacks())

    def test_task_tells_the_time_where_its_executor_is(self):
        with self.at(MONDAY):
            self._report()
        self.assertRegex(self._get_callbacks().instruction, "10:00.AM")
