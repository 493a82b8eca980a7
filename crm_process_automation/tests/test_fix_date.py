from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .date_common import MONDAY, DateCase


@tagged("post_install", "-at_install")
class TestFixDate(DateCase):
    """An action fixes a date: a certain day, counted from another, or coming round."""

    # === WHICH DATE === #

    def test_certain_day(self):
        lead = self._create_event_lead()
        action = self._create_action(
            "absolute", date="date_deadline", process_date="2027-03-01"
        )
        self._run(action, lead)
        self.assertDay(lead.date_deadline, "2027-03-01")

    def test_relative_to_a_detail_of_the_process(self):
        lead = self._create_event_lead("2026-12-12")
        action = self._create_action(
            "relative",
            date="date_deadline",
            process_source_property="event_date",
            process_offset=-2,
            process_offset_unit="week",
        )
        self._run(action, lead)
        self.assertDay(lead.date_deadline, "2026-11-28")

    def test_detail_of_the_process_is_fixed(self):
        lead = self._create_event_lead("2026-12-12")
        lead.sudo().case_id.properties = {"event_date": "2026-12-12", "guests": 40}
        action = self._create_action(
            "relative",
            process_date_property="service_date",
            process_source_property="event_date",
            process_offset=1,
            process_offset_unit="year",
        )
        self._run(action, lead)
        self.assertDay(self._get_property(lead, "service_date"), "2027-12-12")
        self.assertDay(self._get_property(lead, "event_date"), "2026-12-12")
        self.assertEqual(lead.sudo().case_id._get_property("guests"), 40)

    def test_many_deals_at_once(self):
        leads = self.env["crm.lead"].union(
            *(self._create_event_lead(f"2026-12-1{day}") for day in range(3))
        )
        action = self._create_action(
            "relative",
            date="date_deadline",
            process_source_property="event_date",
            process_offset=1,
            process_offset_unit="day",
        )
        self._run(action, leads)
        days = [str(lead.date_deadline) for lead in leads]
        self.assertEqual(days, ["2026-12-11", "2026-12-12", "2026-12-13"])

    def test_last_day_of_february_is_no_end_of_the_series(self):
        lead = self._create_event_lead("2024-02-29")
        action = self._create_action(
            "recurring",
            date="date_deadline",
            process_source_property="event_date",
            process_offset=1,
            process_offset_unit="year",
        )
        for today, expected in (
            ("2026-11-23 08:00:00", "2027-02-28"),
            ("2027-02-28 08:00:00", "2028-02-29"),
            ("2028-02-29 08:00:00", "2029-02-28"),
        ):
            with self.at(today):
                self._run(action, lead)
                self.assertDay(lead.date_deadline, expected)

    def test_every_six_months_after_the_delivery(self):
        order = self._create_delivery("2026-11-20 08:00:00")
        action = self._create_action(
            "recurring",
            "sale.order",
            date="validity_date",
            source="commitment_date",
            process_offset=6,
        )
        for today, expected in (
            ("2026-11-23 08:00:00", "2027-05-20"),
            ("2027-05-19 08:00:00", "2027-05-20"),
            ("2027-05-20 08:00:00", "2027-11-20"),
        ):
            with self.at(today):
                self._run(action, order)
                self.assertDay(order.validity_date, expected)

    def test_date_that_is_ahead_comes_round_only_after_it(self):
        lead = self._create_event_lead()
        lead.date_deadline = "2026-12-01"
        action = self._create_action(
            "recurring", date="date_deadline", process_offset=1
        )
        with self.at(MONDAY):
            self._run(action, lead)
        self.assertDay(lead.date_deadline, "2026-12-01")
        with self.at("2026-12-01 08:00:00"):
            self._run(action, lead)
        self.assertDay(lead.date_deadline, "2027-01-01")

    # === THE CLOCK ON THE WALL === #

    def _shift_delivery(self, moment, **offset):
        order = self._create_delivery(moment)
        action = self._create_action(
            "relative",
            "sale.order",
            process_date_field_id=self._get_field("validity_date"),
            source="commitment_date",
            **offset,
        )
        action.process_date_field_id = self._get_field("commitment_date")
        self._run(action, order)
        return order.commitment_date

    def _get_field(self, name):
        return self.env["ir.model.fields"]._get("sale.order", name).id

    def test_ten_o_clock_stays_ten_when_summer_time_begins(self):
        moment = self._shift_delivery(
            "2027-03-27 08:00:00", process_offset=1, process_offset_unit="day"
        )
        self.assertMoment(moment, "2027-03-28 07:00")

    def test_ten_o_clock_stays_ten_when_summer_time_ends(self):
        moment = self._shift_delivery(
            "2026-10-24 07:00:00", process_offset=1, process_offset_unit="day"
        )
        self.assertMoment(moment, "2026-10-25 08:00")

    def test_half_a_year_later_is_the_same_hour(self):
        moment = self._shift_delivery("2026-11-23 08:00:00", process_offset=6)
        self.assertMoment(moment, "2027-05-23 07:00")

    def test_day_is_the_day_of_who_answers(self):
        order = self._create_delivery("2026-11-23 22:30:00")  # 0:30 on the 24th
        action = self._create_action(
            "relative", "sale.order", date="validity_date", source="commitment_date"
        )
        self._run(action, order)
        self.assertDay(order.validity_date, "2026-11-24")

    def test_moment_of_a_day_is_in_the_morning(self):
        lead = self._create_event_lead("2026-12-12")
        action = self._create_action(
            "relative",
            process_date_property="opening",
            process_source_property="event_date",
        )
        self._run(action, lead)
        self.assertMoment(self._get_property(lead, "opening"), "2026-12-12 07:00")

    # === RIGHTS === #

    def test_salesperson_fixes_the_date_of_his_own_deal(self):
        lead = self._create_event_lead()
        action = self._create_action(
            "absolute", date="date_deadline", process_date="2027-03-01"
        )
        self._run(action, lead, user=self.sally)
        self.assertDay(lead.date_deadline, "2027-03-01")

    def test_salesperson_fixes_no_date_of_a_colleague(self):
        lead = self._create_event_lead()
        for place in ({"date": "date_deadline"}, {"process_date_property": "opening"}):
            action = self._create_action("absolute", process_date="2027-03-01", **place)
            with self.assertRaises(AccessError):
                self._run(action, lead, user=self.oleh)

    # === BAD INPUT === #

    def test_empty_source_leaves_the_date_alone(self):
        lead = self._create_event_lead(event_date=None)
        lead.date_deadline = "2026-12-01"
        action = self._create_action(
            "relative", date="date_deadline", process_source_property="event_date"
        )
        self._run(action, lead)
        self.assertDay(lead.date_deadline, "2026-12-01")

    def test_detail_that_the_process_does_not_ask_for_is_skipped(self):
        lead = self._create_event_lead()
        for place in ("process_date_property", "process_source_property"):
            values = {"date": "date_deadline"} if "source" in place else {}
            action = self._create_action(
                "relative" if values else "absolute",
                process_date="2027-03-01",
                **{place: "guests"},
                **values,
            )
            self._run(action, lead)
        self.assertFalse(lead.date_deadline)

    def test_deal_without_a_process_has_no_details(self):
        lead = self._create_lead()
        action = self._create_action(
            "absolute", process_date_property="event_date", process_date="2027-03-01"
        )
        self._run(action, lead)

    def test_date_beyond_all_calendars_is_refused(self):
        lead = self._create_event_lead("9999-12-12")
        action = self._create_action(
            "relative",
            date="date_deadline",
            process_source_property="event_date",
            process_offset=1,
        )
        with self.assertRaisesRegex(UserError, "Contract renewal.*year 9999"):
            self._run(action, lead)

    def test_broken_settings_are_warned_of(self):
        broken = [
            self._create_action("absolute", process_date="2027-03-01"),
            self._create_action("absolute", date="date_deadline"),
            self._create_action("recurring", date="date_deadline"),
            self._create_action("relative", date="date_deadline", process_offset=1),
            self._create_action("relative", date="name"),
        ]
        for action in broken:
            self.assertTrue(action.warning, action.process_date_kind)
        sound = self._create_action(
            "relative", date="date_deadline", source="create_date", process_offset=1
        )
        self.assertFalse(sound.warning)
