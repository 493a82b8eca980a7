from odoo.tests import tagged

from .common import ProcessCase
from .version_common import VersionCase


@tagged("post_install", "-at_install")
class TestCaseVersionTasks(VersionCase):
    """What is in somebody's hands goes along to the other version."""

    def test_open_task_goes_along(self):
        task = self._find_task("Call")
        self._move()
        self.assertEqual((task.state, task.step_id), ("open", self._find_step("Call")))
        self.assertEqual(len(self.case.task_ids), 2)

    def test_done_task_need_not_be_done_again(self):
        self._find_task("Call").action_done()
        self._move()
        self.assertEqual(len(self.case.task_ids), 2)
        self.case.stage_id = self._find("done")
        self.assertEqual(self.case.state, "done")

    def test_open_task_of_a_removed_step_is_cancelled_by_the_move(self):
        self._find_step("Note").unlink()
        task = self._find_task("Note")
        self._move()
        self.assertEqual(task.state, "cancelled")
        self.assertIn("not in the new version", task.comment)
        self.assertEqual(task.cancel_move_id, self.case.move_ids.sorted("id")[-1])

    def test_new_required_step_is_given_out_and_an_optional_one_is_not(self):
        stage = self._find("doing")
        self._create_step(stage, "Sign", is_required=True)
        self._create_step(stage, "Think")
        self._move()
        self.assertEqual(
            self.case.task_ids.sorted("id").mapped("name"), ["Call", "Note", "Sign"]
        )
        self.assertEqual(self._find_task("Sign").state, "open")

    def test_another_stage_gives_all_its_steps(self):
        self._create_step(self._find("to_do"), "Think")
        self._move("to_do")
        self.assertEqual(self._find_task("Think").state, "open")
        self.assertEqual(self._find_task("Call").state, "open")

    def test_task_follows_the_stage_that_its_own_became(self):
        self._find("doing").code = "working"
        self._move("working")
        task = self._find_task("Call")
        self.assertEqual((task.state, task.step_id), ("open", self._find_step("Call")))

    def test_bare_assignment_stays(self):
        task = self.env["crm.process.task"].create(
            {"case_id": self.case.id, "name": "Fetch the key"}
        )
        self._move()
        self.assertEqual(task.state, "open")

    def test_deadline_of_a_task_follows_that_of_its_stage(self):
        self._find("doing").time_limit = 5
        self._move()
        task = self._find_task("Call")
        self.assertEqual(task.deadline, self.case.date_deadline)


@tagged("post_install", "-at_install")
class TestCaseVersionSubprocess(ProcessCase):
    """A case that waits for its sub-process goes on waiting."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sub = cls._create_template("Sub", code="sub")
        begin = cls._create_stage("Begin", cls.sub, is_start=True)
        cls.sub_end = cls._create_stage(
            "End", cls.sub, is_end=True, outcome="success", probability=100
        )
        cls._create_arrow(begin, cls.sub_end)
        cls.sub.action_activate()

    def _get_new(self):
        new = self.template.action_new_version()
        stage = new.stage_ids.filtered(lambda stage: stage.code == "doing")
        return new, stage

    def _start_waiting(self):
        self.doing.subprocess_id = self.sub
        self._activate()
        case = self._create_case()
        case.stage_id = self.doing
        return case

    def test_waiting_case_keeps_waiting_and_goes_on_afterwards(self):
        case = self._start_waiting()
        new, stage = self._get_new()
        new.action_activate()
        case._move_to_version(stage)
        self.assertEqual((case.state, case.stage_id), ("waiting", stage))
        self.assertEqual(len(case.child_ids), 1)
        case.child_ids.stage_id = self.sub_end
        self.assertEqual((case.state, case.stage_id.code), ("done", "done"))

    def test_waiting_case_keeps_waiting_where_nothing_waits_any_more(self):
        case = self._start_waiting()
        new, stage = self._get_new()
        stage.subprocess_id = False
        new.action_activate()
        case._move_to_version(stage)
        self.assertEqual(case.state, "waiting")

    def test_new_subprocess_is_started(self):
        self._activate()
        case = self._create_case()
        case.stage_id = self.doing
        new, stage = self._get_new()
        stage.subprocess_id = self.sub
        new.action_activate()
        case._move_to_version(stage)
        self.assertEqual(
            (case.state, case.child_ids.template_id), ("waiting", self.sub)
        )

    def test_paused_case_must_resume_before_a_new_subprocess(self):
        self._activate()
        case = self._create_case()
        case.stage_id = self.doing
        case.action_pause("2090-01-01", "Holidays")
        new, stage = self._get_new()
        stage.subprocess_id = self.sub
        new.action_activate()
        with self.assertRefused("paused"):
            case._move_to_version(stage)
