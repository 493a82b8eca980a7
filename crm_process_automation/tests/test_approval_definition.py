from odoo import Command
from odoo.tests import tagged

from .approval_common import ApprovalCase


@tagged("post_install", "-at_install")
class TestApprovalDefinition(ApprovalCase):
    """Whom an approval is asked of, and what is wrong with one that cannot be given."""

    def _ask_role(self, *people, **values):
        role = self.env["res.groups"].create(
            {"name": "Directors", "user_ids": [user.id for user in people]}
        )
        self.approve.write(
            {
                "approver_ids": [Command.clear()],
                "responsible_kind": "role",
                "group_id": role.id,
                **values,
            }
        )
        return role

    def _send_on_leave(self, user):
        resource = self.env["resource.resource"].create(
            {"name": user.name, "user_id": user.id}
        )
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Leave",
                "resource_id": resource.id,
                "calendar_id": resource.calendar_id.id,
                "date_from": "2020-01-01 00:00:00",
                "date_to": "2090-01-01 00:00:00",
            }
        )

    # === WHO IS ASKED === #

    def test_every_member_of_a_role_is_asked(self):
        self._ask_role(self.viktor, self.nadiia, quorum=1)
        case = self._create_case(self.sally)
        self.assertEqual(self._get_tasks(case).user_id, self.viktor | self.nadiia)
        self.assertIn("Directors", self._get_tasks(case)[0].assignment_reason)

    def test_first_answer_of_a_role_closes_the_others(self):
        self._ask_role(self.viktor, self.nadiia, quorum=1)
        case = self._create_case(self.sally)
        self._get_task(case, self.nadiia).action_approve()
        self.assertEqual(self._get_states(case), ["done", "done"])
        case.stage_id = self.doing
        self.assertEqual(case.stage_id, self.doing)

    def test_to_do_of_a_role_has_one_executor(self):
        self._ask_role(self.viktor, self.nadiia, quorum=1, kind="todo")
        self.assertEqual(len(self._get_tasks(self._create_case(self.sally))), 1)

    def test_whoever_is_away_is_not_asked(self):
        self._send_on_leave(self.viktor)
        case = self._create_case(self.sally)
        self.assertEqual(self._get_tasks(case).user_id, self.nadiia | self.petro)

    def test_whoever_is_away_is_asked_where_too_few_would_be_left(self):
        for user in (self.viktor, self.nadiia):
            self._send_on_leave(user)
        case = self._create_case(self.sally)
        self.assertEqual(self._get_tasks(case).user_id, self.directors)
        self.assertIn("away", self._get_tasks(case)[0].assignment_reason)

    def test_approval_of_a_person_who_is_away_falls_to_nobody_else(self):
        self._send_on_leave(self.viktor)
        self.approve.write(
            {
                "approver_ids": [Command.clear()],
                "quorum": 1,
                "responsible_kind": "user",
                "user_id": self.viktor.id,
            }
        )
        case = self._create_case(self.sally)
        self.assertEqual(self._get_tasks(case).user_id, self.viktor)

    def test_people_of_other_companies_are_not_asked(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self._ask_role(self.viktor, self.nadiia, quorum=1)
        self.nadiia.write({"company_ids": other.ids, "company_id": other.id})
        case = self._create_case(self.sally)
        self.assertEqual(self._get_tasks(case).user_id, self.viktor)

    def test_asking_many_cases_costs_what_few_cost(self):
        self._activate()
        cases = self.env["crm.process.case"]
        values = {"template_id": self.template.id, "user_id": self.sally.id}
        costs = []
        for count in (5, 5, 30):  # the first one warms the caches
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            with self.standing_still():
                cases.create([values | {"name": f"Fair {n}"} for n in range(count)])
                self.env.flush_all()
            costs.append(self.env.cr.sql_log_count - before)
        self.assertLess(costs[2] - costs[1], 10)

    # === IN WORDS AND FILES === #

    def test_step_says_whom_it_asks(self):
        names = sorted(self.directors.mapped("name"))
        self.assertEqual(self.approve.responsible_text, ", ".join(names))

    def test_next_version_asks_the_same_people(self):
        self._activate()
        step = self.template.action_new_version().stage_ids.step_ids
        self.assertEqual((step.approver_ids, step.quorum), (self.directors, 2))

    def test_changed_approvers_stand_in_the_comparison(self):
        self._activate()
        new = self.template.action_new_version()
        new.stage_ids.step_ids.approver_ids -= self.petro
        self.assertIn("petro", str(new.change_text))

    # === CHECKS === #

    def test_quorum_above_the_number_of_approvers_keeps_it_from_going_live(self):
        self.approve.quorum = 4
        with self.assertRefused("Approve the contract.*needs 4 approvals, but asks 3"):
            self._activate()

    def test_quorum_above_the_number_of_members_keeps_it_from_going_live(self):
        self._ask_role(self.viktor)
        with self.assertRefused("needs 2 approvals, but asks 1"):
            self._activate()

    def test_quorum_of_one_person_keeps_it_from_going_live(self):
        self.approve.approver_ids = False
        with self.assertRefused("needs 2 approvals, but asks 1"):
            self._activate()

    def test_reachable_quorum_goes_live(self):
        self.approve.quorum = 3
        self._activate()
        self.assertEqual(self.template.state, "active")

    def test_archived_approver_keeps_it_from_going_live(self):
        self.petro.active = False
        with self.assertRefused("asks “petro.*”, who does not work here"):
            self._activate()

    def test_nothing_else_than_people_closes_an_approval(self):
        self.approve.goal_kind = "call"
        with self.assertRefused("is an approval, which somebody has to decide"):
            self._activate()
