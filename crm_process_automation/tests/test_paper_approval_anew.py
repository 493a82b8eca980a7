from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .paper_approval_common import PaperApprovalCase


@tagged("post_install", "-at_install")
class TestPaperApprovalAnew(PaperApprovalCase):
    """Who is asked when a pause, a cancelled request or a refusal came in between."""

    def _start_parallel(self):
        return self._start(
            self._ask("Accountant", self.anna), self._ask("Director", self.viktor)
        )

    # === A PAUSE === #

    def test_paper_of_a_paused_case_is_put_to_those_named(self):
        case = self._start(self._ask("Director", self.viktor))
        tomorrow = fields.Date.today() + timedelta(days=2)
        case.action_pause(tomorrow, "The client is away")
        paper = self._issue_contract(case)
        self.assertEqual(self._get_open(paper).user_id, self.viktor)
        with self.assertRefused("is for viktor.* to decide"):
            paper.with_user(self.head).action_approve()
        self._get_task(paper, self.viktor).action_approve()
        self.assertEqual(self._read(paper, "state"), ("approved",))

    # === THE REQUEST CANCELLED === #

    def test_salesperson_does_not_cancel_what_is_asked_of_another(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        with self.assertRefused("is for viktor.* to decide"):
            self._get_open(paper).with_user(self.sally).action_cancel("No need")
        self.assertEqual(self._get_open(paper).user_id, self.viktor)

    def test_cancelled_request_is_told_on_the_paper_and_to_the_managers(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        self._get_task(paper, self.viktor).action_cancel("Not my business")
        self.assertEqual(self._read(paper, "approval_state"), ("none",))
        told = " ".join(map(str, paper.sudo().message_ids.mapped("body")))
        self.assertRegex(told, "taken from viktor .*Not my business")
        self.assertIn(self.head, paper.sudo().activity_ids.user_id)

    def test_paper_tells_that_the_end_of_its_case_withdrew_the_request(self):
        case = self._start(self._ask("Director", self.viktor))
        paper = self._issue_contract(case)
        case.action_cancel("The client has left")
        told = " ".join(map(str, paper.sudo().message_ids.mapped("body")))
        self.assertRegex(told, "taken from viktor .*The client has left")

    def test_managers_are_not_told_while_others_are_asked(self):
        paper = self._issue_contract(self._start_parallel())
        self._get_task(paper, self.viktor).action_cancel("Not my business")
        self.assertEqual(self._get_open(paper).user_id, self.anna)
        self.assertFalse(paper.sudo().activity_ids)

    # === A REFUSAL IN PARALLEL === #

    def test_asking_again_asks_those_whose_request_was_withdrawn(self):
        paper = self._issue_contract(self._start_parallel())
        task = self._get_task(paper, self.anna)
        task.action_refuse("No VAT")
        task.with_user(self.sally).action_ask_again()
        self.assertEqual(self._get_open(paper).user_id, self.anna | self.viktor)
        for user in (self.anna, self.viktor):
            self._get_task(paper, user).action_approve()
        self.assertEqual(self._read(paper, "state"), ("approved",))

    def test_asking_again_leaves_alone_who_has_approved(self):
        paper = self._issue_contract(self._start_parallel())
        self._get_task(paper, self.viktor).action_approve()
        task = self._get_task(paper, self.anna)
        task.action_refuse("No VAT")
        task.with_user(self.sally).action_ask_again()
        self.assertEqual(self._get_open(paper).user_id, self.anna)

    # === THE ISSUER IS ASKED === #

    def test_managers_stay_told_that_a_step_asks_the_issuer(self):
        case = self._start(
            self._ask("Self", self.sally), self._ask("Director", self.viktor)
        )
        paper = self._issue_contract(case)
        self.assertIn(self.head, paper.sudo().activity_ids.user_id)
