from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from odoo import SUPERUSER_ID
from odoo.service import model as service
from odoo.tests import tagged

from .two_users_common import KEPT_FOR_EVER, TwoUsersCase


@tagged("post_install", "-at_install")
class TestApprovalTwoUsers(TwoUsersCase):
    """Two approve at the same moment: each counts, and the next step comes once."""

    def setUp(self):
        super().setUp()
        with self._transact(SUPERUSER_ID) as env:
            groups = env.ref("sales_team.group_sale_salesman_all_leads")
            self.users = env["res.users"].create(
                [
                    {"name": login, "login": login, "group_ids": groups.ids}
                    for login in ("two_approvers_1", "two_approvers_2")
                ]
            )
            case = self._create_case(env)
            self.task_ids = case.task_ids.sorted("user_id").ids
            self.case_id = case.id

    def _create_case(self, env):
        template = env["crm.process.template"].create(
            {"name": "Two approvers", "code": "two_approvers"}
        )
        start, end = env["crm.process.stage"].create(
            [
                {"name": name, "code": name, "template_id": template.id, **values}
                for name, values in (
                    ("start", {"is_start": True}),
                    ("end", {"is_end": True, "outcome": "success"}),
                )
            ]
        )
        env["crm.process.transition"].create(
            {"from_stage_id": start.id, "to_stage_id": end.id}
        )
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
        with self._transact(SUPERUSER_ID) as env:
            code = [("code", "=", "two_approvers")]
            template = env["crm.process.template"].search(code)
            cases = env["crm.process.case"].search(
                [("template_id", "in", template.ids)]
            )
            for table in KEPT_FOR_EVER:
                env.cr.execute(
                    f"DELETE FROM {table} WHERE case_id = ANY(%s)", [cases.ids]
                )
            cases.unlink()
            env.cr.execute(
                "UPDATE crm_process_template SET state = 'draft' WHERE id = ANY(%s)",
                [template.ids],
            )
            template.invalidate_recordset()
            template.unlink()
            env["res.users"].search([("login", "like", "two_approvers_")]).unlink()

    def test_two_who_approve_at_once_are_both_counted(self):
        at_once = Barrier(2)

        def approve(uid, task_id):
            with self._transact(uid) as env:
                task = env["crm.process.task"].browse(task_id)
                self.assertEqual(task.state, "open")
                at_once.wait(10)
                service.retrying(task.action_approve, env)

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(approve, self.users.ids, self.task_ids))
        with self._transact(SUPERUSER_ID) as env:
            tasks = env["crm.process.case"].browse(self.case_id).task_ids.sorted("id")
            self.assertEqual(
                tasks.mapped(lambda task: (task.name, task.state, task.decision)),
                [
                    ("Approve", "done", "approved"),
                    ("Approve", "done", "approved"),
                    ("Sign", "open", False),
                ],
            )
