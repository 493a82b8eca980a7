from odoo.exceptions import AccessError
from odoo.fields import Datetime
from odoo.tests import tagged

from .incident_common import MONDAY, THURSDAY, WEDNESDAY, IncidentCase

FRIDAY = "2026-11-27 08:00:00"


@tagged("post_install", "-at_install")
class TestDigest(IncidentCase):
    """The digest e-mail says how many tasks are overdue and incidents are open."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.digest = cls.env["digest.digest"].create(
            {
                "name": "Process digest",
                "kpi_process_overdue_tasks": True,
                "kpi_process_open_incidents": True,
            }
        )

    def _read(self, end, user=None):
        """Return (overdue tasks, open incidents) at the end of a period."""
        digest = self.digest.with_user(user or self.head).with_context(
            start_datetime=Datetime.to_datetime(MONDAY),
            end_datetime=Datetime.to_datetime(end),
        )
        self.env.invalidate_all()
        return (
            digest.kpi_process_overdue_tasks_value,
            digest.kpi_process_open_incidents_value,
        )

    def assertGrown(self, before, after, tasks, incidents):
        self.assertEqual(
            (after[0] - before[0], after[1] - before[1]), (tasks, incidents)
        )

    def test_late_task_and_its_incident_are_counted(self):
        before = self._read(THURSDAY)
        self._escalate(self._give_task())
        self.assertGrown(before, self._read(THURSDAY), 1, 1)

    def test_what_was_not_late_yet_is_not_counted(self):
        before = self._read(MONDAY)
        self._escalate(self._give_task())
        self.assertGrown(before, self._read(MONDAY), 0, 0)

    def test_what_was_put_right_later_was_late_then(self):
        before, before_friday = self._read(THURSDAY), self._read(FRIDAY)
        task = self._give_task()
        self._escalate(task)
        with self.at("2026-11-26 12:00:00"):
            task.action_done()
        self.assertGrown(before, self._read(THURSDAY), 1, 1)
        self.assertGrown(before_friday, self._read(FRIDAY), 0, 0)

    def test_paused_case_is_not_late(self):
        before = self._read(WEDNESDAY)
        task = self._give_task()
        with self.at(MONDAY):
            task.case_id.action_pause("2026-12-31", "the client is abroad")
        self.assertGrown(before, self._read(WEDNESDAY), 0, 0)

    def test_other_company_counts_for_itself(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        before = self._read(THURSDAY)
        self._raise(company_id=other.id, date=MONDAY)
        self.assertGrown(before, self._read(THURSDAY), 0, 0)
        self.head.company_ids |= other
        self.digest.company_id = other
        self.digest = self.digest.with_context(
            allowed_company_ids=[other.id, self.env.company.id]
        )
        self.assertEqual(self._read(THURSDAY), (0, 1))

    def test_salesperson_counts_what_is_open_to_him(self):
        before = self._read(THURSDAY, self.oleh)
        self._escalate(self._give_task())
        self.assertGrown(before, self._read(THURSDAY, self.oleh), 0, 0)

    def test_who_has_no_processes_gets_no_figures(self):
        clerk = self._create_user("clerk", "base.group_user")
        with self.assertRaises(AccessError):
            self._read(THURSDAY, clerk)

    def test_digest_of_the_head_names_and_links_both(self):
        self._escalate(self._give_task())
        with self.at(THURSDAY):
            kpis = self.digest._compute_kpis(self.env.company, self.head)
        by_name = {kpi["kpi_name"]: kpi for kpi in kpis}
        for name, action in (
            ("kpi_process_overdue_tasks", "crm_process_task_action_overdue"),
            ("kpi_process_open_incidents", "crm_process_incident_action"),
        ):
            with self.subTest(name):
                self.assertIn(action, by_name[name]["kpi_action"])
                self.assertTrue(by_name[name]["kpi_col1"]["value"])

    def test_digest_leaves_out_who_has_no_processes(self):
        clerk = self._create_user("clerk", "base.group_user")
        kpis = self.digest._compute_kpis(self.env.company, clerk)
        self.assertNotIn("kpi_process_overdue_tasks", [kpi["kpi_name"] for kpi in kpis])
