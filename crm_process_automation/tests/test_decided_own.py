from odoo.exceptions import AccessError
from odoo.tests import tagged

from .assignment_common import MONDAY
from .decided_paper_common import DecidedPaperCase


@tagged("post_install", "-at_install")
class TestDecidedOwn(DecidedPaperCase):
    """Who asked others about a paper decides on it nowhere, though Sally issued it."""

    def setUp(self):
        super().setUp()
        self.forms["contract"].sudo()._write({"approval_template_id": None})
        self.env.invalidate_all()
        with self.at(MONDAY):
            self.paper = self._issue("contract")
            cases = self.env["crm.process.case"].with_user(self.head)
            paper = self.paper.with_user(self.head)
            case = cases._ask_to_approve(paper, {"template_id": self.route.id}).sudo()
        arrow = case.stage_id._get_arrows().filtered(lambda a: a.kind == "success")
        case._move_along(arrow)
        self.task = self._get_task(case)

    def _put_to_the_asker(self):
        """Let the task be his all the same, as by an import."""
        self.task.sudo()._write({"user_id": self.head.id})
        self.env.invalidate_all()

    def test_task_is_not_handed_over_to_him(self):
        with self.assertRefused("asked for it himself"):
            self.task.user_id = self.head

    def test_it_is_handed_over_to_somebody_else(self):
        self.task.user_id = self.oleh
        self.task.with_user(self.oleh).action_approve()
        self.assertEqual(self.paper.sudo().state, "approved")

    def test_neither_task_nor_paper_is_offered_to_him_to_decide(self):
        self._put_to_the_asker()
        self.assertFalse(self.task.with_user(self.head).may_decide)
        paper = self.paper.with_user(self.head)
        self.assertFalse(paper.may_decide)
        self.assertNotIn("approve", paper.possible_verbs)

    def test_he_is_told_why_by_the_task_and_by_the_paper(self):
        self._put_to_the_asker()
        with self.assertRefused("You asked for .* yourself"):
            self.task.with_user(self.head).action_approve()
        with self.assertRaisesRegex(AccessError, "You asked for .* yourself"):
            self.paper.with_user(self.head).action_approve()
        self.assertEqual(self.paper.sudo().state, "draft")

    def test_form_may_allow_it(self):
        self.forms["contract"].sudo()._write({"allows_own_approval": True})
        self._put_to_the_asker()
        self.assertTrue(self.paper.with_user(self.head).may_decide)
        self.paper.with_user(self.head).action_approve()
        self.assertEqual(self.paper.sudo().state, "approved")
