from datetime import datetime

from odoo.tests import tagged

from .task_common import TaskCase


@tagged("post_install", "-at_install")
class TestTaskBulk(TaskCase):
    """Many tasks are handed over, done or moved at once, each with its verdict."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tasks = cls.case.task_ids.with_user(cls.sally)

    def _apply(self, verb, tasks=None, user=None, **values):
        """Return {task name: (whether done, what became of it)}."""
        tasks = self.tasks if tasks is None else tasks
        wizards = self.env["crm.process.task.bulk"].with_user(user or self.sally)
        wizard = wizards.with_context(
            active_model=tasks._name, active_ids=tasks.ids
        ).create({"verb": verb, **values})
        wizard.action_apply()
        return {row.name: (row.is_done, row.text) for row in wizard.verdict_ids}

    # === HAND OVER === #

    def test_tasks_are_handed_over_with_the_reason(self):
        verdicts = self._apply(
            "reassign", user_id=self.oleh.id, reason="Sally is on leave"
        )
        self.assertEqual(len(verdicts), 3)
        self.assertTrue(all(done for done, _text in verdicts.values()))
        self.assertEqual(self.tasks.user_id, self.oleh)
        self.assertEqual(
            set(self.tasks.mapped("assignment_reason")), {"Sally is on leave"}
        )

    def test_rule_chooses_who_takes_over_and_says_why(self):
        rule = self.env["crm.process.assignment"].create(
            {
                "name": "In turn",
                "kind": "rotation",
                "user_ids": (self.oleh | self.head).ids,
            }
        )
        self._apply("reassign", assignment_id=rule.id, reason="Leave")
        self.assertEqual(self.tasks.user_id, self.oleh | self.head)
        for task in self.tasks:
            self.assertEqual(task.assignment_reason, "rule “In turn”: in turn. Leave")

    def test_rule_that_finds_nobody_is_a_verdict(self):
        rule = self.env["crm.process.assignment"].create(
            {"name": "Oleh", "kind": "rotation", "user_ids": self.oleh.ids}
        )
        self.oleh.active = False
        done, text = self._apply("reassign", assignment_id=rule.id)["Ring the client"]
        self.assertFalse(done)
        self.assertIn("finds nobody", text)

    def test_executor_hands_his_own_task_over_and_reads_its_name(self):
        task = self._create_bare_task(user_id=self.oleh.id).with_user(self.oleh)
        verdicts = self._apply("reassign", task, self.oleh, user_id=self.sally.id)
        self.assertTrue(verdicts["Call back"][0])
        self.assertFalse(task.has_access("read"))

    def test_somebody_elses_tasks_stay_where_they_are(self):
        verdicts = self._apply("reassign", user=self.oleh, user_id=self.oleh.id)
        self.assertEqual(len(verdicts), 3)
        for done, text in verdicts.values():
            self.assertFalse(done)
            self.assertIn("You may not change it", text)
        self.assertEqual(self.tasks.user_id, self.sally)

    def test_manager_hands_over_what_is_not_his(self):
        self._apply("reassign", user=self.head, user_id=self.oleh.id)
        self.assertEqual(self.tasks.user_id, self.oleh)

    def test_nobody_is_chosen(self):
        with self.assertRefused("Choose a person or a rule"):
            self._apply("reassign")

    def test_who_has_left_takes_nothing_over(self):
        self.oleh.active = False
        verdicts = self._apply("reassign", user_id=self.oleh.id)
        self.assertIn("does not work here", verdicts["Ring the client"][1])
        self.assertEqual(self.tasks.user_id, self.sally)

    # === MARK DONE === #

    def test_tasks_are_done_with_a_result(self):
        self._apply("done", result="Before the holidays")
        self.assertEqual(set(self.tasks.mapped("state")), {"done"})
        self.assertEqual(set(self.tasks.mapped("result")), {"Before the holidays"})

    def test_closed_task_has_its_verdict_and_stops_no_other(self):
        self._get_task(self.ring).action_done()
        verdicts = self._apply("done")
        self.assertFalse(verdicts["Ring the client"][0])
        self.assertIn("already done", verdicts["Ring the client"][1])
        self.assertEqual(set(self.tasks.mapped("state")), {"done"})

    def test_approval_is_decided_not_done(self):
        approval = self._create_bare_task(kind="approval", name="Discount")
        verdicts = self._apply("done", self.tasks | approval)
        self.assertFalse(verdicts["Discount"][0])
        self.assertIn("approve or refuse", verdicts["Discount"][1])
        self.assertEqual(approval.state, "open")

    # === MOVE THE DEADLINE === #

    def test_deadline_moves_to_a_moment(self):
        self._apply("deadline", move_by="date", deadline="2100-11-02 10:00:00")
        self.assertEqual(
            set(self.tasks.mapped("deadline")), {datetime(2100, 11, 2, 10)}
        )

    def test_deadline_moves_by_working_days(self):
        with self.at("2026-11-05 08:00:00"):  # a Thursday, 10:00 in Kyiv
            self.tasks.sudo().deadline = "2026-11-06 10:00:00"
            self._apply("deadline", days=1)
            self.assertEqual(
                set(self.tasks.mapped("deadline")), {datetime(2026, 11, 9, 10)}
            )

    def test_what_is_late_gets_its_days_from_now(self):
        with self.at("2026-11-05 10:00:00"):  # a Thursday
            self.tasks.sudo().deadline = "2026-10-01 10:00:00"
            self._apply("deadline", days=1)
            self.assertEqual(
                set(self.tasks.mapped("deadline")), {datetime(2026, 11, 6, 10)}
            )

    def test_deadline_does_not_move_into_the_past(self):
        for values, sentence in (
            ({"days": 0}, "at least one working day"),
            ({"days": -3}, "at least one working day"),
            ({"move_by": "date"}, "Choose the new deadline"),
            ({"move_by": "date", "deadline": "2020-01-01 10:00:00"}, "lies ahead"),
        ):
            with self.subTest(values), self.assertRefused(sentence):
                self._apply("deadline", **values)

    # === THE REPORT === #

    def test_one_task_that_went_well_needs_no_report(self):
        task = self._get_task(self.ring)
        dialog = self._open(task.action_open_deadline())
        self.assertEqual(dialog.action_apply()["type"], "ir.actions.act_window_close")
        task.action_done()
        dialog = self._open(task.action_open_deadline())
        self.assertEqual(dialog.action_apply()["res_id"], dialog.id)

    # === BAD INPUT === #

    def test_whatever_is_selected_by_rpc_is_no_task(self):
        wizards = self.env["crm.process.task.bulk"].with_user(self.sally)
        for ids in ("X", 7, {"a": 1}, ["X", None], [10**9], False):
            with self.subTest(ids):
                wizard = wizards.create(
                    {"verb": "done", "selected_ids": ids, "result": "Done"}
                )
                self.assertEqual(wizard.task_count, 0)
                wizard.action_apply()
                self.assertFalse(wizard.verdict_ids)
