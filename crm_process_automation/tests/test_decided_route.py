from hashlib import sha256

from odoo.exceptions import UserError
from odoo.tests import tagged

from .decided_common import CORRECTED, PDF, DecidedCase


@tagged("post_install", "-at_install")
class TestDecidedRoute(DecidedCase):
    """A file is checked, decided on by several, corrected, approved or given up."""

    # === ASKING === #

    def test_file_is_kept_as_it_was_when_it_was_asked_for(self):
        file = self._upload()
        case = self._ask(file)
        file.sudo().raw = b"something else"
        self.assertEqual(case.sudo().approval_attachment_id.raw, PDF)
        self.assertEqual(case.approval_checksum, sha256(PDF).hexdigest())
        self.assertEqual(case.approval_name, "contract.pdf")
        self.assertFalse(case.is_approval_tampered)

    def test_each_file_is_an_approval_of_its_own(self):
        files = self._upload() | self._upload("annex.pdf")
        cases = self._ask(files)
        self.assertEqual(cases.mapped("name"), ["contract.pdf", "annex.pdf"])
        self.assertEqual(cases.asked_by_id, self.sally)

    def test_deal_keeps_its_own_process_and_tells_of_the_approval(self):
        case = self._ask()
        self.assertEqual(self.lead.case_id, self.case)
        self.assertFalse(case.lead_id)
        self.assertEqual(case.subject_name, self.lead.name)
        self.assertIn("contract.pdf", self.lead.message_ids[:1].body)

    def test_large_picture_is_kept_to_the_byte(self):
        png = self.env.ref("base.main_partner").sudo().image_1920
        file = self._upload("plan.png", content=False, datas=png)
        content = file.raw
        case = self._ask(file)
        self.assertEqual(case.sudo().approval_attachment_id.raw, content)

    def test_task_about_no_file_names_none(self):
        task = self._ask().sudo().task_ids[:1]
        self.assertEqual(task.approval_name, "contract.pdf")
        task.case_id.asked_by_id = False
        task.invalidate_recordset(["approval_name"])
        self.assertIs(task.approval_name, False)

    def test_list_tells_whom_the_file_waits_for_while_it_is_checked(self):
        case = self._ask()
        checking = case.sudo().task_ids.filtered(lambda task: task.state == "open")
        self.assertNotIn("approval", checking.mapped("kind"))
        self.assertEqual(case.waits_for, ", ".join(checking.user_id.mapped("name")))
        self.assertTrue(case.waits_for)

    # === DECIDING === #

    def test_checked_file_goes_to_those_who_decide(self):
        case = self._ask()
        self.assertStandsAt(case, "check")
        self._get_task(case, self.lawyer).action_done("Complete")
        self.assertStandsAt(case, "approval")
        asked = case.sudo()._get_open_approval_tasks().user_id
        self.assertEqual(asked, self.directors)

    def test_two_approvals_are_enough(self):
        case = self._ask_checked()
        self._approve(case, self.dmytro)
        self.assertStandsAt(case, "approval")
        self._approve(case, self.olha)
        self.assertStandsAt(case, "approved")
        self.assertEqual(case.outcome, "success")
        self.assertFalse(case.sudo()._get_open_approval_tasks())

    def test_last_decider_and_author_are_told(self):
        case = self._ask_checked()
        told = case.sudo().message_ids.search(
            [("partner_ids", "in", self.olha.partner_id.ids)], limit=1
        )
        self.env.cr.precommit.run()
        told = told.search([("partner_ids", "in", self.olha.partner_id.ids)], limit=1)
        self.assertIn("Approve the file", told.subject)
        self._approve(case, self.dmytro, self.olha)
        told = case.sudo().message_ids.search(
            [("partner_ids", "in", self.sally.partner_id.ids)], limit=1
        )
        self.assertIn("Approved: contract.pdf", told.body)

    def test_decision_says_which_version_it_is_about(self):
        case = self._ask_checked()
        task = self._get_task(case, self.dmytro)
        task.action_approve()
        self.assertEqual(task.decided_checksum, sha256(PDF).hexdigest())

    def test_one_refusal_of_three_does_not_stop_it(self):
        case = self._ask_checked()
        self._refuse(case, self.lawyer)
        self.assertStandsAt(case, "approval")
        self._approve(case, self.dmytro, self.olha)
        self.assertStandsAt(case, "approved")

    # === REWORK === #

    def test_refused_file_goes_back_to_its_author_with_the_reason(self):
        case = self._ask_checked()
        self._refuse(case, self.dmytro, self.olha)
        self.assertStandsAt(case, "rework")
        self.assertEqual(case.sudo().stage_user_id, self.sally)
        self.assertTrue(self._get_task(case, self.sally))
        deviation = case.sudo().deviation_ids
        self.assertEqual(deviation.kind, "contract_approval")
        self.assertIn("Clause 5 is wrong", deviation.cause)

    def test_corrected_file_is_decided_on_anew_and_both_versions_stay(self):
        case = self._ask_checked()
        self._refuse(case, self.dmytro, self.olha)
        self._hand_in(case)
        self.assertStandsAt(case, "approval")
        versions = case.approval_file_ids.sorted("version")
        contents = versions.sudo().attachment_id.mapped("raw")
        self.assertEqual(contents, [PDF, CORRECTED])
        self.assertEqual(case.approval_checksum, sha256(CORRECTED).hexdigest())
        self._approve(case, self.lawyer, self.olha)
        self.assertStandsAt(case, "approved")

    def test_corrected_file_is_not_the_same_again(self):
        case = self._ask_checked()
        self._refuse(case, self.dmytro, self.olha)
        with self.assertRefused("the same file as before"):
            self._hand_in(case, PDF)

    def test_correction_says_what_was_changed(self):
        case = self._ask_checked()
        self._refuse(case, self.dmytro, self.olha)
        with self.assertRefused("Say what was changed"):
            self._hand_in(case, note=" ")

    def test_no_version_is_slipped_in_while_they_decide(self):
        case = self._ask_checked()
        with self.assertRefused("comes back for rework"):
            self._hand_in(case)

    def test_author_gives_it_up(self):
        case = self._ask_checked()
        self._refuse(case, self.dmytro, self.olha)
        arrows = case.sudo()._get_open_transitions()
        give_up = arrows.filtered(lambda arrow: arrow.kind == "refuse")
        case._move_along(give_up.with_user(self.sally), text="Not needed so")
        self.assertEqual((case.state, case.outcome), ("done", "refused"))

    def test_decision_is_not_taken_back(self):
        case = self._ask_checked()
        self._approve(case, self.dmytro, self.olha)
        with self.assertRefused("what was decided stays"):
            case.with_user(self.sally).action_undo_move()

    # === THE FILE IS CHANGED === #

    def test_nobody_decides_on_a_file_that_was_changed(self):
        case = self._ask_checked()
        case.sudo().approval_attachment_id.raw = b"%PDF-1.7 another price"
        self.env.invalidate_all()
        self.assertTrue(case.is_approval_tampered)
        with self.assertRaisesRegex(UserError, "not the one that was handed in"):
            self._approve(case, self.dmytro)

    def test_approval_is_not_deleted(self):
        case = self._ask()
        with self.assertRefused("who decided on what"):
            case.sudo().unlink()
