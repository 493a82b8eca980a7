from odoo.tests import tagged

from .plan_common import MONDAY, PlanCase


@tagged("post_install", "-at_install")
class TestTaskPlan(PlanCase):
    """A task is meant to begin and to end, counted from its birth or from a date."""

    def test_time_framed_task_begins_when_it_is_given(self):
        self._create_step(self.todo, "Call", time_limit=2)
        task = self._create_planned_case(None).task_ids
        self.assertMoment(task.date_planned, "2026-11-23 08:00")
        self.assertMoment(task.deadline, "2026-11-23 10:00")

    def test_task_before_an_event_ends_with_the_working_day(self):
        self._create_hall_step()
        task = self._create_planned_case("2026-12-11").task_ids
        self.assertMoment(task.deadline, "2026-12-10 15:00")

    def test_task_before_an_event_begins_its_time_frame_earlier(self):
        self._create_hall_step(time_limit=3)
        task = self._create_planned_case("2026-12-11").task_ids
        self.assertMoment(task.date_planned, "2026-12-10 12:00")

    def test_task_hours_before_a_moment(self):
        self._create_hall_step(
            date_field="properties.opening", offset=-4, offset_unit="hour"
        )
        case = self._create_planned_case(None)
        case.sudo().properties = {"opening": "2026-12-11 12:00:00"}
        self.assertMoment(case.task_ids.deadline, "2026-12-11 07:00")

    def test_task_is_counted_from_a_date_of_the_deal(self):
        self._create_hall_step(date_field="lead_id.date_deadline", offset=1)
        case = self._create_planned_case(None, date_deadline="2026-12-11")
        self.assertMoment(case.task_ids.deadline, "2026-12-14 15:00")

    def test_sub_process_counts_from_the_date_of_its_main_case(self):
        preparation = self._create_template("Preparation")
        begin = self._create_stage("Begin", preparation, is_start=True)
        end = self._create_stage("End", preparation, is_end=True, outcome="success")
        self._create_arrow(begin, end)
        self._create_step(begin, "Rent", date_field="parent_id.properties.event_date")
        self._activate(preparation)
        self.doing.subprocess_id = preparation
        case = self._create_planned_case("2026-12-11")
        case.sudo().stage_id = self.doing
        task = case.sudo().child_ids.task_ids
        self.assertMoment(task.deadline, "2026-12-11 15:00")
        case.sudo().properties = {"event_date": "2026-12-10"}
        self.assertMoment(task.deadline, "2026-12-10 15:00")

    def test_deadline_in_the_past_is_what_it_is(self):
        self._create_hall_step(offset=-30, time_limit=100)
        task = self._create_planned_case("2026-11-25").task_ids
        self.assertMoment(task.deadline, "2026-10-14 14:00")
        self.assertTrue(task._is_late())

    def test_without_its_date_the_time_frame_counts(self):
        self._create_hall_step(time_limit=2)
        task = self._create_planned_case(None).task_ids
        self.assertMoment(task.deadline, "2026-11-23 10:00")

    def test_without_its_date_and_a_time_frame_the_stage_counts(self):
        self._create_hall_step()
        self.todo.write({"time_limit": 1, "time_unit": "hour"})
        case = self._create_planned_case(None)
        self.assertEqual(case.task_ids.deadline, case.date_deadline)

    def test_date_at_the_end_of_time_gives_no_deadline(self):
        self._create_hall_step(offset=10000, offset_unit="calendar_day")
        task = self._create_planned_case("9999-12-31").task_ids
        self.assertFalse(task.deadline)

    def test_executor_without_calendar_and_time_zone_gets_a_deadline(self):
        self._create_hall_step()
        self.sally.tz = False
        self.env.company.resource_calendar_id = False
        task = self._create_planned_case("2026-12-11").task_ids
        self.assertMoment(task.deadline, "2026-12-11 00:00")  # midnight, in UTC

    def test_handing_over_keeps_the_deadline_and_says_so(self):
        self._create_step(self.todo, "Call", time_limit=2)
        task = self._create_planned_case(None).task_ids
        before = task.deadline, task.date_planned
        self.oleh.tz = "Asia/Tokyo"
        task.with_user(self.head).user_id = self.oleh
        self.assertEqual((task.deadline, task.date_planned), before)
        self.assertIn("the deadline stays", task.assignment_reason)

    def test_bare_task_begins_when_it_is_made(self):
        case = self._create_planned_case(None)
        with self.at(MONDAY):
            task = case.task_ids.create({"case_id": case.id, "name": "Call back"})
        self.assertMoment(task.date_planned, "2026-11-23 08:00")
