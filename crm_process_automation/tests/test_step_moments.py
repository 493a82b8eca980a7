from psycopg2.errors import CheckViolation

from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from .plan_common import PlanCase


@tagged("post_install", "-at_install")
class TestStepMoments(PlanCase):
    """The date and the goal of a step can be asked, or the designer reads why not."""

    # === DATES === #

    def test_path_that_leads_to_no_date_is_refused(self):
        for path in (
            "nowhere",
            "name",
            "lead_id",
            "lead_id.name",
            "lead_id.nowhere.date_deadline",
            "user_id.login_date",
            "task_ids.deadline",
            "is_late",
            "properties",
            ".",
            "__class__",
            "lead_id.lead_properties.x",
            "lead_id..date_deadline",
        ):
            with self.subTest(path), self.assertRefused("leads to no date"):
                self._create_hall_step(date_field=path)

    def test_path_that_leads_to_a_date_is_taken(self):
        for path in (
            "date_deadline",
            "properties.event_date",
            "lead_id.date_deadline",
            "order_id.commitment_date",
            "parent_id.properties.event_date",
            "lead_id.partner_id.calendar_last_notif_ack",
        ):
            with self.subTest(path):
                step = self._create_hall_step(date_field=path)
                self.assertFalse(step._get_date_problems())

    def test_property_that_is_missing_or_no_date_keeps_the_map_from_going_live(self):
        for name in ("wedding", "guests"):
            self._create_hall_step(date_field=f"properties.{name}")
        with self.assertRefused("property “wedding”", "property “guests”"):
            self._activate()

    def test_offset_out_of_bounds_is_refused(self):
        for offset in (10001, -10001, float("nan"), float("inf")):
            with (
                self.subTest(offset),
                mute_logger("odoo.sql_db"),
                self.assertRaisesRegex(CheckViolation, "offset_is_bounded"),
                self.env.cr.savepoint(),
            ):
                self._create_hall_step(offset=offset)

    def test_designer_chooses_among_dates_by_their_labels(self):
        choices = dict(self._create_hall_step().date_choices)
        self.assertEqual(choices["properties.event_date"], "Event date")
        self.assertEqual(choices["lead_id.date_deadline"], "The deal: Expected Closing")
        self.assertNotIn("properties.guests", choices)

    # === GOALS === #

    def test_goal_that_cannot_be_read_is_refused(self):
        for text in ("x", "[(", "[('name', '=')]", "1", "__import__('os')"):
            with self.subTest(text), self.assertRefused("cannot be read"):
                self._create_step(self.todo, "X", goal_kind="domain", goal_domain=text)

    def test_goal_that_cannot_be_asked_keeps_the_map_from_going_live(self):
        self._create_step(
            self.todo,
            "Write",
            goal_kind="domain",
            goal_subject="lead",
            goal_domain="[('nowhere', '=', 1)]",
        )
        with self.assertRefused("goal of the step “.*Write.*” cannot be asked"):
            self._activate()

    def test_goal_that_everything_meets_keeps_the_map_from_going_live(self):
        self._create_step(self.todo, "Write", goal_kind="domain")
        with self.assertRefused("would close at once"):
            self._activate()

    def test_approval_with_a_goal_keeps_the_map_from_going_live(self):
        self._create_step(self.todo, "Approve", kind="approval", goal_kind="call")
        with self.assertRefused("has to decide"):
            self._activate()

    def test_goal_says_which_records_its_filter_is_about(self):
        step = self._create_step(self.todo, "Write", goal_subject="order")
        self.assertEqual(step.goal_model, "sale.order")
