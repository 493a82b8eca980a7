from odoo.tests import tagged

from .timer_common import MONDAY_NOON, TimerCase

NEXT_SPRING = "2027-03-23 08:00:00"


@tagged("post_install", "-at_install")
class TestTimerHistory(TimerCase):
    """Old timers are swept away, unless they still say something."""

    def _sweep(self, moment):
        with self.at(moment):
            self.env["crm.process.timer"]._gc_old_timers()

    def test_timers_of_closed_tasks_go_after_three_months(self):
        timers = self._create_timers(2)
        timers.task_id.action_done()
        self.env.cr.flush()
        self._sweep("2026-12-23 08:00:00")
        self.assertTrue(timers.exists())
        self._sweep(NEXT_SPRING)
        self.assertFalse(timers.exists())

    def test_timer_that_told_the_deadline_of_an_open_task_stays(self):
        timers = self._create_timers(1)
        self._fire(MONDAY_NOON)
        self.assertEqual(timers.state, "fired")
        self._sweep(NEXT_SPRING)
        self.assertTrue(timers.exists())
