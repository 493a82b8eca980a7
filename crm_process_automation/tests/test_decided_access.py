from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .assignment_common import MONDAY
from .decided_common import DecidedCase


@tagged("post_install", "-at_install")
class TestDecidedAccess(DecidedCase):
    """Who is asked reads the file and the approval without the deal; others do not."""

    def setUp(self):
        super().setUp()
        self.asked = self._ask_checked()
        self.files = self.asked.sudo().approval_file_ids

    def _get_copy(self, user):
        return self.asked.sudo().approval_attachment_id.with_user(user)

    # === WHO READS === #

    def test_those_who_are_asked_read_approval_file_and_decisions(self):
        rows = (self.asked.sudo(), self.files, self.asked.sudo().task_ids)
        for user in self.directors:
            self.assertFalse(self.lead.with_user(user).has_access("read"))
            for row in rows:
                with self.subTest(f"{row._name} {user.login}"):
                    self.assertOpen(row, user)
            self.assertTrue(self._get_copy(user).raw)

    def test_colleagues_who_are_not_asked_read_nothing_of_it(self):
        rows = (self.asked.sudo(), self.files, self.asked.sudo().task_ids)
        for user in (self.oleh, self.anna):
            for row in rows:
                with self.subTest(f"{row._name} {user.login}"):
                    self.assertClosed(row, user)
            with self.assertRaises(AccessError):
                self._get_copy(user).read(["raw"])

    def test_colleague_who_reads_the_deal_reads_its_approval(self):
        team_mate = self._create_user(
            "mate", "sales_team.group_sale_salesman_all_leads"
        )
        self.assertOpen(self.asked.sudo(), team_mate)
        self.assertOpen(self.files, team_mate)

    def test_approval_without_a_deal_is_closed_to_whoever_reads_the_client(self):
        case = self._ask(subject_lead_id=False, partner_id=self.client.id).sudo()
        self.assertTrue(self.client.with_user(self.anna).has_access("read"))
        self.assertClosed(case, self.anna)
        self.assertOpen(case, self.sally)
        self.assertOpen(case, self.lawyer)

    def test_manager_of_another_team_reads_only_what_has_no_team(self):
        team = self.env["crm.team"].create({"name": "Kyiv"})
        case = self._ask(subject_lead_id=False, partner_id=self.client.id).sudo()
        case.team_id = team
        self.assertTrue(self.client.with_user(self.manager).has_access("read"))
        self.assertClosed(case, self.manager)
        team.member_ids = self.manager
        self.assertOpen(case, self.manager)

    def test_colleague_of_another_company_sees_nothing(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        for row in (self.asked.sudo(), self.files):
            self.assertClosed(row, stranger)

    def test_author_writes_it_those_who_are_asked_do_not(self):
        self.assertMay("write", self.asked.sudo(), self.sally)
        for user in (*self.directors[1:], self.oleh):
            self.assertMayNot("write", self.asked.sudo(), user)

    def test_nobody_changes_a_version(self):
        for user in (self.sally, self.olha, self.head):
            for verb in ("write", "create", "unlink"):
                self.assertMayNot(verb, self.files, user)
            with self.assertRaises(AccessError):
                self._get_copy(user).write({"raw": b"other"})

    # === WHO DECIDES === #

    def test_accountant_without_crm_rights_decides(self):
        task = self._get_task(self.asked, self.olha)
        task.sudo().user_id = self.anna
        task.with_user(self.anna).action_approve("Fine")
        self.assertOpen(self.asked.sudo(), self.anna)
        self.assertEqual(task.sudo().decision, "approved")

    def test_colleague_does_not_decide_for_another(self):
        task = self._get_task(self.asked, self.olha).with_user(self.dmytro)
        with self.assertRaises(UserError):
            task.action_approve()

    def test_decision_is_offered_to_whoever_is_asked_only(self):
        self.assertTrue(self.asked.with_user(self.olha).may_decide)
        self.assertFalse(self.asked.with_user(self.sally).may_decide)
        action = self.asked.with_user(self.olha).action_open_refuse()
        self.assertEqual(action["context"]["decision"], "refused")
        with self.assertRefused("yours to decide"):
            self.asked.with_user(self.sally).action_open_approve()

    def test_who_asked_is_not_asked(self):
        case = self._ask_checked(
            self._upload(user=self.dmytro, res_model=False, res_id=0),
            user=self.dmytro,
            subject_lead_id=False,
        )
        asked = case.sudo()._get_open_approval_tasks().user_id
        self.assertEqual(asked, self.lawyer | self.olha)

    def test_manager_does_not_decide_on_his_own(self):
        with self.at(MONDAY):
            file = self._upload(user=self.head)
        case = self._ask_checked(file, user=self.head)
        task = case.sudo()._get_open_approval_tasks()[:1].with_user(self.head)
        self.assertFalse(task.may_decide)
        with self.assertRefused("asked for “contract.pdf” yourself"):
            task.action_approve()

    def test_who_asked_does_not_take_the_arrow_past_those_who_decide(self):
        approved = self.route.stage_ids.filtered(lambda stage: stage.code == "approved")
        with self.assertRefused("Approve the file"):
            self.asked.with_user(self.sally).stage_id = approved

    def test_colleague_without_crm_rights_has_a_file_approved(self):
        dialogs = self.env["crm.process.approval.ask"].with_user(self.anna)
        with self.at(MONDAY):
            dialog = Form(dialogs).save()
            file = self._upload(
                "act.pdf", user=self.anna, res_model=dialog._name, res_id=0
            )
            dialog.upload_ids = file
            action = dialog.action_ask()
        case = (
            self.env["crm.process.case"].with_user(self.anna).browse(action["res_id"])
        )
        self.assertEqual(case.asked_by_id, self.anna)

    def test_forms_open_for_those_who_are_asked_and_for_the_author(self):
        for user in (self.olha, self.sally, self.head):
            with self.subTest(user.login):
                self.assertEqual(Form(self.asked.with_user(user)).name, "contract.pdf")
        task = self._get_task(self.asked, self.olha)
        self.assertEqual(Form(task).approval_name, "contract.pdf")

    def test_page_of_the_mail_shows_the_file_to_whoever_is_asked(self):
        task = self._get_task(self.asked, self.olha)
        self.assertEqual(task._get_file_to_decide(), self.files.attachment_id)
        self.files.attachment_id.raw = b"another"
        self.env.invalidate_all()
        self.assertFalse(task._get_file_to_decide())

    # === WHAT IS GIVEN BY THE VERB ALONE === #

    def test_nobody_makes_himself_an_approval_past_the_dialogue(self):
        cases = self.env["crm.process.case"].with_user(self.oleh)
        values = {"name": "Mine", "template_id": self.route.id}
        with self.assertRefused("Have a File Approved"):
            cases.create(values)
        work = values | {"template_id": self.template.id}
        case = cases.create(work | {"asked_by_id": self.olha.id})
        self.assertFalse(case.asked_by_id)

    def test_nobody_writes_what_is_decided_on(self):
        other = self._upload("other.pdf")
        for name, value in (
            ("approval_attachment_id", other.id),
            ("approval_checksum", "0"),
            ("asked_by_id", self.oleh.id),
        ):
            with self.subTest(name), self.assertRefused("cannot be written directly"):
                self.asked.with_user(self.sally).write({name: value})
