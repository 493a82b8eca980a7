import doctest
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..models.runtime import crm_process_timer_fire
from ..tools import batches, working_time
from .timer_common import MONDAY, MONDAY_NOON, TUESDAY, TimerCase

FIRE_LOGGER = crm_process_timer_fire.__name__


@tagged("post_install", "-at_install")
class TestTimer(TimerCase):
    """Timers fire once each, in order; one that fails holds no other up."""

    def test_tools_do_what_they_say(self):
        for module in (batches, working_time):
            self.assertFalse(doctest.testmod(module).failed, module.__name__)

    # === EXACTLY ONCE === #

    def test_timer_does_not_fire_before_its_moment(self):
        timer = self._create_timers(1)
        self._fire("2026-11-23 09:59:59")
        self.assertEqual(timer.state, "pending")

    def test_job_that_runs_twice_fires_once(self):
        timer = self._create_timers(1)
        self._fire(MONDAY_NOON)
        self._fire(MONDAY_NOON)
        self.assertEqual((self.told, timer.state), ([("0", "due")], "fired"))

    def test_clock_set_back_ten_minutes_fires_nothing_twice(self):
        timer = self._create_timers(1)
        self._fire("2026-11-23 10:05:00")
        with self.at("2026-11-23 09:55:00"):
            timer.task_id.user_id = self.oleh
            self.assertFalse(self._get_pending(timer.task_id))
        for minute in range(55, 60):
            self._fire(f"2026-11-23 09:{minute}:00")
        self._fire("2026-11-23 10:05:00")
        self.assertEqual(self.told, [("0", "due")])

    def test_clock_set_back_ten_minutes_reminds_of_nothing_twice(self):
        with self.at(MONDAY):
            task = self._create_task(TUESDAY, remind_before=4)
        self._fire("2026-11-23 13:01:00")
        with self.at("2026-11-23 12:55:00"):
            task.user_id = self.oleh
            self.assertPending(task, "due", TUESDAY)

    def test_clock_set_back_loses_nothing(self):
        timers = self._create_timers(2)
        timers[1].write({"date_due": "2026-11-23 10:10:00"})
        timers[1].write({"date_try": "2026-11-23 10:10:00"})
        for moment in ("10:05:00", "09:55:00", "10:09:00", "10:11:00"):
            self._fire(f"2026-11-23 {moment}")
        self.assertEqual(self.told, [("0", "due"), ("1", "due")])

    def test_crash_before_the_commit_undoes_effect_and_firing_alike(self):
        timer = self._create_timers(1)
        made = self.env["res.partner"].search_count([])
        Task = self.env.registry["crm.process.task"]

        def remind(tasks, kind):
            tasks.env["res.partner"].create({"name": "Effect"})

        crash = patch.object(
            self.env.registry["ir.cron"], "_commit_progress", side_effect=[9, Crash]
        )
        with patch.object(Task, "_remind", remind):
            with crash, self.assertRaises(Crash):
                self._fire(MONDAY_NOON)
            self.assertEqual(timer.state, "pending")
            self._fire(MONDAY_NOON)
        self.assertEqual(timer.state, "fired")
        self.assertEqual(self.env["res.partner"].search_count([]), made + 1)

    def test_job_that_was_down_for_hours_fires_all_in_order(self):
        with self.at(MONDAY):
            for name, deadline in (("B", MONDAY_NOON), ("A", "2026-11-23 09:00:00")):
                self._create_task(deadline, name=name, escalate_after=2)
            self._create_task(MONDAY_NOON, name="C", remind_before=1, escalate_after=0)
        self._fire(TUESDAY)
        told = [(name, kind) for name, kind in self.told if kind != "reminder"]
        self.assertEqual(
            told,
            [
                ("A", "due"),
                ("B", "due"),
                ("C", "due"),
                ("A", "escalation"),
                ("B", "escalation"),
            ],
        )

    def test_more_than_a_batch_fires_in_one_run(self):
        timers = self._create_timers(crm_process_timer_fire.BATCH * 2 + 5)
        self._fire(MONDAY_NOON)
        self.assertEqual(set(timers.mapped("state")), {"fired"})
        self.assertEqual(len(self.told), len(timers))

    # === RIGHTS === #

    def test_designer_sees_timers_and_changes_none(self):
        timer = self._create_timers(1).with_user(self.designer)
        self.assertEqual(timer.kind, "due")
        for operation in ("write", "create", "unlink"):
            self.assertFalse(timer.has_access(operation))

    def test_salesperson_sees_no_timer(self):
        timer = self._create_timers(1).with_user(self.sally)
        with self.assertRaises(AccessError):
            timer.read(["kind"])
        with self.assertRaises(AccessError):
            timer.action_fire_again()

    # === WAKING THE ENGINE === #

    def _get_wakeups(self):
        return self.env["ir.cron.trigger"].search(
            [("cron_id", "=", self.cron.id)], order="call_at"
        )

    def test_engine_is_woken_at_the_moment(self):
        self._get_wakeups().unlink()
        timer = self._create_timers(1)
        self.assertEqual(self._get_wakeups().call_at, timer.date_due)

    def test_many_timers_need_few_wakeups(self):
        self._get_wakeups().unlink()
        for day in range(24, 29):
            for hour in range(10, 16):
                self._create_timers(2, f"2026-11-{day} {hour}:00:00")
        self.assertEqual(len(self._get_wakeups()), 1)

    def test_nearer_moment_wakes_the_engine_earlier(self):
        self._get_wakeups().unlink()
        self._create_timers(1, TUESDAY)
        self._create_timers(1, MONDAY_NOON)
        self.assertEqual(
            self._get_wakeups().mapped("call_at"),
            list(map(fields.Datetime.to_datetime, (MONDAY_NOON, TUESDAY))),
        )

    def test_engine_sees_itself_to_the_next_wakeup(self):
        self._create_timers(1, MONDAY_NOON)
        self._create_timers(1, TUESDAY)
        self._get_wakeups().unlink()
        self._fire(MONDAY_NOON)
        self.assertEqual(
            self._get_wakeups().call_at, fields.Datetime.to_datetime(TUESDAY)
        )

    def test_engine_that_runs_out_of_time_is_woken_for_the_rest(self):
        timers = self._create_timers(crm_process_timer_fire.BATCH + 5)
        self._get_wakeups().unlink()
        IrCron = self.env.registry["ir.cron"]
        with patch.object(IrCron, "_commit_progress", return_value=0):
            self._fire(MONDAY_NOON)
        pending = timers.filtered(lambda timer: timer.state == "pending")
        self.assertEqual(len(pending), 5)
        self.assertEqual(
            self._get_wakeups().call_at, fields.Datetime.to_datetime(MONDAY_NOON)
        )

    def test_wakeup_that_came_before_the_commit_is_made_up_for(self):
        self._create_timers(1, MONDAY_NOON)
        self.env.cr.postcommit.clear()
        self._create_timers(1, TUESDAY)  # relies on the earlier wake-up
        [(check)] = self.env.cr.postcommit._funcs
        self._get_wakeups().unlink()  # the engine ran at noon, and did not see us
        with self.at(MONDAY), self.enter_registry_test_mode():
            check()
            self.assertFalse(self._get_wakeups())
        with self.at(MONDAY_NOON), self.enter_registry_test_mode():
            check()
            self.assertTrue(self._get_wakeups())


class Crash(BaseException):
    """Ends the process, as a kill does."""
