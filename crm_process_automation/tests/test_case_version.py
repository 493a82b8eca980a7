from odoo.exceptions import AccessError
from odoo.tests import tagged

from .version_common import VersionCase


@tagged("post_install", "-at_install")
class TestCaseVersion(VersionCase):
    """A running case goes over to another version, on the record."""

    def test_no_edit_of_a_new_version_reaches_a_running_case(self):
        deadline = self.case.date_deadline
        self._find("doing").write(
            {"name": "Anew", "probability": 99, "time_limit": 9, "sequence": 99}
        )
        self._find_step("Call").unlink()
        self.new.transition_ids.filtered(lambda arrow: arrow.kind == "rework").unlink()
        self.new.action_activate()
        self.assertEqual(
            (self.case.stage_id, self.case.probability, self.case.date_deadline),
            (self.doing, 50, deadline),
        )
        self.assertEqual(set(self.case.task_ids.mapped("state")), {"open"})

    def test_case_goes_on_at_the_same_stage(self):
        self._find("doing").probability = 60
        self._move()
        self.assertEqual(
            (self.case.template_id, self.case.stage_id, self.case.probability),
            (self.new, self._find("doing"), 60),
        )
        self.assertEqual(self.case.state, "running")

    def test_history_tells_of_the_move(self):
        self._move()
        move = self.case.move_ids.sorted("id")[-1]
        self.assertEqual(
            (move.kind, move.from_stage_id, move.to_stage_id, move.reason_text),
            ("version", self.doing, self._find("doing"), "Better now"),
        )
        self.assertEqual(
            move._describe(),
            "Work: version 1 → version 2, Doing → Doing (Better now)",
        )

    def test_deadline_counts_from_the_moment_the_stage_was_entered(self):
        self._find("doing").time_limit = 5
        with self.at("2026-03-04 08:00:00"):
            self._move()
        self.assertEqual(str(self.case.date_stage_entered), "2026-03-02 08:00:00")
        # Five working days from Monday at ten, in Kyiv: the next Monday at ten
        self.assertEqual(str(self.case.date_deadline), "2026-03-09 08:00:00")

    def test_deadline_that_was_agreed_stays_while_the_time_frame_does(self):
        self.case.date_deadline = "2026-05-01 12:00:00"
        self._move()
        self.assertEqual(str(self.case.date_deadline), "2026-05-01 12:00:00")

    def test_hours_of_a_stage_are_counted_once(self):
        with self.at("2026-03-03 08:00:00"):
            self._move()
        with self.at("2026-03-04 08:00:00"):
            self.case.task_ids.action_done()
            self.case.stage_id = self._find("done")
        moves = self.case.move_ids.sorted("id")[-2:]
        self.assertEqual(moves.mapped("duration_hours"), [0, 16])

    def test_case_goes_to_another_stage_and_begins_there_now(self):
        with self.at("2026-03-04 08:00:00"):
            self._move("to_do")
        self.assertEqual(self.case.stage_id, self._find("to_do"))
        self.assertEqual(str(self.case.date_stage_entered), "2026-03-04 08:00:00")
        self.assertFalse(self.case.date_deadline)

    def test_properties_are_kept(self):
        self.case.properties = {"guests": 30, "place": "Lviv"}
        self._move()
        self.assertEqual(dict(self.case.properties), {"guests": 30, "place": "Lviv"})

    def test_property_without_a_place_is_told_in_the_history(self):
        self.case.properties = {"guests": 30, "place": "Lviv"}
        self.new.case_properties_definition = [
            {"name": "guests", "type": "integer", "string": "Guests"}
        ]
        self._move()
        self.assertEqual(dict(self.case.properties), {"guests": 30})
        self.assertIn(
            "“Place” (Lviv) has no place",
            self.case.move_ids.sorted("id")[-1].reason_text,
        )

    def test_who_answers_stays_while_the_stage_says_the_same(self):
        self.case.sudo().stage_user_id = self.oleh
        self._move()
        self.assertEqual(self.case.stage_user_id, self.oleh)

    def test_who_answers_is_chosen_anew_when_the_stage_says_otherwise(self):
        self._find("doing").write({"responsible_kind": "user", "user_id": self.oleh.id})
        self._move()
        self.assertEqual(self.case.stage_user_id, self.oleh)

    def test_paused_case_stays_paused(self):
        self.case.action_pause("2090-01-01", "Holidays")
        self._move()
        self.assertEqual((self.case.state, self.case.template_id), ("paused", self.new))

    def test_route_map_remembers_the_way_on_the_old_version(self):
        self._move()
        nodes = {node["code"]: node for node in self.case.route_map["nodes"]}
        self.assertEqual(nodes["to_do"]["status"], "done")
        self.assertEqual(
            (nodes["doing"]["status"], nodes["doing"]["visits"]), ("late", 1)
        )
        self.assertEqual(len(nodes["doing"]["steps"]), 2)
        taken = [e for e in self.case.route_map["edges"] if e["status"] == "taken"]
        self.assertEqual(len(taken), 1)

    def test_undo_after_it_restores_the_moment_of_entering(self):
        self._move()
        self.case.task_ids.action_done()
        self.case.stage_id = self._find("done")
        self.case.action_undo_move()
        self.assertEqual(str(self.case.date_stage_entered), "2026-03-02 08:00:00")

    def test_the_move_itself_is_not_taken_back(self):
        self._move()
        self.assertFalse(self.case.can_undo)

    def test_case_can_go_back_to_the_version_before(self):
        self._move()
        self.case._move_to_version(self.doing)
        self.assertEqual(self.case.stage_id, self.doing)


@tagged("post_install", "-at_install")
class TestCaseVersionRefused(VersionCase):
    """Where a case cannot go over, a sentence says why, and nothing changes."""

    def test_ended_case_is_not_moved(self):
        self.case.action_cancel("Off")
        with self.assertRefused("Autumn fair” has ended"):
            self._move()

    def test_draft_is_no_target(self):
        with self.assertRefused("still a draft"):
            self.case._move_to_version(self._find("doing"))

    def test_end_is_reached_by_an_arrow_only(self):
        with self.assertRefused("“Done” is an end"):
            self._move("done")

    def test_other_process_is_no_version(self):
        other = self.template.copy()
        other.action_activate()
        with self.assertRefused("another process"):
            self.case._move_to_version(self._find("doing", other))

    def test_same_version_is_no_move(self):
        with self.assertRefused("that version already"):
            self.case._move_to_version(self.todo)

    def test_version_of_another_company(self):
        company = self.env["res.company"].create({"name": "Branch"})
        self.new.company_id = company
        self.new.action_activate()
        with self.assertRefused("another company"):
            self._move()

    def test_one_refusal_moves_none_of_a_batch(self):
        ended = self.case.copy()
        ended.action_cancel("Off")
        with self.assertRefused("has ended"):
            self._move(case=self.case | ended)
        self.assertEqual(self.case.template_id, self.template)

    def test_whoever_may_not_write_the_case_may_not_move_it(self):
        with self.assertRaises(AccessError):
            self._move(case=self.case.with_user(self.env.ref("base.public_user")))
