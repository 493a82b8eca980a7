from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from odoo.service import model as service
from odoo.tests import tagged

from .two_users_common import KEPT_FOR_EVER, TwoUsersCase

CODE = "two_deciders"


@tagged("post_install", "-at_install")
class TestPaperApprovalTwoUsers(TwoUsersCase):
    """Two decide on a paper at one moment: it is approved once, or returned once."""

    def setUp(self):
        super().setUp()
        with self._transact() as env:
            group = env.ref("crm_process_automation.group_process_user")
            users = env["res.users"].create(
                [
                    {"name": login, "login": login, "group_ids": group.ids}
                    for login in (f"{CODE}_1", f"{CODE}_2")
                ]
            )
            self.user_ids = users.ids
            paper = self._create_case(env)._issue_document("minutes")
            self.paper_id = paper.id
            self.task_ids = paper.approval_task_ids.sorted("user_id").ids

    def _create_case(self, env):
        form = env["crm.process.document.template"].create(
            {
                "name": CODE,
                "code": CODE,
                "document_type": "minutes",
                "needs_approval": True,
                "sequence": -1000,
            }
        )
        form.state = "approved"
        template = env["crm.process.template"].create({"name": CODE, "code": CODE})
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
        env["crm.process.step"].create(
            [
                {
                    "stage_id": start.id,
                    "name": f"Approve {user_id}",
                    "kind": "approval",
                    "document_type": "minutes",
                    "approver_ids": [user_id],
                }
                for user_id in self.user_ids
            ]
        )
        template.action_activate()
        partner = env["res.partner"].create({"name": CODE})
        return env["crm.process.case"].create(
            {"name": CODE, "template_id": template.id, "partner_id": partner.id}
        )

    def _delete_everything(self):
        with self._transact() as env:
            template = env["crm.process.template"].search([("code", "=", CODE)])
            cases = env["crm.process.case"].search(
                [("template_id", "in", template.ids)]
            )
            forms = env["crm.process.document.template"].search([("code", "=", CODE)])
            papers = env["crm.process.document"].search(
                [("template_id", "in", forms.ids)]
            )
            env["mail.message"].search(
                [("model", "=", papers._name), ("res_id", "in", papers.ids)]
            ).unlink()
            files = papers.attachment_id
            env.flush_all()
            for table in KEPT_FOR_EVER:
                env.cr.execute(
                    f"DELETE FROM {table} WHERE case_id = ANY(%s)", [cases.ids]
                )
            for table, column, ids in (
                ("crm_process_task", "document_id", papers.ids),
                ("crm_process_document", "id", papers.ids),
                ("crm_process_document_template", "id", forms.ids),
            ):
                env.cr.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s)", [ids])
            env.invalidate_all()
            files.unlink()
            cases.unlink()
            env.cr.execute(
                "UPDATE crm_process_template SET state = 'draft' WHERE id = ANY(%s)",
                [template.ids],
            )
            template.invalidate_recordset()
            template.unlink()
            env["res.users"].search([("login", "like", CODE)]).unlink()
            env["res.partner"].search([("name", "=", CODE)]).unlink()

    def _decide_at_once(self, verb, *arguments):
        """Let both decide at the same moment; return what the paper has become."""
        at_once = Barrier(2)

        def decide(uid, task_id):
            with self._transact(uid) as env:
                task = env["crm.process.task"].browse(task_id)
                self.assertEqual(task.state, "open")
                at_once.wait(10)
                try:
                    service.retrying(lambda: getattr(task, verb)(*arguments), env)
                except Exception as error:  # noqa: BLE001 what came of it is asked
                    return error
            return None

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(decide, self.user_ids, self.task_ids))

    def test_two_who_approve_at_once_approve_it_once(self):
        self.assertEqual(self._decide_at_once("action_approve"), [None, None])
        with self._transact() as env:
            paper = env["crm.process.document"].browse(self.paper_id)
            self.assertEqual(paper.state, "approved")
            self.assertIn(paper.approved_by_id.id, self.user_ids)
            told = paper.message_ids.filtered(lambda m: "was approved" in m.body)
            self.assertEqual(len(told), 1)

    def test_two_who_refuse_at_once_return_it_once(self):
        errors = self._decide_at_once("action_refuse", "No")
        # Whoever comes second reads that it is decided already.
        self.assertEqual(len([error for error in errors if error is None]), 1)
        with self._transact() as env:
            paper = env["crm.process.document"].browse(self.paper_id)
            self.assertTrue(paper.is_returned)
            self.assertEqual(len(paper.case_id.deviation_ids), 1)
            rework = paper.case_id.task_ids.filtered(lambda task: task.kind == "todo")
            self.assertEqual(len(rework), 1)
