from odoo.tests import tagged

from .approval_common import ApprovalCase
from .version_common import VersionCase


@tagged("post_install", "-at_install")
class TestStepOrderVersion(VersionCase):
    """The order holds when a case goes over to another version."""

    def _add_step(self, name, stage="doing", **values):
        return self._create_step(
            self._find(stage), name, sequence=20, is_after_previous=True, **values
        )

    def test_new_step_waits_for_those_that_went_along(self):
        self._add_step("Sign", is_required=True)
        self._move()
        self.assertFalse(self._find_task("Sign"))
        (self._find_task("Call") | self._find_task("Note")).action_done()
        self.assertEqual(self._find_task("Sign").state, "open")

    def test_new_step_whose_turn_has_come_is_given(self):
        (self._find_task("Call") | self._find_task("Note")).action_done()
        self._add_step("Sign")
        self._move()
        self.assertEqual(self._find_task("Sign").state, "open")

    def test_preview_names_only_what_is_given_now(self):
        self._add_step("Sign", is_required=True)
        self.assertFalse(self.case._get_steps_to_give(self._find("doing")))

    def test_step_that_is_gone_is_out_of_the_way(self):
        self._find_task("Call").action_done()
        self._add_step("Sign")
        self._find_step("Note").unlink()
        self._move()
        self.assertEqual(self._find_task("Sign").state, "open")

    def test_waiting_step_waits_in_the_new_version_too(self):
        self._add_step("Sign")
        self._move()
        newer = self.new.action_new_version()
        newer.action_activate()
        self.case._move_to_version(self._find("doing", newer), "Newer")
        self.assertFalse(self._find_task("Sign"))
        (self._find_task("Call") | self._find_task("Note")).action_done()
        self.assertEqual(self._find_task("Sign").state, "open")

    def test_what_is_in_hand_at_another_stage_is_not_given_twice(self):
        self._create_step(self._find("to_do"), "Ask", sequence=5)
        ordered = self._create_step(
            self._find("to_do"), "Count", is_after_previous=True, is_required=True
        )
        self._move("to_do")
        self._find_task("Ask").action_done()
        self.assertEqual(self._find_task("Count").state, "open")
        self.assertFalse(self.case._is_step_done(ordered))
        self._find_task("Count").action_done()
        self.assertTrue(self.case._is_step_done(ordered))


@tagged("post_install", "-at_install")
class TestApprovalVersion(ApprovalCase):
    """The approvers of a step go over to another version together."""

    def test_approvals_are_counted_over_versions(self):
        case = self._create_case(self.sally)
        self._get_task(case, self.viktor).action_approve()
        new = self.template.action_new_version()
        new.action_activate()
        stage = new.stage_ids.filtered(lambda stage: stage.code == "to_do")
        case.sudo()._move_to_version(stage)
        self._get_task(case, self.petro, stage.step_ids).action_approve()
        self.assertEqual(self._get_states(case, stage.step_ids), ["done"] * 3)
        case.stage_id = new.stage_ids.filtered(lambda stage: stage.code == "doing")
        self.assertEqual(case.stage_id.code, "doing")

    def test_refused_approval_stays_refused_and_is_asked_again(self):
        case = self._create_case(self.sally)
        for person in (self.viktor, self.petro):
            self._get_task(case, person).action_refuse("No")
        new = self.template.action_new_version()
        new.action_activate()
        stage = new.stage_ids.filtered(lambda stage: stage.code == "to_do")
        case.sudo()._move_to_version(stage)
        self.assertIn("was refused", case._explain_blockers()[0])
        task = self._get_task(case, self.petro, stage.step_ids)
        task.with_user(self.sally).action_ask_again()
        self.assertEqual(self._get_states(case, stage.step_ids)[3:], ["open"] * 3)
