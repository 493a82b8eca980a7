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

    def test_manager_does_not_decide_for_all_who_are_asked(self):
        case = self._create_case(self.sally)
        with self.assertRefused("each of them decides once"):
            self._get_tasks(case).with_user(self.head).action_done()
        self.assertEqual(self._get_states(case), ["open"] * 3)

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
        for user in (self.viktor, self.petro):
            self._get_task(case, user).action_refuse("No")
        [sentence] = case._explain_blockers()
        self.assertIn("Ask again when it is corrected", sentence)

    def test_responsible_is_told_of_the_refusal(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.viktor).action_refuse("Too low")
        told = case.message_ids
        self._get_task(case, self.petro).action_refuse("Price too low")
        message = (case.message_ids - told).filtered("notified_partner_ids")
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
class TestApprovalOnMap(ApprovalCase):
    """The route map lists who is asked, and what was decided."""

    def _get_hand(self, case):
        case.invalidate_recordset(["route_map"])
        return [
            (task["user"].split(" ")[0], task["state"], task["decision"])
            for task in case.route_map["tasks"]
        ]

    def test_everybody_who_is_asked_stands_above_the_map(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.viktor).action_refuse("No")
        self.assertEqual(
            self._get_hand(case),
            [
                ("nadiia", "open", ""),
                ("petro", "open", ""),
                ("viktor", "done", "refused"),
            ],
        )

    def test_whose_answer_is_not_needed_stands_there_no_more(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.viktor).action_approve()
        self._get_task(case, self.petro).action_approve()
        self.assertEqual(
            self._get_hand(case),
            [("viktor", "done", "approved"), ("petro", "done", "approved")],
        )

    def test_only_the_newest_round_stands_above_the_map(self):
        case = self._create_case(self.sally)
        for user in (self.viktor, self.petro):
            self._get_task(case, user).action_refuse("No")
        self._get_task(case, self.petro).with_user(self.sally).action_ask_again()
        self.assertEqual({state for _user, state, _ in self._get_hand(case)}, {"open"})
