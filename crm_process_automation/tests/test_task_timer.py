from odoo.exceptions import AccessError
from odoo.tests import tagged

from .timer_common import MONDAY, MONDAY_EVENING, MONDAY_NOON, TUESDAY, TimerCase


@tagged("post_install", "-at_install")
class TestTaskTimer(TimerCase):
    """An open task with a deadline has one timer, for its nearest moment."""

    # === WHICH MOMENT === #

    def test_new_task_waits_for_its_reminder(self):
        with self.at(MONDAY):
            task = self._create_task("2026-11-24 08:00:00", remind_before=4)
            self.assertPending(task, "reminder", "2026-11-23 13:00:00")

    def test_task_without_reminder_waits_for_its_deadline(self):
        with self.at(MONDAY):
            task = self._create_task(TUESDAY)
            self.assertPending(task, "due", TUESDAY)

    def test_reminder_whose_moment_has_passed_is_left_out(self):
        with self.at(MONDAY):
            task = self._create_task(MONDAY_NOON, remind_before=4)
            self.assertPending(task, "due", MONDAY_NOON)

    def test_deadline_that_has_passed_counts_as_due_now(self):
        with self.at(MONDAY):
            task = self._create_task("2026-11-20 08:00:00", remind_before=4)
            self.assertPending(task, "due", MONDAY)

    def test_task_without_deadline_waits_for_nothing(self):
        self.assertFalse(self._get_timers(self._create_task()))

    def test_task_of_nobody_waits_for_nothing(self):
        with self.at(MONDAY):
            task = self._create_task(TUESDAY, user_id=False)
            self.assertFalse(self._get_timers(task))

    def test_task_of_nobody_is_for_the_responsible_for_the_case(self):
        with self.at(MONDAY):
            case = self._create_case(self.sally)
            task = self._create_task(TUESDAY, user_id=False, case_id=case.id)
            self.assertEqual(task._get_person_at_hand(), self.sally)
            self.assertPending(task, "due", TUESDAY)

    def test_step_of_a_stage_is_timed(self):
        self._create_step(self.todo, "Call", time_limit=2, remind_before=1)
        with self.at(MONDAY):
            case = self._create_case(self.sally)
            self.assertPending(case.task_ids, "reminder", "2026-11-23 09:00:00")

    # === ONE AFTER THE OTHER === #

    def test_reminder_deadline_and_escalation_follow_each_other(self):
        with self.at(MONDAY):
            task = self._create_task(TUESDAY, remind_before=4, escalate_after=3)
            self._get_timers(task)
        self._fire("2026-11-23 13:00:30")
        self.assertPending(task, "due", TUESDAY)
        self._fire("2026-11-24 08:00:30")
        self.assertPending(task, "escalation", "2026-11-24 12:00:00")
        self._fire("2026-11-24 12:00:30")
        self.assertEqual(
            self.told, [("Call", "reminder"), ("Call", "due"), ("Call", "escalation")]
        )
        self.assertFalse(self._get_pending(task))

    def test_task_that_never_escalates_ends_with_its_deadline(self):
        with self.at(MONDAY):
            task = self._create_task(MONDAY_NOON, escalate_after=0)
        self._fire(MONDAY_NOON)
        self.assertEqual(self.told, [("Call", "due")])
        self.assertFalse(self._get_pending(task))

    def test_head_is_told_after_the_executor_was(self):
        """A deadline that had passed from the start leaves the executor his time."""
        with self.at(MONDAY):
            task = self._create_task("2026-11-20 08:00:00", escalate_after=4)
            self._get_timers(task)
        self._fire(MONDAY)
        self.assertPending(task, "escalation", "2026-11-23 13:00:00")

    def test_lateness_is_kept(self):
        with self.at(MONDAY):
            task = self._create_task(MONDAY_NOON)
        timer = self._get_timers(task)
        self._fire("2026-11-23 10:00:42")
        self.assertEqual((timer.state, timer.lateness_seconds), ("fired", 42))

    # === RE-PLANNING === #

    def test_task_dated_anew_three_times_is_due_once_at_the_last_date(self):
        with self.at(MONDAY):
            task = self._create_task("2026-11-23 09:00:00", escalate_after=0)
            self._get_timers(task)
            for deadline in ("2026-11-23 10:00:00", "2026-11-23 08:30:00", TUESDAY):
                task.deadline = deadline
                self._get_timers(task)
        for moment in ("2026-11-23 09:00:30", MONDAY_EVENING, TUESDAY, TUESDAY):
            self._fire(moment)
        fired = self._get_timers(task).filtered(lambda timer: timer.state == "fired")
        self.assertEqual(self.told, [("Call", "due")])
        self.assertEqual(fired.date_due, task.deadline)

    def test_changed_reminder_sets_the_timer_anew(self):
        with self.at(MONDAY):
            task = self._create_task(TUESDAY)
            self._get_timers(task)
            task.remind_before = 4
            self.assertPending(task, "reminder", "2026-11-23 13:00:00")

    def test_what_stays_keeps_its_timer(self):
        with self.at(MONDAY):
            task = self._create_task(TUESDAY)
            timer = self._get_timers(task)
            task.write({"deadline": TUESDAY, "user_id": self.oleh.id})
            self.assertEqual(self._get_timers(task), timer)

    def test_deadline_that_was_told_is_not_told_again(self):
        with self.at(MONDAY):
            task = self._create_task(MONDAY_NOON)
        self._fire(MONDAY_NOON)
        with self.at("2026-11-23 10:30:00"):
            task.user_id = self.oleh
            self.assertPending(task, "escalation", "2026-11-24 10:00:00")
        self._fire("2026-11-23 11:00:00")
        self.assertEqual(self.told, [("Call", "due")])

    def test_escalation_that_is_due_is_not_put_off_by_a_change(self):
        with self.at(MONDAY):
            task = self._create_task(MONDAY_NOON, escalate_after=1)
        self._fire(MONDAY_NOON)
        with self.at(TUESDAY):
            task.user_id = self.oleh
            self.assertPending(task, "escalation", "2026-11-23 12:00:00")

    def test_changes_of_many_tasks_are_set_together(self):
        with self.at(MONDAY):
            tasks = self.env["crm.process.task"].browse(
                self._create_task(TUESDAY, name=f"Call {number}").id
                for number in range(30)
            )
            self._get_timers(tasks)
            before = self.env.cr.sql_log_count
            for task in tasks:
                task.deadline = "2026-11-25 08:00:00"
            self.env.cr.flush()
            self.assertLess(self.env.cr.sql_log_count - before, 15)

    # === DONE, CANCELLED, PAUSED === #

    def test_done_task_reminds_of_nothing(self):
        with self.at(MONDAY):
            task = self._create_task(MONDAY_NOON)
            self._get_timers(task)
            task.action_done()
            self.assertEqual(self._get_timers(task).state, "cancelled")

    def test_cancelled_task_reminds_of_nothing(self):
        with self.at(MONDAY):
            task = self._create_task(MONDAY_NOON)
            self._get_timers(task)
            task.action_cancel("No need")
            self.assertFalse(self._get_pending(task))

    def test_timer_of_a_task_that_was_done_meanwhile_does_nothing(self):
        with self.at(MONDAY):
            task = self._create_task(MONDAY_NOON)
        timer = self._get_timers(task)
        self.env.cr.execute(
            "UPDATE crm_process_task SET state = 'done' WHERE id = %s", [task.id]
        )
        self.env.invalidate_all()
        self._fire(MONDAY_NOON)
        self.assertEqual((self.told, timer.state), ([], "cancelled"))

    def test_nothing_fires_while_the_case_is_paused(self):
        with self.at(MONDAY):
            case = self._create_case(self.sally)
            task = self._create_task(MONDAY_NOON, case_id=case.id)
            self._get_timers(task)
            case.action_pause("2026-11-24", "abroad")
            self.assertFalse(self._get_pending(task))
        self._fire(MONDAY_EVENING)
        self.assertFalse(self.told)

    def test_resumed_case_watches_the_postponed_deadline(self):
        with self.at(MONDAY):
            case = self._create_case(self.sally)
            task = self._create_task(MONDAY_NOON, case_id=case.id)
            case.action_pause("2026-11-24", "abroad")
        with self.at(TUESDAY):
            case.action_resume()
            self.assertPending(task, "due", "2026-11-24 10:00:00")

    def test_pause_swallows_no_escalation(self):
        with self.at(MONDAY):
            case = self._create_case(self.sally)
            task = self._create_task(MONDAY_NOON, case_id=case.id, escalate_after=2)
        self._fire(MONDAY_NOON)
        with self.at("2026-11-23 10:10:00"):
            case.action_pause("2026-11-25", "abroad")
            self.env.cr.flush()
        with self.at("2026-11-25 08:00:00"):
            case.action_resume()
            self.assertPending(task, "escalation", "2026-11-25 10:00:00")

    # === OLD TASKS === #

    def _create_old_task(self):
        """Return an overdue task of a database that knew no timers."""
        with self.at(MONDAY):
            task = self._create_task(MONDAY_NOON)
            self._get_timers(task).unlink()
        return task

    def test_old_task_is_not_watched_by_itself(self):
        task = self._create_old_task()
        with self.at(TUESDAY):
            task.comment = "Looked at"
            self.assertFalse(self._get_timers(task))

    def test_manager_has_old_tasks_watched(self):
        task = self._create_old_task()
        with self.at(TUESDAY):
            task.with_user(self.head).action_watch_deadlines()
            self.assertPending(task, "due", TUESDAY)

    def test_salesperson_has_no_old_tasks_watched(self):
        task = self._create_old_task()
        with self.assertRaises(AccessError):
            task.with_user(self.sally).action_watch_deadlines()
