from odoo.tests import tagged

from .incident_common import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, IncidentCase

FRIDAY = "2026-11-27 12:00:00"


@tagged("post_install", "-at_install")
class TestIncidentOverdue(IncidentCase):
    """A task that stays open past its deadline becomes an incident."""

    def test_incident_says_what_is_late_with_whom_and_what_to_do(self):
        incident = self._escalate(self._give_task())
        self.assertEqual(
            incident.name,
            "“Send the proposal” is 9 working hours late: Sally, Autumn fair",
        )
        self.assertIn("Speak to Sally", incident.advice)

    def test_incident_is_the_heads_about_the_executor(self):
        task = self._give_task()
        incident = self._escalate(task)
        self.assertEqual(
            (incident.user_id, incident.owner_id, incident.task_id, incident.lead_id),
            (self.head, self.sally, task, task.lead_id),
        )

    def test_tasks_of_many_deals_are_told_at_once(self):
        tasks = self._give_task() | self._give_task()
        self.assertEqual(len(self._escalate(tasks)), 2)

    def test_incidents_of_a_batch_take_few_queries(self):
        few = self._give_task() | self._give_task()
        many = self.env["crm.process.task"].browse()
        for _number in range(10):
            many |= self._give_task()
        self._escalate(self._give_task())  # warms the caches

        def count(tasks):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            with self.at(WEDNESDAY):
                tasks._escalate()
                self.env.flush_all()
            return self.env.cr.sql_log_count - before

        self.assertLessEqual(count(many) - count(few), 8)

    def test_one_deadline_is_one_cause(self):
        task = self._give_task()
        self._escalate(task)
        self.assertFalse(self._escalate(task, THURSDAY))

    def test_task_in_time_is_no_incident(self):
        self.assertFalse(self._escalate(self._give_task(), MONDAY))

    def test_paused_case_is_no_incident(self):
        task = self._give_task()
        with self.at(MONDAY):
            task.case_id.action_pause("2026-12-31", "the client is abroad")
        self.assertFalse(self._escalate(task))

    def test_done_task_is_no_incident(self):
        task = self._give_task()
        with self.at(TUESDAY):
            task.action_done()
        self.assertFalse(self._escalate(task))

    def test_longer_and_required_is_more_severe(self):
        self.assertEqual(self._escalate(self._give_task()).severity, "1")
        self.assertEqual(self._escalate(self._give_task(), FRIDAY).severity, "2")
        task = self._give_task()
        task.is_required = True
        self.assertEqual(self._escalate(task).severity, "2")

    def test_task_of_nobody_is_to_be_given_to_somebody(self):
        task = self._give_task()
        task.user_id = False
        incident = self._escalate(task)
        self.assertIn("nobody, Autumn fair", incident.name)
        self.assertIn("Give it to somebody", incident.advice)

    # === RELIEF === #

    def test_done_late_handles_the_incident_by_itself(self):
        task = self._give_task()
        incident = self._escalate(task)
        with self.at("2026-11-25 11:00:00"):
            task.with_user(self.sally).action_done()
        self.assertEqual(incident.state, "handled")
        self.assertFalse(incident.handled_by_id)
        self.assertRegex(
            incident.answer, "Done on .* by Sally, 10 working hours after the deadline"
        )

    def test_cancelled_task_handles_the_incident_by_itself(self):
        task = self._give_task()
        incident = self._escalate(task)
        with self.at(THURSDAY):
            task.with_user(self.sally).action_cancel("the client declined")
        self.assertEqual(incident.state, "handled")
        self.assertRegex(incident.answer, "Cancelled .* Sally: the client declined")

    def test_closed_by_itself_handles_the_incident(self):
        task = self._give_task()
        incident = self._escalate(task)
        with self.at(THURSDAY):
            task._close_by_itself("The client called")
        self.assertIn("The client called", incident.answer)

    def test_moved_deadline_handles_the_incident_and_says_who_moved_it(self):
        task = self._give_task()
        incident = self._escalate(task)
        with self.at(WEDNESDAY):
            task.with_user(self.sally).deadline = THURSDAY
        self.assertEqual(incident.state, "handled")
        self.assertIn("Sally moved the deadline", incident.answer)

    def test_deadline_missed_again_is_another_incident(self):
        task = self._give_task()
        first = self._escalate(task)
        with self.at(WEDNESDAY):
            task.deadline = THURSDAY
        second = self._escalate(task, FRIDAY)
        self.assertEqual(len(second), 1)
        self.assertEqual((first.state, second.state), ("handled", "open"))

    def test_deadline_moved_within_the_past_leaves_it_open(self):
        task = self._give_task()
        incident = self._escalate(task)
        with self.at(WEDNESDAY):
            task.deadline = "2026-11-24 09:00:00"
        self.assertEqual(incident.state, "open")

    def test_task_has_one_open_incident_whatever_its_deadline_was(self):
        task = self._give_task()
        first = self._escalate(task)
        with self.at(WEDNESDAY):
            task.deadline = "2026-11-24 09:00:00"
        second = self._escalate(task, FRIDAY)
        self.assertEqual((first.state, second.state), ("handled", "open"))
        self.assertIn("late again", first.answer)

    def test_answer_of_the_head_is_not_written_over(self):
        task = self._give_task()
        incident = self._escalate(task)
        incident.with_user(self.head).action_handle("We spoke")
        with self.at(THURSDAY):
            task.action_done()
        self.assertEqual(incident.answer, "We spoke")

    def test_move_taken_back_brings_the_incident_back(self):
        task = self._give_task()
        incident = self._escalate(task)
        case = task.case_id.with_user(self.sally)
        with self.at(THURSDAY):
            case._move_along(self.refuse_early, text="too dear")
            self.assertEqual(incident.state, "handled")
            case.action_undo_move()
            self.assertEqual((task.state, incident.state), ("open", "open"))
