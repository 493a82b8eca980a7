from odoo.tests import tagged

from .approval_common import ApprovalCase


@tagged("post_install", "-at_install")
class TestStepOrder(ApprovalCase):
    """A step that comes after the one before is given when that is out of the way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sign = cls._create_step(
            cls.todo, "Sign", is_after_previous=True, is_required=True, sequence=20
        )
        cls.archive = cls._create_step(
            cls.todo, "File it", is_after_previous=True, sequence=30
        )

    def _approve(self, case):
        for user in (self.viktor, self.petro):
            self._get_task(case, user).action_approve()

    def test_step_waits_for_the_one_before(self):
        case = self._create_case(self.sally)
        self.assertEqual(set(self._get_steps_given(case)), {"Approve the contract"})

    def test_reached_quorum_brings_the_next_step(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.viktor).action_approve()
        self.assertFalse(self._get_tasks(case, self.sign))
        self._get_task(case, self.petro).action_approve()
        self.assertEqual(self._get_states(case, self.sign), ["open"])
        self.assertFalse(self._get_tasks(case, self.archive))

    def test_each_finish_brings_one_step(self):
        case = self._create_case(self.sally)
        self._approve(case)
        self._get_tasks(case, self.sign).with_user(self.sally).action_done()
        self.assertEqual(self._get_states(case, self.archive), ["open"])

    def test_refusal_does_not_bring_the_next_step(self):
        case = self._create_case(self.sally)
        for user in (self.viktor, self.petro):
            self._get_task(case, user).action_refuse("No")
        self.assertFalse(self._get_tasks(case, self.sign))

    def test_approval_in_the_second_round_brings_the_next_step(self):
        case = self._create_case(self.sally)
        for user in (self.viktor, self.petro):
            self._get_task(case, user).action_refuse("No")
        self._get_task(case, self.petro).with_user(self.sally).action_ask_again()
        self._approve(case)
        self.assertEqual(self._get_states(case, self.sign), ["open"])

    def test_cancelled_step_is_out_of_the_way(self):
        case = self._create_case(self.sally)
        self._get_tasks(case)[:2].with_user(self.head).action_cancel("No need")
        self.assertEqual(self._get_states(case), ["cancelled"] * 3)
        self.assertEqual(self._get_states(case, self.sign), ["open"])

    def test_step_waits_for_all_steps_before_it(self):
        self._create_step(self.todo, "Call", sequence=5)
        case = self._create_case(self.sally)
        self._approve(case)
        self.assertFalse(self._get_tasks(case, self.sign))
        call = case.task_ids.filtered(lambda task: task.name == "Call")
        call.action_done()
        self.assertEqual(self._get_states(case, self.sign), ["open"])

    def test_step_that_waits_for_nothing_is_given_at_once(self):
        self._create_step(self.todo, "Book", sequence=40)
        case = self._create_case(self.sally)
        self.assertIn("Book", self._get_steps_given(case))

    def test_first_step_waits_for_nothing(self):
        self.approve.is_after_previous = True
        case = self._create_case(self.sally)
        self.assertEqual(self._get_states(case), ["open"] * 3)

    def test_deadline_is_counted_from_when_it_is_given(self):
        self.sign.write({"time_limit": 2, "time_unit": "hour"})
        with self.at("2026-11-23 08:00:00"):
            case = self._create_case(self.sally)
        with self.at("2026-11-24 08:00:00"):
            self._approve(case)
        task = self._get_tasks(case, self.sign)
        self.assertEqual(str(task.deadline), "2026-11-24 10:00:00")

    def test_gate_says_what_the_step_comes_after(self):
        case = self._create_case(self.sally)
        with self.assertRefused("“Sign” comes after “Approve the contract”."):
            case.stage_id = self.doing

    def test_step_done_in_an_earlier_passage_is_asked_for_anew(self):
        case = self._create_case(self.sally)
        self._approve(case)
        self._get_tasks(case, self.sign).with_user(self.sally).action_done()
        case.stage_id = self.doing
        case._move_along(self.rework, text="Once more")
        self.assertEqual(self._get_states(case, self.sign), ["done"])
        self._approve(case)
        self.assertEqual(self._get_states(case, self.sign), ["done", "open"])
        with self.assertRefused("Do the step “Sign”"):
            case.stage_id = self.doing

    def test_goal_met_otherwise_brings_the_next_step(self):
        self.approve.write({"kind": "call", "approver_ids": False})
        case = self._create_case(self.sally)
        self._get_tasks(case)._close_by_itself("The client called")
        self.assertEqual(self._get_states(case, self.sign), ["open"])

    # === INTERPLAY === #

    def test_deviation_arrow_does_not_bring_the_next_step(self):
        case = self._create_case(self.sally)
        case._move_along(self.refuse_early, text="No money")
        self.assertFalse(self._get_tasks(case, self.sign))

    def test_late_finish_of_a_stage_that_was_left_brings_nothing(self):
        self.sign.is_required = False
        self._create_step(self.todo, "Call", sequence=5)
        case = self._create_case(self.sally)
        self._approve(case)
        case.stage_id = self.doing
        case.task_ids.filtered(lambda task: task.name == "Call").action_done()
        self.assertFalse(self._get_tasks(case, self.sign))

    def test_finish_after_the_move_counts_when_it_is_taken_back(self):
        self.sign.is_required = False
        self._create_step(self.todo, "Call", sequence=5)
        case = self._create_case(self.sally)
        self._approve(case)
        case.stage_id = self.doing
        case.task_ids.filtered(lambda task: task.name == "Call").action_done()
        case.action_undo_move()
        self.assertEqual(self._get_states(case, self.sign), ["open"])

    def test_step_given_later_is_withdrawn_with_the_move(self):
        first = self._create_step(self.doing, "Count", sequence=5)
        then = self._create_step(self.doing, "Pack", is_after_previous=True)
        case = self._create_case(self.sally)
        self._approve(case)
        self._get_tasks(case, self.sign).with_user(self.sally).action_done()
        case.stage_id = self.doing
        self._get_tasks(case, first).with_user(self.sally).action_cancel("No need")
        self.assertEqual(self._get_states(case, then), ["open"])
        case.action_undo_move()
        self.assertEqual(self._get_states(case, then), ["cancelled"])

    def test_taking_a_move_back_does_not_bring_its_next_step(self):
        self._create_step(self.doing, "Count", sequence=5)
        then = self._create_step(self.doing, "Pack", is_after_previous=True)
        case = self._create_case(self.sally)
        self._approve(case)
        self._get_tasks(case, self.sign).with_user(self.sally).action_done()
        case.stage_id = self.doing
        case.action_undo_move()
        self.assertFalse(self._get_tasks(case, then))

    def test_deleting_a_case_does_not_bring_the_next_step(self):
        case = self._create_case(self.sally)
        tasks = case.sudo().task_ids
        case.with_user(self.head).unlink()
        self.assertEqual(set(tasks.mapped("state")), {"cancelled"})
        domain = [("step_id", "=", self.sign.id)]
        self.assertFalse(self.env["crm.process.task"].search(domain))

    def test_pause_holds_the_next_step_until_it_ends(self):
        case = self._create_case(self.sally)
        case.action_pause("2090-01-01", "Holidays")
        self._approve(case)
        self.assertFalse(self._get_tasks(case, self.sign))
        case.action_resume()
        self.assertEqual(self._get_states(case, self.sign), ["open"])

    def test_case_that_waits_for_its_subprocess_goes_on_with_its_steps(self):
        sub = self._create_template("Sub", code="sub")
        begin = self._create_stage("Begin", sub, is_start=True)
        end = self._create_stage("End", sub, is_end=True, outcome="success")
        self._create_arrow(begin, end)
        sub.action_activate()
        self.todo.subprocess_id = sub
        case = self._create_case(self.sally)
        self._approve(case)
        self.assertEqual(case.state, "waiting")
        self.assertEqual(self._get_states(case, self.sign), ["open"])

    def test_executor_without_a_right_to_the_case_brings_the_next_step(self):
        anna = self._create_user(
            "anna", "crm_process_automation.group_process_accountant"
        )
        self.approve.write({"approver_ids": anna.ids, "quorum": 1})
        case = self._create_case(self.sally)
        self._get_task(case, anna).action_approve()
        self.assertEqual(self._get_tasks(case, self.sign).user_id, self.sally)

    def test_giving_many_cases_costs_what_few_cost(self):
        self.approve.write({"kind": "todo", "approver_ids": False})
        self._activate()
        cases = self.env["crm.process.case"]
        values = {"template_id": self.template.id, "user_id": self.sally.id}
        costs = []
        for count in (5, 5, 30):  # the first one warms the caches
            made = cases.create([values | {"name": f"Fair {n}"} for n in range(count)])
            tasks = made.task_ids.browse(made.task_ids.ids)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            with self.standing_still():
                tasks.action_done()
                self.env.flush_all()
            costs.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(made.task_ids), count * 2)
        self.assertLess(costs[2] - costs[1], 10)
