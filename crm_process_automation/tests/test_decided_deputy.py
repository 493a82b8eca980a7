from odoo.tests import tagged

from .assignment_common import MONDAY
from .decided_common import DecidedCase


@tagged("post_install", "-at_install")
class TestDecidedDeputy(DecidedCase):
    """Who decides on a file in place of somebody who is away: never who asked for it.

    Nobody has named a deputy; who answers for the approval is whoever asked for it.
    """

    def _send_on_leave(self, user):
        resource = user.sudo().resource_ids[:1] or self.env["resource.resource"].create(
            {"name": user.name, "user_id": user.id}
        )
        self.env["resource.calendar.leaves"].create(
            {
                "resource_id": resource.id,
                "date_from": "2026-11-23 00:00:00",
                "date_to": "2026-12-04 21:00:00",
            }
        )

    def test_absence_does_not_hand_the_decision_to_the_asker(self):
        case = self._ask_checked()
        with self.at(MONDAY):
            self._send_on_leave(self.dmytro)
        deciders = case.sudo()._get_open_approval_tasks().user_id
        self.assertNotIn(self.sally, deciders)
        self.assertEqual(len(deciders), 3)

    def test_decision_is_not_handed_to_the_asker(self):
        task = self._get_task(self._ask_checked(), self.dmytro)
        with self.assertRefused("Choose somebody else"):
            task.user_id = self.sally
        self.assertEqual(task.sudo().user_id, self.dmytro)
