from psycopg2.errors import CheckViolation

from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from .worker_common import WorkerCase

LONG_AGO = "2026-03-01 10:00:00"
NOW = "2026-11-23 10:00:00"


@tagged("post_install", "-at_install")
class TestScenarioRetention(WorkerCase):
    """The journal is archived after a while, and deleted where a company wants it."""

    def _create_old(self, state="done"):
        _scenario, run = self._create_waiting()
        with self.at(LONG_AGO):
            run._finish(state, "Why")
        return run.with_context(active_test=False)

    def _archive(self):
        cron = self.env.ref("crm_process_automation.ir_cron_archive_runs")
        self._work(NOW, cron)

    def test_what_is_over_for_half_a_year_is_archived(self):
        runs = [self._create_old(state) for state in ("done", "skipped", "cancelled")]
        self._archive()
        self.assertEqual([run.active for run in runs], [False] * 3)

    def test_what_was_given_up_or_is_held_back_stays(self):
        runs = [self._create_old(state) for state in ("dead", "suppressed")]
        self._archive()
        self.assertEqual([run.active for run in runs], [True] * 2)

    def test_what_is_fresh_stays(self):
        _scenario, run = self._create_waiting()
        with self.at("2026-11-20 10:00:00"):
            run._finish("done")
        self._archive()
        self.assertTrue(run.active)

    def test_nothing_is_deleted_by_itself(self):
        run = self._create_old()
        self._archive()
        self.assertTrue(run.exists())

    def test_company_deletes_what_is_older_than_it_wants(self):
        self.env.company.process_run_delete_days = 200
        run = self._create_old()
        _scenario, fresh = self._create_waiting()
        self._archive()
        self.assertFalse(run.exists())
        self.assertTrue(fresh.exists())

    def test_company_that_keeps_everything_archives_nothing(self):
        self.env.company.process_run_archive_days = 0
        run = self._create_old()
        self._archive()
        self.assertTrue(run.active)

    def test_days_are_not_negative(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self.env.company.process_run_archive_days = -1
            self.env.flush_all()
