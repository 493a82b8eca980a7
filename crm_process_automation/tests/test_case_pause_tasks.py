from odoo.tests import tagged

from .common import ProcessCase

MONDAY = "2026-11-23 08:00:00"  # 10:00 in Kyiv
TUESDAY = "2026-11-24 08:00:00"
NEXT_WEEK = "2026-12-01 08:00:00"


@tagged("post_install", "-at_install")
class TestCasePauseTasks(ProcessCase):
    """The tasks of a paused case wait, too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.todo.write({"time_limit": 3, "time_unit": "day"})
        cls._create_step(cls.todo, "Call", time_limit=2, time_unit="day")

    def _create_paused_case(self, until="2026-11-24"):
        with self.at(MONDAY):
            case = self._create_case(self.sally)
            case.action_pause(until, "the client is abroad")
        return case

    def test_open_tasks_are_due_later_by_the_pause(self):
        case = self._create_paused_case()
        before = case.task_ids.deadline
        with self.at(TUESDAY):
            case.action_resume()
        self.assertEqual((case.task_ids.deadline - before).days, 1)

    def test_done_tasks_keep_their_deadline(self):
        case = self._create_paused_case()
        before = case.task_ids.deadline
        with self.at(TUESDAY):
            case.task_ids.action_done()
            case.action_resume()
        self.assertEqual(
            (case.task_ids.state, case.task_ids.deadline), ("done", before)
        )

    def test_task_is_not_late_while_its_case_is_paused(self):
        case = self._create_paused_case("2026-12-31")
        with self.at(NEXT_WEEK):
            self.assertFalse(case.task_ids._is_late())

    def test_task_that_was_late_before_the_pause_is_late_after_it(self):
        with self.at(MONDAY):
            case = self._create_case(self.sally)
        with self.at("2026-11-30 08:00:00"):
            self.assertTrue(case.task_ids._is_late())
            case.action_pause("2026-12-01", "the client is abroad")
            self.assertFalse(case.task_ids._is_late())
        with self.at(NEXT_WEEK):
            case.action_resume()
            self.assertTrue(case.task_ids._is_late())
