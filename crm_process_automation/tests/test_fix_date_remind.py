from odoo.exceptions import UserError
from odoo.tests import tagged

from .date_common import MONDAY, DateCase


@tagged("post_install", "-at_install")
class TestFixDateRemind(DateCase):
    """Tasks remind of a date, before it and after it; the last date counts."""

    def setUp(self):
        super().setUp()
        clock = self.at(MONDAY)
        clock.__enter__()
        self.addCleanup(clock.__exit__, None, None, None)
        self.lead = self._create_event_lead("2026-12-14")
        self.action = self._create_reminder(process_remind_before=3)

    def _create_reminder(self, **values):
        """Return an action that leaves the event date as it is, and reminds of it."""
        return self._create_action(
            "relative",
            process_date_property="event_date",
            process_reminder_name="Renew the contract",
            **values,
        )

    def _move(self, event_date, lead=None):
        case = (lead or self.lead).sudo().case_id
        case.properties = {**dict(case.properties), "event_date": event_date}
        self.env.flush_all()

    # === BEFORE AND AFTER === #

    def test_task_before_the_date(self):
        self._run(self.action, self.lead)
        task = self._get_tasks(self.lead)
        self.assertMoment(task.deadline, "2026-12-11 15:00")
        self.assertEqual(task.user_id, self.sally)
        self.assertEqual(task.name, "Renew the contract: Autumn fair")
        self.assertEqual(task.lead_id.id, self.lead.id)

    def test_task_after_the_date(self):
        self._run(self._create_reminder(process_remind_after=7), self.lead)
        self.assertMoment(self._get_tasks(self.lead).deadline, "2026-12-21 15:00")

    def test_both(self):
        action = self._create_reminder(process_remind_before=3, process_remind_after=7)
        self._run(action, self.lead)
        self.assertEqual(len(self._get_tasks(self.lead)), 2)

    def test_task_outlives_the_case(self):
        self._run(self.action, self.lead)
        self.lead.sudo().case_id.action_cancel("Gone")
        self.assertTrue(self._get_tasks(self.lead))

    def test_field_of_the_record(self):
        self.lead.date_deadline = "2026-12-14"
        action = self._create_action(
            "relative", date="date_deadline", process_remind_before=3
        )
        self._run(action, self.lead)
        self.lead.date_deadline = "2026-12-21"
        self.assertMoment(self._get_tasks(self.lead).deadline, "2026-12-18 15:00")

    # === ONCE FOR EACH DATE === #

    def test_twice_gives_one_task(self):
        self._run(self.action, self.lead)
        self._run(self.action, self.lead)
        self.assertEqual(len(self._get_tasks(self.lead)), 1)

    def test_done_task_is_not_given_again_for_the_same_date(self):
        self._run(self.action, self.lead)
        self._get_tasks(self.lead).action_done("Renewed")
        self._run(self.action, self.lead)
        self.assertFalse(self._get_tasks(self.lead))

    def test_next_date_gives_the_next_task(self):
        self._run(self.action, self.lead)
        self._get_tasks(self.lead).action_done("Renewed")
        self._move("2027-12-13")
        self._run(self.action, self.lead)
        self.assertMoment(self._get_tasks(self.lead).deadline, "2027-12-10 15:00")

    # === THE DATE MOVES === #

    def test_task_follows_a_date_that_moves_three_times(self):
        self._run(self.action, self.lead)
        for day in ("2026-12-21", "2026-12-15", "2027-01-18"):
            self._move(day)
        task = self._get_tasks(self.lead)
        self.assertMoment(task.deadline, "2027-01-15 15:00")
        self.assertEqual(self._get_tasks(self.lead, "cancelled"), task.browse())

    def test_task_of_another_deal_stays(self):
        other = self._create_event_lead("2026-12-14")
        self._run(self.action, self.lead | other)
        self._move("2027-01-18")
        self.assertMoment(self._get_tasks(other).deadline, "2026-12-11 15:00")

    def test_cleared_date_needs_no_reminder(self):
        self._run(self.action, self.lead)
        self._move(False)
        task = self._get_tasks(self.lead, "cancelled")
        self.assertIn("nothing to remind of", task.comment)

    def test_action_that_is_gone_leaves_its_tasks(self):
        self._run(self.action, self.lead)
        task = self._get_tasks(self.lead)
        self.action.unlink()
        self._move("2027-01-18")
        self.assertEqual(task.state, "open")

    # === NOTHING ACTS ON THE PAST === #

    def test_past_date_is_not_reminded_of(self):
        self._move("2026-11-01")
        self._run(self.action, self.lead)
        self.assertFalse(self._get_tasks(self.lead))

    def test_day_of_the_reminder_that_has_passed_is_the_date(self):
        self._move("2026-11-24")
        self._run(self.action, self.lead)
        self.assertMoment(self._get_tasks(self.lead).deadline, "2026-11-24 15:00")

    def test_summer_time_moves_no_reminder(self):
        self._move("2027-03-29")
        self._run(self.action, self.lead)
        # Friday, 17:00 in Kyiv, still by winter time.
        self.assertMoment(self._get_tasks(self.lead).deadline, "2027-03-26 15:00")

    # === NOBODY TO REMIND === #

    def test_order_of_nobody_reminds_nobody(self):
        order = self._create_delivery("2026-12-14 08:00:00")
        order.user_id = False
        action = self._create_action(
            "relative", "sale.order", date="commitment_date", process_remind_before=3
        )
        self._run(action, order, user=self.head)
        self.assertFalse(self._get_tasks(order))

    def test_head_is_reminded_of_a_deal_of_nobody(self):
        team = self.env["crm.team"].create({"name": "Fairs", "user_id": self.head.id})
        lead = self._create_event_lead("2026-12-14", team_id=team.id)
        lead.sudo().user_id = lead.sudo().case_id.user_id = False
        self._run(self.action, lead, user=self.head)
        self.assertEqual(self._get_tasks(lead).user_id, self.head)

    def test_head_is_reminded_when_the_responsible_has_left(self):
        team = self.env["crm.team"].create({"name": "Fairs", "user_id": self.head.id})
        lead = self._create_event_lead("2026-12-14", team_id=team.id, user=self.oleh)
        self.oleh.sudo().active = False
        self._run(self.action, lead, user=self.head)
        self.assertEqual(self._get_tasks(lead).user_id, self.head)

    # === RIGHTS === #

    def test_reminder_is_nobodys_to_forge(self):
        self._run(self.action, self.lead)
        task = self._get_tasks(self.lead).with_user(self.sally)
        with self.assertRaises(UserError):
            task.reminder_date = "2030-01-01"
        task.action_done("Renewed")
        self.assertEqual(task.state, "done")
