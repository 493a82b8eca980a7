from odoo.tests import tagged

from .two_users_common import TwoUsersCase

CODE = "two_approvers"


@tagged("post_install", "-at_install")
class TestApprovalTwoUsers(TwoUsersCase):
    """Two approve at the same moment: each counts, and the next step comes once."""

    def setUp(self):
        super().setUp()
        with self._transact() as env:
            group = "sales_team.group_sale_salesman_all_leads"
            self.users = self._create_users(env, CODE, group)
            case = self._create_case(env)
            self.task_ids = case.task_ids.sorted("user_id").ids
            self.case_id = case.id

    def _create_case(self, env):
        template, start = self._create_way(env, CODE)
        values = {"stage_id": start.id, "name": "Approve", "kind": "approval"}
        env["crm.process.step"].create(
            [
                values | {"quorum": 2, "approver_ids": self.users.ids},
                {"stage_id": start.id, "name": "Sign", "is_after_previous": True},
            ]
        )
        template.action_activate()
        return env["crm.process.case"].create(
            {"name": "Contested", "template_id": template.id}
        )

    def _delete_everything(self):
        with self._transact() as env:
            self._delete_process(env, CODE)

    def test_two_who_approve_at_once_are_both_counted(self):
        doers = list(zip(self.users.ids, self.task_ids, strict=True))
        answers = self._do_at_once("crm.process.task", "action_approve", doers)
        self.assertEqual(answers, [True, True])
        with self._transact() as env:
            tasks = env["crm.process.case"].browse(self.case_id).task_ids.sorted("id")
            self.assertEqual(
                tasks.mapped(lambda task: (task.name, task.state, task.decision)),
                [
                    ("Approve", "done", "approved"),
                    ("Approve", "done", "approved"),
                    ("Sign", "open", False),
                ],
            )
