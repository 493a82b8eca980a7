from odoo.tests import tagged

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestCaseTasks(ProcessCase):
    """A stage gives its steps out as tasks; a required one is a control point."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.call = cls._create_step(cls.todo, "Call the client", is_required=True)
        cls.note = cls._create_step(cls.todo, "Write it down")

    def _get_task(self, case, step):
        return case.task_ids.filtered(lambda task: task.step_id == step)

    def test_entering_a_stage_gives_out_its_steps(self):
        case = self._create_case(self.sally)
        self.assertEqual(case.task_ids.step_id, self.call | self.note)

    def test_executor_is_the_responsible_for_the_case(self):
        case = self._create_case(self.sally)
        self.assertEqual(case.task_ids.user_id, self.sally)

    def test_required_step_holds_the_case_back(self):
        case = self._create_case(self.sally)
        with self.assertRefused("Do the step “Call the client”"):
            case.stage_id = self.doing

    def test_required_step_done_lets_the_case_go(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.call).action_done("agreed")
        case.stage_id = self.doing
        self.assertEqual(case.stage_id, self.doing)

    def test_step_that_is_required_no_more_has_no_control_point(self):
        self.call.is_required = False
        self.assertFalse(self.todo.control_ids)

    def test_renamed_step_renames_its_control_point(self):
        self.call.name = "Visit the client"
        self.assertEqual(self.todo.control_ids.name, "Visit the client")

    def test_deviation_arrow_cancels_open_tasks_and_says_why(self):
        case = self._create_case(self.sally)
        case._move_along(self.refuse_early, text="no money")
        self.assertEqual(set(case.task_ids.mapped("state")), {"cancelled"})
        self.assertIn("no money", case.task_ids[0].comment)

    def test_repeating_a_stage_gives_its_steps_out_anew(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.call).action_done()
        case.stage_id = self.doing
        case._move_along(self.rework, text="once more")
        self.assertEqual(
            self._get_task(case, self.call).mapped("state"), ["done", "open"]
        )

    def test_done_task_of_the_first_round_does_not_open_the_second(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.call).action_done()
        case.stage_id = self.doing
        case._move_along(self.rework, text="once more")
        with self.assertRefused("Do the step “Call the client”"):
            case.stage_id = self.doing

    def test_done_task_is_not_done_twice(self):
        case = self._create_case(self.sally)
        task = self._get_task(case, self.call)
        task.action_done()
        with self.assertRefused("Call the client", "already done"):
            task.action_done()

    def test_task_is_cancelled_with_a_reason_only(self):
        case = self._create_case(self.sally)
        with self.assertRefused("Say why"):
            case.task_ids.action_cancel("")

    def test_step_of_this_round_is_not_skipped_by_cancelling_it(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.call).action_done()
        case.stage_id = self.doing
        case._move_along(self.rework, text="once more")
        self._get_task(case, self.call).filtered(
            lambda task: task.state == "open"
        ).action_cancel("No wish")
        with self.assertRefused("Do the step “Call the client”"):
            case.stage_id = self.doing

    def test_step_done_before_a_move_that_is_taken_back_stays_done(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.call).action_done()
        case.stage_id = self.doing
        case.action_undo_move()
        case.stage_id = self.doing
        self.assertEqual(case.stage_id, self.doing)

    def test_who_did_a_task_is_kept(self):
        task = self._get_task(self._create_case(self.sally), self.call)
        task.with_user(self.head).action_done()
        self.assertEqual((task.user_id, task.done_by_id), (self.sally, self.head))

    def test_approval_is_for_its_executor_to_decide(self):
        self.call.write(
            {"kind": "approval", "responsible_kind": "user", "user_id": self.oleh.id}
        )
        task = self._get_task(self._create_case(self.sally), self.call)
        with self.assertRefused("is for .*oleh.* to decide"):
            task.with_user(self.sally).action_done()
        task.with_user(self.oleh).action_done()
        self.assertEqual(task.done_by_id, self.oleh)

    def test_control_point_of_a_step_speaks_the_language_of_its_reader(self):
        self.env["res.lang"]._activate_lang("uk_UA")
        self.call.with_context(lang="uk_UA").name = "Зателефонувати клієнтові"
        control = self.todo.control_ids
        control.with_context(lang="uk_UA").name = "Call the client"
        self.assertEqual(
            control.with_context(lang="uk_UA").display_name, "Зателефонувати клієнтові"
        )
