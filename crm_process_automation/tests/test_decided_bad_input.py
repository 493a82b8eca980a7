from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .assignment_common import MONDAY
from .decided_common import DecidedCase

LIMIT = (
    "odoo.addons.crm_process_automation.models.runtime."
    "crm_process_case_approval_file.LARGEST_FILE"
)


@tagged("post_install", "-at_install")
class TestDecidedBadInput(DecidedCase):
    """What cannot be approved is refused with a sentence that says what to do."""

    # === THE FILE === #

    def test_no_file(self):
        with self.assertRefused("Choose the file"):
            self._ask(self.env["ir.attachment"])

    def test_empty_file(self):
        with self.assertRefused("“empty.pdf” is empty"):
            self._ask(self._upload("empty.pdf", b""))

    def test_too_large_a_file(self):
        with patch(LIMIT, 10), self.assertRefused("“contract.pdf” is larger than"):
            self._ask()

    def test_link_is_no_file(self):
        link = self._upload(
            "price", content=False, type="url", url="https://example.com"
        )
        with self.assertRefused("“price” is a link"):
            self._ask(link)

    def test_file_of_a_deal_that_is_closed_to_the_asker(self):
        file = self._upload()
        with self.assertRaises(AccessError):
            self._ask(file, user=self.oleh, subject_lead_id=False)

    def test_public_file_of_a_deal_that_is_closed_to_the_asker(self):
        file = self._upload()
        file.sudo().public = True
        with self.assertRaises(AccessError):
            self._ask(file, user=self.oleh, subject_lead_id=False)

    def test_approval_about_a_deal_that_is_closed_to_the_asker(self):
        file = self._upload(user=self.oleh, res_model=False, res_id=0)
        with self.assertRaises(AccessError):
            self._ask(file, user=self.oleh)

    def test_dialogue_tells_nothing_of_a_foreign_file(self):
        file = self._upload()
        dialogs = self.env["crm.process.approval.ask"].with_user(self.oleh)
        with self.assertRaises(AccessError):
            dialogs.create({"attachment_ids": file.ids})
        with self.assertRaises(AccessError):
            dialogs.onchange(
                {"attachment_ids": [[4, file.id]]}, ["attachment_ids"], {"note": {}}
            )

    # === THE PROCESS === #

    def test_no_process_is_active(self):
        self.route.action_retire()
        with self.assertRefused("No process of the kind “Document approval”"):
            self._ask()

    def test_chosen_process_is_not_active_any_more(self):
        self.route.action_retire()
        with self.assertRefused("“Files” approves nothing"):
            self._ask(template_id=self.route.id)

    def test_chosen_process_is_of_another_kind(self):
        self.template.filtered(lambda one: one.state == "draft").action_activate()
        with self.assertRefused("“Work” approves nothing"):
            self._ask(template_id=self.template.id)

    def test_process_without_an_approval_step(self):
        bare = self.route.copy({"code": "bare", "name": "Bare"})
        bare.stage_ids.step_ids.filtered(lambda step: step.kind == "approval").unlink()
        bare.action_activate()
        with self.assertRefused("No required step of “Bare” asks for an approval"):
            self._ask(template_id=bare.id)

    def test_no_approver_is_there(self):
        (self.dmytro | self.olha).sudo().active = False
        with self.assertRefused("needs 2 approvals", "only 1 people"):
            self._ask()

    def test_asker_does_not_count_as_an_approver(self):
        self.olha.sudo().active = False
        file = self._upload(user=self.dmytro, res_model=False, res_id=0)
        with self.assertRefused("only 1 people", "you not counted"):
            self._ask(file, user=self.dmytro, subject_lead_id=False)

    # === WHEN === #

    def test_deadline_that_is_past(self):
        with self.assertRefused("The deadline of “contract.pdf” has passed"):
            self._ask(date_decide_by="2026-11-20 08:00:00")

    # === THE DIALOGUE === #

    def _open_dialog(self, **context):
        dialogs = self.env["crm.process.approval.ask"].with_user(self.sally)
        return Form(dialogs.with_context(**context))

    def test_dialogue_has_uploads_and_files_of_the_deal_approved(self):
        old = self._upload("old.pdf")
        with self.at(MONDAY):
            form = self._open_dialog(default_subject_lead_id=self.lead.id)
            self.assertEqual(form.partner_id, self.client)
            self.assertEqual(form.template_id, self.route)
            dialog = form.save()
            new = self._upload("new.pdf", res_model=dialog._name, res_id=0)
            dialog.write({"upload_ids": new.ids, "attachment_ids": old.ids})
            dialog.action_ask()
        cases = self.env["crm.process.case"].search(
            [("asked_by_id", "=", self.sally.id)]
        )
        self.assertEqual(set(cases.mapped("name")), {"old.pdf", "new.pdf"})
        self.assertEqual((old | new).exists(), old)

    def test_dialogue_opens_from_everything_that_it_is_about(self):
        paths = ("lead", "order", "partner", "case", "document", "attachment")
        for name in paths:
            xmlid = f"crm_process_automation.crm_process_approval_ask_action_{name}"
            with self.subTest(name):
                self.assertTrue(self.env.ref(xmlid).binding_model_id)
