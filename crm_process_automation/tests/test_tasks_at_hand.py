from odoo.tests import tagged

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestTasksAtHand(ProcessCase):
    """Above the route map stands what is to be done at the present stage."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.doing.write({"time_limit": 2, "time_unit": "day"})
        cls.step = cls._create_step(cls.doing, "Ring the client", kind="call")

    def _get_map(self, case):
        case.invalidate_recordset(["route_map"])
        return case.route_map

    def test_tasks_of_the_present_stage_are_at_hand(self):
        case = self._create_case(self.sally)
        self.assertEqual(self._get_map(case)["tasks"], [])
        case._move_along(self.start_work)
        [task] = self._get_map(case)["tasks"]
        self.assertEqual((task["name"], task["state"]), ("Ring the client", "open"))
        self.assertTrue(task["may_do"])

    def test_task_at_hand_is_late_after_its_deadline(self):
        with self.at("2026-11-02 08:00:00"):
            case = self._create_case(self.sally)
            case._move_along(self.start_work)
        with self.at("2026-11-30 08:00:00"):
            self.assertTrue(self._get_map(case)["tasks"][0]["is_late"])

    def test_done_task_stays_at_hand_and_may_not_be_done_again(self):
        case = self._create_case(self.sally)
        case._move_along(self.start_work)
        case.task_ids.action_done()
        [task] = self._get_map(case)["tasks"]
        self.assertEqual((task["state"], task["may_do"]), ("done", False))

    def test_task_at_hand_speaks_the_language_of_its_reader(self):
        self.env["res.lang"].sudo()._activate_lang("uk_UA")
        self.step.sudo().with_context(lang="uk_UA").write(
            {"name": "Зателефонувати", "instruction": "<p>Слухайте</p>"}
        )
        case = self._create_case(self.sally)
        case._move_along(self.start_work)
        [task] = self._get_map(case.with_context(lang="uk_UA"))["tasks"]
        self.assertEqual(task["name"], "Зателефонувати")
        self.assertEqual(case.task_ids.name, "Ring the client")

    def test_ended_case_has_nothing_at_hand(self):
        case = self._create_case(self.sally)
        case._move_along(self.start_work)
        case._move_along(self.refuse, text="Too dear")
        self.assertEqual(self._get_map(case)["tasks"], [])
