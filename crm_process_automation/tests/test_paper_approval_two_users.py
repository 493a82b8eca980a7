from odoo.tests import tagged

from .two_users_common import TwoUsersCase

CODE = "two_deciders"


@tagged("post_install", "-at_install")
class TestPaperApprovalTwoUsers(TwoUsersCase):
    """Two decide on a paper at one moment: it is approved once, or returned once."""

    def setUp(self):
        super().setUp()
        with self._transact() as env:
            group = "crm_process_automation.group_process_user"
            self.user_ids = self._create_users(env, CODE, group).ids
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
        template, start = self._create_way(env, CODE)
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
            forms = env["crm.process.document.template"].search([("code", "=", CODE)])
            papers = env["crm.process.document"].search(
                [("template_id", "in", forms.ids)]
            )
            env["mail.message"].search(
                [("model", "=", papers._name), ("res_id", "in", papers.ids)]
            ).unlink()
            files = papers.attachment_id
            env.flush_all()
            self._delete_history(env, papers.case_id)
            for table, column, ids in (
                ("crm_process_task", "document_id", papers.ids),
                ("crm_process_document", "id", papers.ids),
                ("crm_process_document_template", "id", forms.ids),
            ):
                env.cr.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s)", [ids])
            env.invalidate_all()
            files.unlink()
            self._delete_process(env, CODE)
            env["res.partner"].search([("name", "=", CODE)]).unlink()

    def _decide_at_once(self, verb, *arguments):
        """Let both decide at the same moment; return what came of it for each."""
        doers = list(zip(self.user_ids, self.task_ids, strict=True))
        return self._do_at_once("crm.process.task", verb, doers, *arguments)

    def test_two_who_approve_at_once_approve_it_once(self):
        self.assertEqual(self._decide_at_once("action_approve"), [True, True])
        with self._transact() as env:
            paper = env["crm.process.document"].browse(self.paper_id)
            self.assertEqual(paper.state, "approved")
            self.assertIn(paper.approved_by_id.id, self.user_ids)
            told = paper.message_ids.filtered(lambda m: "was approved" in m.body)
            self.assertEqual(len(told), 1)

    def test_two_who_refuse_at_once_return_it_once(self):
        answers = self._decide_at_once("action_refuse", "No")
        # Whoever comes second reads that it is decided already.
        self.assertEqual(answers.count(True), 1)
        with self._transact() as env:
            paper = env["crm.process.document"].browse(self.paper_id)
            self.assertTrue(paper.is_returned)
            self.assertEqual(len(paper.case_id.deviation_ids), 1)
            rework = paper.case_id.task_ids.filtered(lambda task: task.kind == "todo")
            self.assertEqual(len(rework), 1)
