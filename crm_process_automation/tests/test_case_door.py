from odoo.tests import tagged

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestCaseDoor(ProcessCase):
    """A case moves along the arrows, once its control points are met."""

    def test_case_begins_at_the_start_stage(self):
        self.assertEqual(self._create_case().stage_id, self.todo)

    def test_writing_the_next_stage_takes_the_arrow(self):
        case = self._create_case(self.sally)
        case.stage_id = self.doing
        self.assertEqual(case.stage_id, self.doing)

    def test_every_passage_writes_a_move(self):
        case = self._create_case(self.sally)
        case.stage_id = self.doing
        self.assertEqual(
            case.move_ids.sorted("id").mapped("kind"), ["start", "success"]
        )

    def test_no_arrow_no_way_and_the_ways_are_named(self):
        case = self._create_case(self.sally)
        with self.assertRefused("Autumn fair", "To do", "Done", "you can take: Doing"):
            case.stage_id = self.done

    def test_arrow_with_a_reason_is_not_taken_without_one(self):
        case = self._create_case(self.sally)
        with self.assertRefused("Give the reason"):
            case._move_along(self.refuse_early)

    def test_refusal_names_the_missing_points(self):
        self._create_control(
            self.todo,
            "Client",
            kind="field",
            field_path="partner_id",
            message="Say who the client is.",
        )
        case = self._create_case(self.sally)
        with self.assertRefused("cannot leave “To do” yet", "Say who the client is"):
            case.stage_id = self.doing

    def test_deviation_arrow_is_not_held_back_by_control_points(self):
        self._create_control(self.todo, "Client", kind="field", field_path="partner_id")
        case = self._create_case(self.sally)
        case._move_along(self.refuse_early, text="no money")
        self.assertEqual((case.state, case.outcome), ("done", "refused"))

    def test_typed_arrow_writes_a_typed_deviation(self):
        case = self._create_case(self.sally)
        case._move_along(self.refuse_early, text="no money")
        self.assertEqual(case.deviation_ids.mapped("kind"), ["lost"])
        self.assertEqual(case.deviation_ids.cause, "no money")

    def test_ended_case_does_not_move(self):
        case = self._create_case(self.sally)
        case._move_along(self.refuse_early, text="no money")
        with self.assertRefused("Autumn fair", "ended on"):
            case.stage_id = self.doing

    def test_case_created_at_a_later_stage_passes_the_door(self):
        case = self._create_case(stage_id=self.doing.id)
        self.assertEqual(
            case.move_ids.sorted("id").mapped("kind"), ["start", "success"]
        )

    def test_forged_passage_opens_nothing(self):
        case = self._create_case(self.sally)
        forged = case.with_context(process_passage={"asks_controls": False})
        with self.assertRefused("cannot go from"):
            forged.write({"stage_id": self.done.id})
