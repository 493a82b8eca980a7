from odoo.tests import tagged

from .common import ProcessCase

NOON = "2026-11-23 10:00:00"
SOON = "2026-11-23 10:05:00"
LATER = "2026-11-23 10:30:00"


@tagged("post_install", "-at_install")
class TestCaseUndo(ProcessCase):
    """The last move can be taken back within minutes, on the record."""

    def _create_moved_case(self):
        with self.at(NOON):
            case = self._create_case(self.sally)
            case.stage_id = self.doing
        return case

    def test_case_returns_to_the_stage_it_left(self):
        case = self._create_moved_case()
        with self.at(SOON):
            case.action_undo_move()
        self.assertEqual(case.stage_id, self.todo)

    def test_undo_is_a_move_of_its_own(self):
        case = self._create_moved_case()
        with self.at(SOON):
            case.action_undo_move()
        self.assertEqual(
            case.move_ids.sorted("id").mapped("kind"), ["start", "success", "undo"]
        )

    def test_reports_leave_out_the_move_and_its_undo(self):
        case = self._create_moved_case()
        with self.at(SOON):
            case.action_undo_move()
        self.assertEqual(
            case.move_ids.sorted("id").mapped("is_undone"), [False, True, True]
        )

    def test_too_late_is_too_late(self):
        case = self._create_moved_case()
        with self.at(LATER), self.assertRefused("older than 15 minutes"):
            case.action_undo_move()

    def test_tasks_given_by_the_move_are_withdrawn(self):
        self._create_step(self.doing, "Build")
        case = self._create_moved_case()
        with self.at(SOON):
            case.action_undo_move()
        self.assertEqual(case.task_ids.mapped("state"), ["cancelled"])

    def test_tasks_cancelled_by_the_move_live_again(self):
        self._create_step(self.todo, "Think")
        with self.at(NOON):
            case = self._create_case(self.sally)
            case._move_along(self.refuse_early, text="wrong button")
        with self.at(SOON):
            case.action_undo_move()
        self.assertEqual(case.task_ids.mapped("state"), ["open"])

    def test_ended_case_runs_again(self):
        with self.at(NOON):
            case = self._create_case(self.sally)
            case._move_along(self.refuse_early, text="wrong button")
        with self.at(SOON):
            case.action_undo_move()
        self.assertEqual((case.state, case.outcome), ("running", False))

    def test_deviation_of_the_move_is_archived(self):
        with self.at(NOON):
            case = self._create_case(self.sally)
            case._move_along(self.refuse_early, text="wrong button")
        with self.at(SOON):
            case.action_undo_move()
        self.assertFalse(case.deviation_ids)

    def test_done_task_stands_in_the_way(self):
        self._create_step(self.doing, "Build")
        case = self._create_moved_case()
        case.task_ids.action_done()
        with self.at(SOON), self.assertRefused("Build", "done already"):
            case.action_undo_move()

    def test_nobody_else_takes_it_back(self):
        case = self._create_moved_case()
        case.sudo().stage_user_id = self.oleh  # he may write the case
        with self.at(SOON), self.assertRefused("only they or a manager"):
            case.with_user(self.oleh).action_undo_move()

    def test_manager_takes_it_back(self):
        case = self._create_moved_case()
        with self.at(SOON):
            case.with_user(self.head).action_undo_move()
        self.assertEqual(case.stage_id, self.todo)

    def test_start_is_not_taken_back(self):
        case = self._create_case(self.sally)
        with self.assertRefused("no move to take back"):
            case.action_undo_move()
