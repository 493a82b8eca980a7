from odoo.tests import tagged

from .paper_approval_common import PaperApprovalCase


@tagged("post_install", "-at_install")
class TestApprovalEvidence(PaperApprovalCase):
    """What an approver has decided on, and said, nobody writes anew."""

    def setUp(self):
        super().setUp()
        self.paper = self._issue_contract(self._start_chain())
        self.task = self._get_task(self.paper, self.anna)

    def test_nobody_writes_which_file_was_decided_on(self):
        self.task.action_approve("Fine")
        for user in (self.anna, self.sally, self.head):
            with self.assertRefused("is not written directly"):
                self.task.with_user(user).write({"decided_checksum": "0" * 64})
        self.assertEqual(self.task.sudo().decided_checksum, self.paper.sudo().checksum)

    def test_nobody_puts_words_into_the_mouth_of_who_has_decided(self):
        self.task.action_approve()
        for user in (self.anna, self.sally, self.head):
            with self.assertRefused("was decided"):
                self.task.with_user(user).write({"comment": "Not above 10 %"})
        self.assertFalse(self.task.sudo().remark)

    def test_withdrawn_request_takes_a_comment(self):
        self.task.with_user(self.head).action_cancel("Asked by mistake")
        self.task.with_user(self.head).comment = "Petro asked for it"
        self.assertEqual(self.task.sudo().comment, "Petro asked for it")

    def test_approval_that_a_process_asks_for_stays_one(self):
        for user in (self.anna, self.head):
            with self.assertRefused("stays an approval"):
                self.task.with_user(user).write({"kind": "todo"})
        self.assertEqual(self._read(self.paper, "approval_state"), ("asked",))
