from odoo.tests import tagged

from .common import ProcessCase

NINE = "2026-11-23 07:00:00"  # Monday, 9:00 in Kyiv
TEN = "2026-11-23 08:00:00"
NEXT_DAY = "2026-11-24 08:00:00"
SOON = "2026-11-24 08:05:00"


@tagged("post_install", "-at_install")
class TestCaseUndoRestores(ProcessCase):
    """Taking a move back restores the stage as it was: its clock and its people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.todo.write({"time_limit": 2, "time_unit": "day"})

    def _create_paused_and_resumed_case(self):
        with self.at(TEN):
            case = self._create_case(self.sally)
            case.action_pause("2026-11-24", "the client is abroad")
        with self.at(NEXT_DAY):
            case.action_resume()
        return case

    def test_pauses_of_the_stage_still_do_not_count(self):
        case = self._create_paused_and_resumed_case()
        deadline, paused = case.date_deadline, case.paused_hours
        self.assertTrue(paused)
        with self.at(NEXT_DAY):
            case.stage_id = self.doing
        with self.at(SOON):
            case.action_undo_move()
        self.assertEqual((case.date_deadline, case.paused_hours), (deadline, paused))
        with self.at(SOON):
            case.stage_id = self.doing
        [move] = case.move_ids.sorted("id")[-1:]
        self.assertAlmostEqual(move.duration_hours, 5 / 60, places=2)

    def test_whoever_answered_answers_again(self):
        rule = self.env["crm.process.assignment"].create(
            {
                "name": "In turn",
                "kind": "rotation",
                "user_ids": [(6, 0, (self.sally | self.oleh).ids)],
            }
        )
        self.todo.write({"responsible_kind": "rule", "assignment_id": rule.id})
        with self.at(NINE):
            case = self._create_case()
            before = case.stage_user_id, case.stage_assignment_reason
            case.stage_id = self.doing
            case.action_undo_move()
        self.assertEqual((case.stage_user_id, case.stage_assignment_reason), before)
        other = self._create_case()
        self.assertNotEqual(other.stage_user_id, case.stage_user_id)

    def test_paused_case_is_resumed_first(self):
        with self.at(NINE):
            case = self._create_case(self.sally)
            case.stage_id = self.doing
            self.assertTrue(case.can_undo)
            case.action_pause("2026-11-30", "the client is abroad")
            self.assertFalse(case.can_undo)
            with self.assertRefused("Autumn fair", "paused", "Resume it first"):
                case.action_undo_move()

    def test_going_on_after_a_subprocess_is_not_taken_back(self):
        sub = self._create_template("Approval")
        ask = self._create_stage("Ask", sub, is_start=True)
        agreed = self._create_stage("Agreed", sub, is_end=True, outcome="success")
        self._create_arrow(ask, agreed)
        self._activate(sub)
        self.todo.subprocess_id = sub
        with self.at(NINE):
            case = self._create_case(self.sally)
            case.child_ids.stage_id = agreed
        self.assertEqual(case.stage_id, self.doing)
        # A second may tick between the end of the sub-process and the move it makes.
        case.child_ids.sudo().date_end = "2026-11-23 06:59:59"
        with (
            self.at(NINE),
            self.assertRefused("“Approval” has ended", "take an arrow back"),
        ):
            case.action_undo_move()

    def test_way_chosen_after_a_cancelled_subprocess_is_taken_back(self):
        sub = self._create_template("Approval")
        ask = self._create_stage("Ask", sub, is_start=True)
        agreed = self._create_stage("Agreed", sub, is_end=True, outcome="success")
        self._create_arrow(ask, agreed)
        self._activate(sub)
        self.todo.subprocess_id = sub
        with self.at(NINE):
            case = self._create_case(self.sally)
            case.child_ids.action_cancel("by mistake")
        with self.at(TEN):
            case.stage_id = self.doing
            case.action_undo_move()
        self.assertEqual((case.stage_id, case.state), (self.todo, "running"))
