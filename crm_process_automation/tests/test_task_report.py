from odoo.tests import tagged

from .incident_common import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, IncidentCase

FIGURES = [
    "planned_hours:sum",
    "duration_hours:sum",
    "deviation_hours:sum",
    "on_time:avg",
    "late_count:sum",
]
INDEPENDENT = """
    SELECT user_id, SUM(planned_hours), SUM(duration_hours), SUM(deviation_hours),
           COUNT(*) FILTER (WHERE date_done <= deadline)::float / COUNT(*),
           COUNT(*) FILTER (WHERE date_done > deadline)
      FROM crm_process_task
     WHERE id = ANY(%s) AND state = 'done'
  GROUP BY user_id
"""


@tagged("post_install", "-at_install")
class TestTaskReport(IncidentCase):
    """Planned and real hours by executor, stage and month, and the way to the task."""

    def _do_task(self, moment, user=None, **values):
        task = self._give_task(user=user or self.sally, **values)
        with self.at(moment):
            task.action_done()
            self.env.flush_all()
        return task

    def _ask(self, tasks, groupby, user=None):
        reports = self.env["crm.process.task.report"].with_user(user or self.head)
        return reports._read_group([("task_id", "in", tasks.ids)], groupby, FIGURES)

    def _report(self, task):
        return self.env["crm.process.task.report"].browse(task.id)

    # === FIGURES === #

    def test_figures_equal_what_the_tasks_say(self):
        tasks = (
            self._do_task(MONDAY)
            | self._do_task(TUESDAY)
            | self._do_task(WEDNESDAY)
            | self._do_task(THURSDAY, user=self.oleh)
        )
        self.env.cr.execute(INDEPENDENT, [tasks.ids])
        expected = {user_id: row for user_id, *row in self.env.cr.fetchall()}
        found = {user.id: row for user, *row in self._ask(tasks, ["user_id"])}
        self.assertEqual(found.keys(), expected.keys())
        for user_id, row in expected.items():
            for have, want in zip(found[user_id], row, strict=True):
                self.assertAlmostEqual(have, want, places=6)

    def test_figures_are_these(self):
        tasks = self._do_task(TUESDAY) | self._do_task(WEDNESDAY)
        [(user, *figures)] = self._ask(tasks, ["user_id"])
        self.assertEqual(user, self.sally)
        self.assertEqual(figures, [16, 25, 9, 0.5, 1])

    def test_open_task_past_its_deadline_counts_as_late(self):
        task = self._give_task()
        with self.at(WEDNESDAY):
            self.assertEqual(self._report(task).late_count, 1)
        with self.at(MONDAY):
            self.assertEqual(self._report(task).late_count, 0)

    def test_task_of_a_paused_case_is_not_late(self):
        task = self._give_task()
        with self.at(MONDAY):
            task.case_id.action_pause("2026-12-31", "the client is abroad")
        with self.at(WEDNESDAY):
            self.assertEqual(self._report(task).late_count, 0)

    def test_task_without_deadline_is_neither_in_time_nor_late(self):
        with_deadline = self._do_task(TUESDAY)
        task = self._give_task()
        task.deadline = False
        with self.at(WEDNESDAY):
            task.action_done()
        [figures] = self._ask(with_deadline | task, [])
        self.assertEqual(figures[3:], (1, 0))

    def test_month_is_that_of_the_end(self):
        task = self._do_task("2026-12-01 09:00:00")
        [(month, *_figures)] = self._ask(task, ["date_done:month"])
        self.assertEqual((month.year, month.month), (2026, 12))

    def test_stage_is_one_over_all_versions(self):
        old = self._do_task(TUESDAY)
        draft = self.template.action_new_version()
        draft.action_activate()
        new = self._do_task(TUESDAY)
        self.assertNotEqual(old.stage_id, new.stage_id)
        [(stage, *figures)] = self._ask(old | new, ["process_stage_id"])
        self.assertEqual((stage, figures[0]), (new.stage_id, 16))
        [(process, *_figures)] = self._ask(old | new, ["process_id"])
        self.assertEqual(process, draft)
        self.assertEqual(len(self._ask(old | new, ["template_id"])), 2)

    # === THE WAY THERE === #

    def test_row_leads_to_its_task_and_its_deal(self):
        task = self._do_task(TUESDAY)
        row = self._report(task).with_user(self.sally)
        action = row.action_open_task()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("crm.process.task", task.id)
        )
        action = row.action_open_record()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("crm.lead", task.lead_id.id)
        )

    # === RIGHTS === #

    def test_everybody_counts_the_tasks_that_are_open_to_him(self):
        task = self._do_task(TUESDAY)
        for user, count in ((self.sally, 1), (self.head, 1), (self.oleh, 0)):
            with self.subTest(user.login):
                reports = self.env["crm.process.task.report"].with_user(user)
                domain = [("task_id", "=", task.id)]
                self.assertEqual(reports.search_count(domain), count)
                self.assertEqual(len(reports._read_group(domain, ["id"])), count)
                self.assertEqual(
                    reports.browse(task.id).has_access("read"), bool(count)
                )

    def test_executor_sees_his_task_of_a_closed_deal(self):
        task = self._give_task()
        task.user_id = self.oleh
        reports = self.env["crm.process.task.report"].with_user(self.oleh)
        self.assertEqual(reports.search_count([("task_id", "=", task.id)]), 1)

    def test_task_of_another_company_is_in_nobody_elses_report(self):
        task = self._do_task(TUESDAY)
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        reports = self.env["crm.process.task.report"].with_user(stranger)
        self.assertFalse(reports.search_count([("task_id", "=", task.id)]))
