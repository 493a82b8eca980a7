from unittest.mock import patch

from odoo import fields
from odoo.tests import Form, tagged

from .plan_common import MONDAY, PlanCase


@tagged("post_install", "-at_install")
class TestTaskPlanMoved(PlanCase):
    """When its date moves, an open task is planned anew; what a person set stays."""

    # === WHERE THE DATE MOVES === #

    def test_property_of_the_case_moves(self):
        self._create_hall_step()
        case = self._create_planned_case("2026-12-11")
        case.sudo().properties = {"event_date": "2026-12-18"}
        self.assertMoment(case.task_ids.deadline, "2026-12-17 15:00")

    def test_property_filled_in_on_the_deal_moves_it_before_the_commit(self):
        self._create_hall_step()
        lead = self._create_planned_case("2026-12-11").lead_id.with_user(self.sally)
        [read] = lead.web_read({"case_properties": {}})
        properties = [
            each | ({"value": "2026-12-18"} if each["name"] == "event_date" else {})
            for each in read["case_properties"]
        ]
        lead.web_save({"case_properties": properties}, {"case_properties": {}})
        self.assertMoment(lead.case_id.task_ids.deadline, "2026-12-17 15:00")

    def test_date_of_the_deal_moves(self):
        self._create_hall_step(date_field="lead_id.date_deadline")
        case = self._create_planned_case(None, date_deadline="2026-12-11")
        case.lead_id.with_user(self.sally).date_deadline = "2026-12-18"
        self.assertMoment(case.task_ids.deadline, "2026-12-17 15:00")

    def test_date_of_the_client_moves(self):
        self._create_hall_step(date_field="partner_id.calendar_last_notif_ack")
        client = self.env["res.partner"].create({"name": "Client"})
        case = self._create_planned_case(None, partner_id=client.id)
        client.calendar_last_notif_ack = "2026-12-18 09:00:00"
        self.assertMoment(case.task_ids.deadline, "2026-12-17 09:00")

    def test_another_client_has_another_date(self):
        self._create_hall_step(date_field="partner_id.calendar_last_notif_ack")
        client, other = self.env["res.partner"].create(
            [
                {"name": "Client"},
                {"name": "Other", "calendar_last_notif_ack": "2026-12-18 09:00:00"},
            ]
        )
        case = self._create_planned_case(None, partner_id=client.id)
        case.lead_id.with_user(self.sally).partner_id = other
        self.assertMoment(case.task_ids.deadline, "2026-12-17 09:00")

    def test_date_of_the_order_moves(self):
        self.template.write({"host_model": "sale.order", "is_automatic": True})
        self._create_hall_step(date_field="order_id.commitment_date")
        self._activate()
        client = self.env["res.partner"].create({"name": "Client"})
        order = self.env["sale.order"].create({"partner_id": client.id})
        self.assertFalse(order.case_id.task_ids.deadline)
        order.commitment_date = "2026-12-18 09:00:00"
        self.assertMoment(order.case_id.task_ids.deadline, "2026-12-17 09:00")

    def test_computed_date_moves_with_what_it_is_computed_from(self):
        self._create_hall_step(
            date_field="lead_id.date_open", offset=1, offset_unit="hour"
        )
        case = self._create_planned_case(None)
        with self.at("2026-11-24 08:00:00"):
            case.lead_id.sudo().user_id = self.oleh
            self.assertMoment(case.lead_id.date_open, "2026-11-24 08:00")
            self.assertMoment(case.task_ids.deadline, "2026-11-24 09:00")

    # === ONCE === #

    def test_of_many_moves_the_last_counts_and_is_told_once(self):
        self._create_hall_step()
        case = self._create_planned_case("2026-12-11")
        self._tell()
        for day in ("2026-12-14", "2026-12-16", "2026-12-18"):
            case.sudo().properties = {"event_date": day}
        self._tell()
        self.assertMoment(case.task_ids.deadline, "2026-12-17 15:00")
        told = self._read_chatter(case)
        self.assertEqual(told.count("because “Event date” moved"), 1)
        self.assertIn("“Prepare the hall”: new deadline 12/17/2026", told)

    def test_date_that_moves_back_is_not_told(self):
        self._create_hall_step()
        case = self._create_planned_case("2026-12-11")
        self._tell()
        case.sudo().properties = {"event_date": "2026-12-18"}
        case.sudo().properties = {"event_date": "2026-12-11"}
        self._tell()
        self.assertNotIn("moved", self._read_chatter(case))

    def test_other_changes_of_the_case_plan_nothing(self):
        self._create_hall_step()
        case = self._create_planned_case("2026-12-11")
        tasks = self.env.registry["crm.process.task"]
        same_date = {"event_date": "2026-12-11", "guests": 80}
        with patch.object(tasks, "_note_old_plans") as planned:
            case.sudo().write({"properties": same_date, "note": "x"})
            case.lead_id.sudo().write({"date_deadline": "2026-12-18"})
        planned.assert_not_called()

    def test_new_executor_is_not_planned_when_something_else_is_filled_in(self):
        self._create_hall_step()
        case = self._create_planned_case("2026-12-11")
        before = case.task_ids.deadline
        self.oleh.tz = "Asia/Tokyo"
        case.task_ids.sudo().user_id = self.oleh
        case.sudo().properties = {"event_date": "2026-12-11", "guests": 80}
        self.assertEqual(case.task_ids.deadline, before)

    def test_done_task_keeps_its_plan(self):
        self._create_hall_step()
        case = self._create_planned_case("2026-12-11")
        case.task_ids.sudo().action_done()
        case.sudo().properties = {"event_date": "2026-12-18"}
        self.assertMoment(case.task_ids.deadline, "2026-12-10 15:00")

    # === THE DATE COMES AND GOES === #

    def test_task_is_planned_when_its_date_is_known(self):
        self._create_hall_step(time_limit=2)
        case = self._create_planned_case(None)
        case.sudo().properties = {"event_date": "2026-12-11"}
        self._tell()
        self.assertMoment(case.task_ids.deadline, "2026-12-10 15:00")
        self.assertIn("because “Event date” is known now", self._read_chatter(case))

    def test_time_frame_counts_from_the_moment_the_date_is_cleared(self):
        self._create_hall_step(time_limit=2)
        case = self._create_planned_case("2026-12-11")
        self._tell()
        with self.at("2026-11-30 08:00:00"):
            case.sudo().properties = {"event_date": False}
            self._tell()
            self.assertMoment(case.task_ids.deadline, "2026-11-30 10:00")
        self.assertIn("because “Event date” is empty now", self._read_chatter(case))

    # === BY HAND === #

    def test_deadline_set_by_hand_stays_and_the_deviation_is_told(self):
        self._create_hall_step()
        case = self._create_planned_case("2026-12-11")
        self._tell()
        task = case.task_ids.with_user(self.sally)
        with self.at(MONDAY):
            task.deadline = "2026-12-09 10:00:00"
        self.assertTrue(task.is_planned_by_hand)
        case.sudo().properties = {"event_date": "2026-12-18"}
        self._tell()
        self.assertMoment(task.deadline, "2026-12-09 10:00")
        self.assertMoment(task.deadline_by_date, "2026-12-17 15:00")
        self.assertIn("by “Event date” it would be", self._read_chatter(case))

    def test_deadline_follows_its_date_again_when_asked(self):
        self._create_hall_step()
        task = self._create_planned_case("2026-12-11").task_ids.with_user(self.sally)
        with self.at(MONDAY):
            task.deadline = "2026-12-09 10:00:00"
            task.action_follow_date()
        self.assertMoment(task.deadline, "2026-12-10 15:00")
        self.assertFalse(task.is_planned_by_hand)

    def test_nobody_writes_what_the_date_says(self):
        self._create_hall_step()
        task = self._create_planned_case("2026-12-11").task_ids.with_user(self.sally)
        for name in ("is_planned_by_hand", "deadline_by_date", "date_source"):
            with self.subTest(name), self.assertRefused("change its deadline"):
                task.write({name: False})

    # === PAUSES, UNDO, VERSIONS === #

    def test_event_does_not_wait_for_the_end_of_a_pause(self):
        self._create_hall_step()
        self._create_step(self.todo, "Call", time_limit=2, time_unit="day")
        case = self._create_planned_case("2026-12-11").sudo()
        hall, call = case.task_ids.sorted("name", reverse=True)
        before = call.deadline
        with self.at(MONDAY):
            case.action_pause("2026-11-24", "the client is abroad")
        with self.at("2026-11-24 08:00:00"):
            case.action_resume()
        self.assertMoment(hall.deadline, "2026-12-10 15:00")
        self.assertEqual((call.deadline - before).days, 1)

    def test_deadline_set_by_hand_waits_until_the_pause_is_over(self):
        self._create_hall_step()
        case = self._create_planned_case("2026-12-11").sudo()
        with self.at(MONDAY):
            case.task_ids.with_user(self.sally).deadline = "2026-12-08 09:00:00"
            case.action_pause("2026-11-24", "the client is abroad")
        with self.at("2026-11-24 08:00:00"):
            case.action_resume()
        self.assertMoment(case.task_ids.deadline, "2026-12-09 09:00")

    def test_date_that_moves_during_a_pause_counts(self):
        self._create_hall_step()
        case = self._create_planned_case("2026-12-11").sudo()
        with self.at(MONDAY):
            case.action_pause("2026-11-24", "the client is abroad")
            case.properties = {"event_date": "2026-12-18"}
        with self.at("2026-11-24 08:00:00"):
            case.action_resume()
        self.assertMoment(case.task_ids.deadline, "2026-12-17 15:00")

    def test_task_revived_by_undo_has_the_date_of_today(self):
        self._create_hall_step()
        case = self._create_planned_case("2026-12-11").with_user(self.sally)
        task = case.task_ids
        case._move_along(self.refuse_early, text="no room")
        case.sudo().properties = {"event_date": "2026-12-18"}
        case.action_undo_move()
        self.assertEqual(task.state, "open")
        self.assertMoment(task.deadline, "2026-12-17 15:00")

    def test_task_that_goes_over_to_a_new_version_takes_its_offset(self):
        self._create_hall_step()
        case = self._create_planned_case("2026-12-11").sudo()
        new = self.template.action_new_version()
        new.stage_ids.step_ids.offset = -2
        new.action_activate()
        case._move_to_version(new.stage_ids.sorted()[0])
        self.assertMoment(case.task_ids.deadline, "2026-12-09 15:00")

    # === FORMS === #

    def test_user_sees_the_new_deadline_after_saving_the_deal(self):
        self._create_hall_step(date_field="lead_id.date_deadline")
        case = self._create_planned_case(None, date_deadline="2026-12-11")
        with Form(case.lead_id.with_user(self.sally)) as form:
            form.date_deadline = fields.Date.to_date("2026-12-18")
        self.assertMoment(case.task_ids.deadline, "2026-12-17 15:00")
