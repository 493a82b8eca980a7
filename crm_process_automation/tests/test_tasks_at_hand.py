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

    # === ALL THAT IS OPEN === #

    def _add_task(self, case, name, **values):
        return self.env["crm.process.task"].create(
            {
                "case_id": case.id,
                "name": name,
                "user_id": self.sally.id,
                **values,
            }
        )

    def _get_names(self, case):
        return [task["name"] for task in self._get_map(case)["tasks"]]

    def test_what_is_due_first_comes_first_and_what_is_done_last(self):
        with self.at("2026-11-02 08:00:00"):
            case = self._create_case(self.sally)
            case._move_along(self.start_work)
            self._add_task(case, "Some day")
            self._add_task(case, "At once", deadline="2026-11-02 09:00:00")
            self._add_task(case, "Done").action_done("Easy")
            names = self._get_names(case)
        self.assertEqual(names, ["At once", "Ring the client", "Some day", "Done"])

    def test_open_task_of_an_earlier_stage_stays_at_hand_and_names_it(self):
        self._create_step(self.todo, "Ask for the date", is_required=False)
        case = self._create_case(self.sally)
        case._move_along(self.start_work)
        from_stage = {
            task["name"]: task["from_stage"] for task in self._get_map(case)["tasks"]
        }
        self.assertEqual(
            from_stage, {"Ask for the date": "To do", "Ring the client": ""}
        )

    def test_bare_task_done_at_an_earlier_stage_is_history(self):
        with self.at("2026-11-02 08:00:00"):
            case = self._create_case(self.sally)
            self._add_task(case, "Call back").action_done()
            self.assertEqual(self._get_names(case), ["Call back"])
        with self.at("2026-11-03 08:00:00"):
            case._move_along(self.start_work)
            self.assertEqual(self._get_names(case), ["Ring the client"])

    def test_deadline_is_said_in_words(self):
        case = self._create_case(self.sally)
        task = self._add_task(case, "Call", deadline="2026-11-04 12:30:00")
        task = task.with_user(self.sally)
        for now, words in (
            ("2026-11-02 08:00:00", r"^Wed 2:30\sPM$"),
            ("2026-11-03 08:00:00", r"^tomorrow 2:30\sPM$"),
            ("2026-11-04 08:00:00", r"^today 2:30\sPM$"),
            ("2026-11-04 12:30:20", "^1 min late$"),
            ("2026-11-04 13:29:00", "^59 min late$"),
            ("2026-11-04 14:30:00", "^2 h late$"),
            ("2026-11-07 12:30:00", "^3 d late$"),
            ("2026-10-01 12:30:00", r"^4 Nov 2:30\sPM$"),
        ):
            with self.subTest(now), self.at(now):
                self.assertRegex(task.deadline_text, words)

    def test_panel_says_whose_a_task_is_and_who_may_do_it(self):
        case = self._create_case(self.sally)
        self._add_task(case, "Sign", kind="approval", user_id=self.head.id)
        [mine] = self._get_map(case.with_user(self.head))["tasks"]
        self.assertTrue(mine["is_mine"] and mine["may_do"])
        [other] = self._get_map(case)["tasks"]
        self.assertFalse(other["is_mine"] or other["may_do"])
        self.assertTrue(other["may_change"])

    def test_only_who_may_write_the_case_adds_to_it(self):
        case = self._create_case(self.sally)
        self.assertTrue(self._get_map(case)["can_add_task"])
        case._move_along(self.refuse_early, text="Too dear")
        self.assertFalse(self._get_map(case)["can_add_task"])
