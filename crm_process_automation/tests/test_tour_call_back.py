from datetime import timedelta

from odoo.tests import HttpCase, tagged

from .call_common import CallCase

WEEK = timedelta(days=7)
REPORT = "crm_process_automation.crm_process_task_report_action"


@tagged("post_install", "-at_install")
class TestTourCallBack(CallCase, HttpCase):
    """A missed call is called back, late; the report tells by how much. On screen."""

    def _walk(self, lang):
        self.sally.sudo().lang = lang
        deal = f"/odoo/crm/{self.lead.id}"
        self.start_tour(deal, "crm_process_call_missed", login="sally")
        task = self.case.task_ids
        self._check_asks_to_call_back(task)
        self._let_pass(task, WEEK)
        self.start_tour(deal, "crm_process_call_back_late", login="sally")
        task.invalidate_recordset()
        self.assertEqual(
            (task.state, task.done_by_id, task.is_on_time),
            ("done", self.sally, False),
        )
        self._check_reported(task)
        self.start_tour(
            f"/odoo/action-{REPORT}", "crm_process_call_back_reported", login="sally"
        )

    def _check_asks_to_call_back(self, task):
        """Whoever answers for the deal has two working hours for it."""
        call = self.case.call_ids
        clock = self.env["crm.process.clock"]._wind()
        self.assertEqual((call.result, call.attempt), ("missed", 1))
        self.assertEqual((task.call_id, task.user_id), (call, self.sally))
        hours = clock.measure(call.date, task.deadline, self.sally, task.company_id)
        self.assertAlmostEqual(hours, 2, places=2)

    def _let_pass(self, task, time):
        """Let the call, and what it brought about, have happened `time` ago."""
        names = ("date_given", "date_planned", "deadline")
        task.sudo().write({name: task[name] - time for name in names})
        task.call_id.sudo().date -= time

    def _check_reported(self, task):
        report = self.env["crm.process.task.report"]
        row = report.with_user(self.sally).search([("task_id", "=", task.id)])
        clock = self.env["crm.process.clock"]._wind()
        late = clock.measure(task.deadline, task.date_done, self.sally, task.company_id)
        self.assertEqual((row.lead_id, row.late_count), (self.lead, 1))
        self.assertAlmostEqual(row.planned_hours, 2, places=2)
        self.assertGreater(row.deviation_hours, 0)
        self.assertAlmostEqual(row.deviation_hours, late, places=2)

    def test_late_call_back_in_english(self):
        self._walk("en_US")

    def test_late_call_back_in_ukrainian(self):
        self._walk("uk_UA")
