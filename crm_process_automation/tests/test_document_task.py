from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .dispatch_common import DispatchCase


@tagged("post_install", "-at_install")
class TestDocumentTask(DispatchCase):
    """A task that asks for a paper is done by that paper."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._name_forms("proposal")

    @classmethod
    def _name_forms(cls, *types):
        """Let the stage name the forms: the running version, for the test's sake."""
        forms = [cls.forms[name].id for name in types]
        cls.env.cr.execute(
            "DELETE FROM crm_process_stage_document_template_rel WHERE stage_id = %s",
            [cls.todo.id],
        )
        for form_id in forms:
            cls.env.cr.execute(
                "INSERT INTO crm_process_stage_document_template_rel VALUES (%s, %s)",
                [cls.todo.id, form_id],
            )
        cls.env.invalidate_all()

    def _give(self, **values):
        task = self.env["crm.process.task"].create(
            {
                "case_id": self.case.id,
                "kind": "document",
                "name": "Prepare the offer",
                "user_id": self.sally.id,
                **values,
            }
        )
        return task.with_user(self.sally)

    def _open_dialog(self, task):
        action = task.action_perform()
        dialogs = self.env[action["res_model"]].with_user(self.sally)
        return Form(dialogs.with_context(**action["context"]))

    def test_task_offers_the_form_of_its_stage(self):
        task = self._give()
        self.assertTrue(task.may_issue)
        dialog = self._open_dialog(task)
        self.assertEqual(dialog.form_id, self.forms["proposal"])

    def test_paper_that_has_to_be_approved_first_is_sent_after_that(self):
        self.forms["proposal"].sudo()._write({"needs_approval": True})
        self.env.invalidate_all()
        action = self._open_dialog(self._give()).save().action_apply()
        paper = self.env[action["res_model"]].browse(action["res_id"])
        self.assertTrue(paper.is_sent_when_approved)
        self.assertFalse(paper.dispatch_ids)
        paper.with_user(self.head).action_approve()
        self.assertEqual(paper.dispatch_ids.partner_id, self.client)

    def test_issuing_the_paper_does_the_task(self):
        task = self._give()
        dialog = self._open_dialog(task)
        dialog.is_sent = False
        action = dialog.save().action_apply()
        paper = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual((task.state, task.document_id), ("done", paper))
        self.assertIn(paper.display_name, task.result or task.comment or "")

    def test_mail_opens_when_it_is_to_be_sent(self):
        action = self._open_dialog(self._give()).save().action_apply()
        self.assertEqual(action["res_model"], "mail.compose.message")

    def test_paper_issued_elsewhere_does_the_task_too(self):
        task = self._give()
        self._issue("contract")
        self.assertEqual(task.state, "open")
        self._issue("proposal")
        self.assertEqual(task.state, "done")

    def test_paper_that_is_approved_first_does_the_task_when_it_is_issued(self):
        values = {"is_mandatory": True, "needs_approval": True}
        self.forms["proposal"].sudo()._write(values)
        self.env.invalidate_all()
        task = self._give()
        paper = self._issue("proposal")
        self.assertEqual((task.state, paper.state), ("done", "draft"))

    def test_mandatory_paper_does_the_task_when_it_is_sent(self):
        self.forms["proposal"].sudo()._write({"is_mandatory": True})
        self.env.invalidate_all()
        task = self._give()
        paper = self._issue("proposal")
        self.assertEqual(task.state, "open")
        self._send_and_run(paper)
        self.assertEqual(task.state, "done")

    def test_of_two_tasks_nobody_guesses(self):
        first, second = self._give(), self._give(name="Another offer")
        self._issue("proposal")
        self.assertEqual((first.state, second.state), ("open", "open"))

    def test_minutes_are_written_first(self):
        self._name_forms("minutes")
        task = self._give()
        dialog = self._open_dialog(task)
        self.assertTrue(dialog.is_by_hand)
        action = dialog.save().action_apply()
        paper = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual((paper.state, task.state), ("draft", "open"))
        self.assertEqual(task.action_perform()["res_id"], paper.id)
        paper.with_user(self.sally).action_issue()
        self.assertEqual(task.state, "done")

    def test_stage_without_forms_leaves_the_task_as_it_was(self):
        self._name_forms()
        task = self._give()
        self.assertFalse(task.may_issue)
        self.assertEqual(task.action_perform()["res_model"], "crm.process.task.done")

    def test_stranger_opens_no_dialogue_about_the_task(self):
        task = self._give()
        dialogs = self.env["crm.process.document.prepare"].with_user(self.oleh)
        with self.assertRaises(AccessError):
            dialogs.create({"task_id": task.id, "form_id": self.forms["proposal"].id})
