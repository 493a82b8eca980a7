from odoo.tests import tagged

from .approval_common import ApprovalCase


@tagged("post_install", "-at_install")
class TestApprovalRounds(ApprovalCase):
    """A refused approval is asked again; only the newest round counts."""

    def _create_refused_case(self):
        case = self._create_case(self.sally)
        for user in (self.viktor, self.petro):
            self._get_task(case, user).action_refuse("Price too low")
        return case

    def test_asking_again_asks_everybody(self):
        case = self._create_refused_case()
        self._get_task(case, self.petro).with_user(self.sally).action_ask_again()
        self.assertEqual(self._get_states(case)[3:], ["open"] * 3)
        self.assertEqual(self._get_tasks(case)[3:].user_id, self.directors)

    def test_new_round_opens_the_gate(self):
        case = self._create_refused_case()
        self._get_task(case, self.petro).with_user(self.sally).action_ask_again()
        for user in (self.viktor, self.petro):
            self._get_task(case, user).action_approve("Now it fits")
        case.stage_id = self.doing
        self.assertEqual(case.stage_id, self.doing)

    def test_approvals_of_two_rounds_are_not_added_up(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.viktor).action_approve()
        for user in (self.nadiia, self.petro):
            self._get_task(case, user).action_refuse("Price too low")
        self._get_task(case, self.petro).with_user(self.sally).action_ask_again()
        self._get_task(case, self.petro).action_approve()
        with self.assertRefused("1 of 2 approvals"):
            case.stage_id = self.doing

    def test_old_round_is_not_asked_again(self):
        case = self._create_refused_case()
        task = self._get_task(case, self.petro).with_user(self.sally)
        self.assertTrue(task.may_ask_again)
        task.action_ask_again()
        self.assertFalse(task.may_ask_again)
        with self.assertRefused("asked again already"):
            task.action_ask_again()

    def test_what_is_still_open_is_not_asked_again(self):
        case = self._create_case(self.sally)
        task = self._get_task(case, self.viktor)
        task.action_refuse("No")
        with self.assertRefused("still in somebody's hands"):
            task.with_user(self.sally).action_ask_again()

    def test_what_is_approved_is_not_asked_again(self):
        case = self._create_case(self.sally)
        for user in (self.viktor, self.petro):
            self._get_task(case, user).action_approve()
        task = self._get_task(case, self.viktor).with_user(self.sally)
        with self.assertRefused("is done already"):
            task.action_ask_again()

    def test_paused_case_does_not_ask_again(self):
        case = self._create_refused_case()
        case.action_pause("2090-01-01", "Holidays")
        task = self._get_task(case, self.petro).with_user(self.sally)
        with self.assertRefused("is paused"):
            task.action_ask_again()

    def test_stage_that_was_left_does_not_ask_again(self):
        case = self._create_refused_case()
        case._move_along(self.refuse_early, text="No")
        task = self._get_task(case, self.petro).with_user(self.sally)
        with self.assertRefused("ended|no step of the present stage"):
            task.action_ask_again()

    def test_cancelled_step_is_given_out_again(self):
        step = self._create_step(self.todo, "Call", is_required=True)
        case = self._create_case(self.sally)
        task = self._get_tasks(case, step).with_user(self.sally)
        task.action_cancel("By mistake")
        task.action_ask_again()
        self.assertEqual(self._get_states(case, step), ["cancelled", "open"])

    def test_next_passage_asks_anew(self):
        case = self._create_case(self.sally)
        for user in (self.viktor, self.petro):
            self._get_task(case, user).action_approve()
        case.stage_id = self.doing
        case._move_along(self.rework, text="Once more")
        self._get_task(case, self.nadiia).action_approve()
        with self.assertRefused("1 of 2 approvals"):
            case.stage_id = self.doing

    def test_approvals_before_a_move_that_is_taken_back_still_count(self):
        case = self._create_case(self.sally)
        for user in (self.viktor, self.petro):
            self._get_task(case, user).action_approve()
        case.stage_id = self.doing
        case.action_undo_move()
        case.stage_id = self.doing
        self.assertEqual(case.stage_id, self.doing)

    def test_what_was_asked_again_is_withdrawn_with_the_move(self):
        sign = self._create_step(self.doing, "Sign")
        case = self._create_case(self.sally)
        for user in (self.viktor, self.petro):
            self._get_task(case, user).action_approve()
        case.stage_id = self.doing
        task = self._get_tasks(case, sign).with_user(self.sally)
        task.action_cancel("By mistake")
        task.action_ask_again()
        case.action_undo_move()
        self.assertEqual(self._get_states(case, sign), ["cancelled"] * 2)
