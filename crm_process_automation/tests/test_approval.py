from odoo.tests import tagged

from .approval_common import ApprovalCase


@tagged("post_install", "-at_install")
class TestApproval(ApprovalCase):
    """An approval is asked of several people; enough of them decide it."""

    def test_each_approver_gets_a_task(self):
        case = self._create_case(self.sally)
        self.assertEqual(self._get_tasks(case).user_id, self.directors)
        self.assertIn("named in", self._get_tasks(case)[0].assignment_reason)

    def test_one_approval_of_two_is_not_enough(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.viktor).action_approve()
        with self.assertRefused("1 of 2 approvals", "waits for nadiia.*, petro"):
            case.stage_id = self.doing
        self.assertEqual(self._get_states(case), ["done", "open", "open"])

    def test_enough_approvals_close_the_rest_and_open_the_gate(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.viktor).action_approve("Fine")
        self._get_task(case, self.petro).action_approve()
        rest = self._get_task(case, self.nadiia)
        self.assertEqual(rest.state, "done")
        self.assertEqual(rest.result, "Enough approvals: 2 of 3")
        self.assertFalse(rest.decision or rest.done_by_id)
        case.stage_id = self.doing
        self.assertEqual(case.stage_id, self.doing)

    def test_marking_an_approval_done_is_to_approve(self):
        case = self._create_case(self.sally)
        task = self._get_task(case, self.viktor)
        task.action_done("Fine")
        self.assertEqual(
            (task.decision, task.result, task.comment), ("approved", "Fine", "Fine")
        )

    def test_many_approvals_at_once_are_counted_together(self):
        case = self._create_case(self.sally)
        self._get_tasks(case).with_user(self.head).action_done()
        self.assertEqual(self._get_tasks(case).mapped("decision"), ["approved"] * 3)

    def test_to_do_has_no_decision(self):
        step = self._create_step(self.todo, "Call")
        case = self._create_case(self.sally)
        task = self._get_tasks(case, step).with_user(self.sally)
        with self.assertRefused("is no approval"):
            task.action_approve()
        task.action_done()
        self.assertFalse(task.decision)

    # === REFUSAL === #

    def test_refusal_that_leaves_enough_others_stops_nothing(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.viktor).action_refuse("Too low")
        self.assertEqual(self._get_states(case), ["done", "open", "open"])
        self._get_task(case, self.nadiia).action_approve()
        self._get_task(case, self.petro).action_approve()
        case.stage_id = self.doing
        self.assertEqual(case.stage_id, self.doing)

    def test_lost_quorum_cancels_the_rest_and_says_why(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.viktor).action_refuse("Too low")
        self._get_task(case, self.petro).action_refuse("Dates are wrong.")
        refused = self._get_task(case, self.petro)
        self.assertEqual((refused.decision, refused.state), ("refused", "done"))
        rest = self._get_task(case, self.nadiia)
        self.assertEqual(rest.state, "cancelled")
        self.assertRegex(rest.comment, "was refused by petro.*: Dates are wrong")

    def test_lost_quorum_keeps_the_gate_shut_and_names_the_remedy(self):
        self._create_arrow(self.todo, self.todo, kind="rework", name="Correct it")
        case = self._create_case(self.sally)
        for user in (self.viktor, self.petro):
            self._get_task(case, user).action_refuse("Price too low")
        with self.assertRefused(
            "“Approve the contract” was refused by petro.*: Price too low. "
            "Take “Correct it”, or ask again."
        ):
            case.stage_id = self.doing

    def test_lost_quorum_without_a_way_back_asks_to_ask_again(self):
        case = self._create_case(self.sally)
        self._get_tasks(case).with_user(self.head).action_refuse("No")
        [sentence] = case._explain_blockers()
        self.assertIn("Ask again when it is corrected", sentence)

    def test_responsible_is_told_of_the_refusal(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.viktor).action_refuse("Too low")
        told = case.message_ids
        self._get_task(case, self.petro).action_refuse("Price too low")
        [message] = case.message_ids - told
        self.assertIn("Price too low", message.body)
        self.assertIn(self.sally.partner_id, message.notified_partner_ids)

    def test_refusal_needs_a_reason(self):
        task = self._get_task(self._create_case(self.sally), self.viktor)
        for comment in (False, "", "  "):
            with self.assertRefused("Say why"):
                task.action_refuse(comment)
        self.assertEqual(task.state, "open")

    def test_decision_is_made_once(self):
        task = self._get_task(self._create_case(self.sally), self.viktor)
        task.action_approve()
        with self.assertRefused("already done"):
            task.action_refuse("I have changed my mind")
        self.assertEqual(task.decision, "approved")

    def test_cancelled_requests_may_leave_too_few(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.viktor).action_cancel("Ill")
        self._get_task(case, self.petro).action_cancel("Ill, too")
        self.assertEqual(self._get_states(case), ["cancelled"] * 3)
        with self.assertRefused("0 of 2 approvals, and nobody else is asked"):
            case.stage_id = self.doing


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
        self._get_tasks(case).with_user(self.head).action_approve()
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
