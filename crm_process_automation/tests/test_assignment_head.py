from odoo.tests import tagged

from .assignment_common import MONDAY, THURSDAY, WEDNESDAY, AssignmentCase


@tagged("post_install", "-at_install")
class TestAssignmentHead(AssignmentCase):
    """Whoever issued an assignment is its head, whatever the executor is otherwise."""

    def test_issuer_is_told_first_when_it_is_late(self):
        case = self._issue_on_monday(issuer=self.oleh)
        self.assertEqual(case.sudo()._get_head(self.sally), self.oleh)

    def test_manager_who_executes_asks_for_more_time_like_others(self):
        case = self._issue_on_monday(issuer=self.oleh, executors=self.head)
        with self.at(MONDAY):
            case.with_user(self.head).action_accept()
            case.with_user(self.head).action_ask_more_time(THURSDAY, "Ill")
        self.assertEqual(case.sudo().date_promised, self._moment(WEDNESDAY))
