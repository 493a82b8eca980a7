from odoo.tests import tagged

from .paper_approval_common import PaperApprovalCase

MONDAY = "2026-11-23 07:00:00"


@tagged("post_install", "-at_install")
class TestPaperApprovalDeputy(PaperApprovalCase):
    """Whoever is to decide on a paper and is away has a deputy."""

    def _send_on_leave(self, user):
        resource = user.sudo().resource_ids[:1] or self.env["resource.resource"].create(
            {"name": user.name, "user_id": user.id}
        )
        return self.env["resource.calendar.leaves"].create(
            {
                "resource_id": resource.id,
                "date_from": "2026-11-23 00:00:00",
                "date_to": "2026-12-04 21:00:00",
            }
        )

    def _ask_in_time(self, name, *people, **values):
        return self._ask(name, *people, time_limit=1, time_unit="day", **values)

    def test_absence_hands_the_paper_to_the_deputy_who_decides(self):
        self.viktor.process_deputy_id = self.petro
        with self.at(MONDAY):
            case = self._start(self._ask_in_time("Director", self.viktor))
            paper = self._issue_contract(case)
            self._send_on_leave(self.viktor)
            task = self._get_task(paper, self.petro)
            self.assertRegex(task.assignment_reason, "in place of viktor")
            self.assertOpen(paper, self.petro)
            self.assertClosed(paper, self.viktor)
            task.action_approve()
            self.assertEqual(
                self._read(paper, "state", "approved_by_id"), ("approved", self.petro)
            )

    def test_deputy_is_mailed_the_link(self):
        self.viktor.process_deputy_id = self.petro
        with self.at(MONDAY):
            paper = self._issue_contract(
                self._start(self._ask_in_time("Director", self.viktor))
            )
            self._send_on_leave(self.viktor)
            task = self._get_task(paper, self.petro)
            bodies = " ".join(self._get_mails(self.petro))
        self.assertIn(f"/process/approval/{task.id}", bodies)

    def test_paper_that_is_issued_during_the_absence_goes_to_the_deputy(self):
        self.viktor.process_deputy_id = self.petro
        with self.at(MONDAY):
            self._send_on_leave(self.viktor)
            paper = self._issue_contract(
                self._start(self._ask("Director", self.viktor))
            )
            task = self._get_open(paper)
        self.assertEqual(task.user_id, self.petro)
        self.assertRegex(task.assignment_reason, "in place of viktor")

    def test_deputy_who_is_asked_already_does_not_decide_twice(self):
        self.viktor.process_deputy_id = self.petro
        people = (self.anna, self.viktor, self.petro)
        with self.at(MONDAY):
            case = self._start(self._ask_in_time("All", *people, quorum=2))
            paper = self._issue_contract(case)
            self._send_on_leave(self.viktor)
            tasks = self._get_open(paper)
        self.assertEqual(len(tasks.filtered(lambda t: t.user_id == self.petro)), 1)

    def test_issuer_does_not_stand_in_for_the_approver(self):
        """Without a deputy the responsible for the case would take over: Sally."""
        with self.at(MONDAY):
            paper = self._issue_contract(
                self._start(self._ask_in_time("Director", self.viktor))
            )
            self._send_on_leave(self.viktor)
            self.assertNotIn(self.sally, self._get_open(paper).user_id)

    def test_issuer_who_is_the_deputy_does_not_decide(self):
        self.viktor.process_deputy_id = self.sally
        with self.at(MONDAY):
            paper = self._issue_contract(
                self._start(self._ask_in_time("Director", self.viktor))
            )
            self._send_on_leave(self.viktor)
            self.assertNotIn(self.sally, self._get_open(paper).user_id)
