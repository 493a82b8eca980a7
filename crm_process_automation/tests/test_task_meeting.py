from datetime import date, datetime, timedelta

from odoo.tests import tagged

from .face_common import FaceCase

NOVEMBER = "2026-11-30 08:00:00"  # before the days of the meetings


@tagged("post_install", "-at_install")
class TestTaskMeeting(FaceCase):
    """A meeting step stands in the calendar; task and meeting agree."""

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOVEMBER))
        self.task = self._create_meeting(deadline=datetime(2026, 12, 2, 12))
        self.event = self.task.event_id.with_env(self.env)

    def _create_meeting(self, **values):
        return self.env["crm.process.task"].create(
            {
                "name": "Meet",
                "kind": "meeting",
                "case_id": self.case.id,
                "user_id": self.sally.id,
                **values,
            }
        )

    def _get_moments(self):
        return self.task.date_planned, self.task.deadline

    # === MADE === #

    def test_meeting_begins_a_working_hour_before_its_deadline(self):
        self.assertEqual(
            (self.event.start, self.event.duration), (datetime(2026, 12, 2, 11), 1)
        )

    def test_meeting_due_when_work_begins_is_on_the_day_before(self):
        """Work begins at eight in Kyiv: six in London."""
        task = self._create_meeting(deadline=datetime(2026, 12, 2, 6))
        self.assertEqual(task.event_id.start.date(), date(2026, 12, 1))

    def test_meeting_begins_when_it_is_planned(self):
        planned = datetime(2026, 12, 1, 9)
        task = self._create_meeting(
            date_planned=planned, deadline=datetime(2026, 12, 4, 9)
        )
        self.assertEqual(task.event_id.start, planned)
        self.assertFaced(task, date_deadline=planned.date())

    def test_meeting_is_of_the_executor_and_the_client(self):
        self.assertEqual(self.event.user_id, self.sally)
        self.assertEqual(self.event.partner_ids, self.sally.partner_id | self.client)

    def test_client_is_not_invited_by_mail(self):
        mails = self.env["mail.mail"].search([])
        messages = self.env["mail.message"].search([])
        self._create_meeting(deadline=datetime(2030, 12, 2, 12))
        self.assertEqual(self.env["mail.mail"].search([]), mails)
        new = self.env["mail.message"].search([]) - messages
        self.assertNotIn(self.client, new.notified_partner_ids | new.partner_ids)

    def test_meeting_is_tied_to_the_deal_and_the_activity(self):
        self.assertEqual(self.event.opportunity_id, self.lead)
        self.assertEqual(self.task.activity_id.calendar_event_id, self.event)
        self.assertEqual(len(self.event.activity_ids), 1)

    def test_meeting_without_any_moment_waits_for_one(self):
        task = self._create_meeting()
        self.assertFaced(task)
        self.assertFalse(task.event_id)
        task.deadline = datetime(2026, 12, 2, 12)
        self.assertEqual(task.event_id.start, datetime(2026, 12, 2, 11))

    # === THE TASK LEADS === #

    def test_new_deadline_moves_the_meeting(self):
        self.task.deadline += timedelta(days=2)
        self.assertEqual(self.event.start, datetime(2026, 12, 4, 11))
        self.assertFaced(self.task, date_deadline=date(2026, 12, 4))

    def test_planned_anew_the_meeting_keeps_its_length(self):
        self.event.with_user(self.sally).duration = 2
        self.task.date_planned = datetime(2026, 12, 1, 9)
        self.assertEqual(
            (self.event.start, self.event.stop),
            (datetime(2026, 12, 1, 9), datetime(2026, 12, 1, 11)),
        )

    def test_new_executor_gets_the_meeting(self):
        self.task.user_id = self.oleh
        self.assertEqual(self.event.user_id, self.oleh)
        self.assertEqual(self.event.partner_ids, self.oleh.partner_id | self.client)

    def test_renamed_task_renames_its_meeting(self):
        self.task.name = "Meet again"
        self.assertEqual(self.event.name, "Meet again")

    def test_meeting_that_a_user_has_named_keeps_its_name(self):
        self.event.with_user(self.sally).name = "Lunch"
        self.assertFaced(self.task, summary="Meet")
        self.task.name = "Meet again"
        self.assertEqual(self.event.name, "Lunch")

    def test_done_task_keeps_its_meeting(self):
        self.task.action_done("met")
        self.assertTrue(self.event.active)

    def test_cancelled_task_takes_its_meeting_from_the_calendar(self):
        self.task.action_cancel("no need")
        self.assertFalse(self.event.active)

    def test_pause_takes_the_meeting_out_and_the_end_brings_it_back(self):
        self.case.action_pause(date(2036, 1, 1), "holidays")
        self.assertFalse(self.event.active)
        self.case.action_resume()
        self.assertTrue(self.event.active)
        self.assertEqual(self.task.activity_id.calendar_event_id, self.event)

    # === THE CALENDAR LEADS === #

    def test_meeting_moved_moves_the_task_and_its_face(self):
        self.event.with_user(self.sally).start = datetime(2026, 12, 3, 9)
        self.assertEqual(
            self._get_moments(), (datetime(2026, 12, 3, 9), datetime(2026, 12, 3, 10))
        )
        self.assertFaced(self.task, date_deadline=date(2026, 12, 3))

    def test_activity_moved_moves_meeting_and_task(self):
        face = self.task.activity_id.with_env(self.env).with_user(self.sally)
        face.date_deadline = date(2026, 12, 7)
        self.assertEqual(self.event.start, datetime(2026, 12, 7, 11))
        self.assertEqual(
            self._get_moments(), (datetime(2026, 12, 7, 11), datetime(2026, 12, 7, 12))
        )

    def test_meeting_handed_over_hands_the_task_over(self):
        self.event.with_user(self.sally).user_id = self.oleh
        self.assertEqual(self.task.user_id, self.oleh)
        self.assertFaced(self.task, user_id=self.oleh)

    def test_meeting_deleted_cancels_the_task_and_says_who_did_it(self):
        self.event.with_user(self.sally).unlink()
        self.assertEqual(self.task.state, "cancelled")
        self.assertIn("The meeting was deleted by sally", self.task.comment)
        self.assertNotFaced(self.task)

    def test_meeting_archived_cancels_the_task(self):
        self.event.with_user(self.sally).action_archive()
        self.assertEqual(self.task.state, "cancelled")

    def test_meeting_that_a_user_puts_into_the_calendar_is_the_tasks(self):
        task = self._create_meeting()
        face = task.activity_id.with_env(self.env).with_user(self.sally)
        context = face.action_create_calendar_event()["context"]
        event = (
            self.env["calendar.event"]
            .with_user(self.sally)
            .with_context(**context)
            .create(
                {
                    "name": "Lunch",
                    "start": datetime(2026, 12, 8, 10),
                    "stop": datetime(2026, 12, 8, 11),
                }
            )
        )
        self.assertEqual(
            (task.event_id, task.date_planned), (event, datetime(2026, 12, 8, 10))
        )
        self.assertFaced(task, date_deadline=date(2026, 12, 8))

    def test_meeting_that_is_no_tasks_stays_as_odoo_has_it(self):
        event = (
            self.env["calendar.event"]
            .with_user(self.sally)
            .create(
                {
                    "name": "Lunch",
                    "start": datetime(2026, 12, 8, 10),
                    "stop": datetime(2026, 12, 8, 11),
                }
            )
        )
        event.start = datetime(2026, 12, 9, 10)
        event.unlink()
        self.assertEqual(self.task.state, "open")
