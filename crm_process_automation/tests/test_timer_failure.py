from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from ..models.runtime import crm_process_timer_fire, worker
from .timer_common import MONDAY, MONDAY_EVENING, MONDAY_NOON, TUESDAY, TimerCase

FIRE_LOGGER = crm_process_timer_fire.__name__


@tagged("post_install", "-at_install")
class TestTimerFailure(TimerCase):
    """A timer that fails holds no other up, is tried again, and is not forgotten."""

    def _spoil(self, timer, error=None):
        """Let the reminder of the timer's task fail."""
        error = error or ValueError("no such mailbox")
        task, remind = timer.task_id.id, type(timer.task_id)._remind

        def fail(tasks, kind):
            remind(tasks, kind)
            if task in tasks.ids:
                raise error

        Task = self.env.registry["crm.process.task"]
        return patch.object(Task, "_remind", fail)

    def _fire_spoilt(self, timer, *moments):
        with self._spoil(timer), mute_logger(FIRE_LOGGER):
            for moment in moments:
                self._fire(moment)

    def test_one_that_fails_holds_no_other_up(self):
        timers = self._create_timers(20)
        self._fire_spoilt(timers[7], MONDAY_NOON)
        spoilt = timers.filtered(lambda timer: timer.state != "fired")
        self.assertEqual(spoilt, timers[7])
        self.assertEqual((spoilt.state, spoilt.attempts), ("pending", 1))
        self.assertEqual(spoilt.error, "ValueError: no such mailbox")

    def test_failed_one_is_tried_after_one_five_and_thirty_minutes(self):
        timer = self._create_timers(1)
        for moment, attempts in (
            ("10:00:00", 1),
            ("10:00:59", 1),
            ("10:01:00", 2),
            ("10:05:59", 2),
            ("10:06:00", 3),
            ("10:35:59", 3),
        ):
            self._fire_spoilt(timer, f"2026-11-23 {moment}")
            self.assertEqual((timer.state, timer.attempts), ("pending", attempts))
        self._fire_spoilt(timer, "2026-11-23 10:36:00")
        self.assertEqual((timer.state, timer.attempts), ("failed", 4))

    def test_one_that_succeeds_at_the_second_try_has_fired(self):
        timer = self._create_timers(1)
        self._fire_spoilt(timer, MONDAY_NOON)
        self._fire("2026-11-23 10:01:00")
        self.assertEqual((timer.state, timer.error), ("fired", False))
        self.assertEqual(timer.lateness_seconds, 60)

    def _fail_for_good(self, timer):
        self._fire_spoilt(
            timer,
            *(f"2026-11-23 10:{minute}:00" for minute in ("00", "01", "06", "36")),
        )

    def test_one_that_failed_for_good_is_an_incident_of_the_head(self):
        self.template.owner_id = self.head
        with self.at(MONDAY):
            case = self._create_case(self.sally)
            task = self._create_task(MONDAY_NOON, case_id=case.id)
        self._fail_for_good(self._get_timers(task))
        incident = self.env["crm.process.incident"].search([("task_id", "=", task.id)])
        self.assertEqual(
            (incident.kind, incident.user_id, incident.case_id, incident.owner_id),
            ("timer_failed", self.head, case.sudo(False), self.sally),
        )
        self.assertIn("Call", incident.name)
        self.assertIn("no such mailbox", incident.name)

    def test_reminder_that_failed_for_good_does_not_lose_the_deadline(self):
        with self.at(MONDAY):
            task = self._create_task(TUESDAY, remind_before=6)
            timer = self._get_timers(task)
        self._fire_spoilt(
            timer,
            *(f"2026-11-23 {time}:00" for time in ("11:00", "11:01", "11:06", "11:36")),
        )
        self.assertEqual(timer.state, "failed")
        self.assertPending(task, "due", TUESDAY)

    def test_collision_with_another_transaction_is_no_failure(self):
        timer = self._create_timers(1)
        error = SerializationFailure("could not serialize access")
        fails = iter([error, error, None])
        remind = self.env.registry["crm.process.task"]._remind

        def collide(tasks, kind):
            if error := next(fails):
                raise error
            remind(tasks, kind)

        with (
            patch.object(self.env.registry["crm.process.task"], "_remind", collide),
            patch.object(worker.time, "sleep"),
        ):
            self._fire(MONDAY_NOON)
        self.assertEqual((timer.state, timer.attempts), ("fired", 0))
        self.assertEqual(self.told, [("0", "due")])

    def test_designer_fires_a_failed_one_again(self):
        timer = self._create_timers(1)
        self._fail_for_good(timer)
        with self.at(MONDAY_EVENING):
            timer.with_user(self.designer).action_fire_again()
        self._fire(MONDAY_EVENING)
        self.assertEqual((timer.state, timer.attempts), ("fired", 0))

    def test_only_a_failed_one_is_fired_again(self):
        timer = self._create_timers(1)
        with self.assertRefused("Deadline: 0", "has not failed"):
            timer.with_user(self.designer).action_fire_again()

    def test_user_error_is_kept_as_it_reads(self):
        timer = self._create_timers(1)
        with self._spoil(timer, UserError("Ask Anna.")), mute_logger(FIRE_LOGGER):
            self._fire(MONDAY_NOON)
        self.assertEqual(timer.error, "Ask Anna.")
