from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ProcessCase
from .lead_common import LeadCase


@tagged("post_install", "-at_install")
class TestTaskHistory(ProcessCase):
    """Nobody deletes history: whatever goes, the tasks stay."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.step = cls._create_step(cls.todo, "Call")
        cls.case = cls._create_case()
        cls.task = cls.case.task_ids

    def test_nobody_deletes_a_task(self):
        for task in (
            self.task,
            self.task.sudo(),
            self.task.with_user(self.head).sudo(),
        ):
            with self.assertRefused("Tasks are history"):
                task.unlink()
        self.task.action_done()
        with self.assertRefused("Tasks are history"):
            self.task.unlink()

    def test_tasks_of_a_deleted_case_stay_and_keep_its_name(self):
        bare = self.env["crm.process.task"].create(
            {"case_id": self.case.id, "name": "Fetch the key"}
        )
        self.case.unlink()
        for task in self.task | bare:
            self.assertEqual(
                (task.case_id.id, task.case_name, task.state),
                (False, "Autumn fair", "cancelled"),
            )

    def test_steps_and_stages_with_tasks_are_not_deleted(self):
        self.template._write({"state": "draft"})
        self.env.invalidate_all()
        for part in (self.step, self.todo, self.template):
            with (
                self.subTest(part._name),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                part.sudo().unlink()
                self.env.flush_all()
        self.assertTrue(self.task.exists())

    def test_no_foreign_key_deletes_tasks(self):
        self.env.cr.execute(
            """
            SELECT conname
              FROM pg_constraint
             WHERE conrelid = 'crm_process_task'::regclass
               AND contype = 'f' AND confdeltype = 'c'
            """
        )
        self.assertEqual(self.env.cr.fetchall(), [])

    def test_what_was_said_is_not_written_anew(self):
        self.task.action_done("Agreed")
        with self.assertRefused("not written directly"):
            self.task.with_user(self.sally).result = "Refused"


@tagged("post_install", "-at_install")
class TestTaskHistoryOfDeal(LeadCase):
    """A deleted deal leaves its history."""

    def test_tasks_of_a_deleted_deal_stay(self):
        self._create_step(self.todo, "Call")
        lead = self._create_running_lead()
        task = lead.case_id.sudo().task_ids
        lead.sudo().unlink()
        self.assertTrue(task.exists())
        self.assertEqual((task.lead_id.id, task.case_name), (False, "Autumn fair"))


@tagged("post_install", "-at_install")
class TestTasksLeftOpen(ProcessCase):
    """What becomes of open tasks when a case leaves the stage that gave them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_step(cls.todo, "Call")
        cls._create_step(cls.todo, "Write")
        cls.skip = cls._create_arrow(cls.todo, cls.doing, kind="skip", name="Skip")

    def _get_states(self, case):
        return set(case.task_ids.mapped("state"))

    def test_success_arrow_leaves_optional_tasks_open(self):
        case = self._create_case(self.sally)
        case._move_along(self.start_work)
        self.assertEqual(self._get_states(case), {"open"})
        self.assertEqual(case.task_ids.mapped("is_from_earlier_stage"), [True, True])

    def test_chatter_says_how_many_are_left_open(self):
        case = self._create_case(self.sally)
        case.task_ids[0].action_done()
        case._move_along(self.start_work)
        self.assertIn(
            "Still open from “To do”, tasks: 1", case.message_ids.sorted("id")[-1:].body
        )

    def test_chatter_says_nothing_of_tasks_where_none_is_left(self):
        case = self._create_case(self.sally)
        case.task_ids.action_done()
        case._move_along(self.start_work)
        self.assertNotIn("Still open", case.message_ids.sorted("id")[-1:].body)

    def test_task_at_the_present_stage_is_not_from_an_earlier_one(self):
        case = self._create_case(self.sally)
        self.assertFalse(any(case.task_ids.mapped("is_from_earlier_stage")))

    def test_skip_arrow_cancels_open_tasks_and_says_why(self):
        case = self._create_case(self.sally)
        case.task_ids[0].action_done()
        case._move_along(self.skip, text="Known already")
        self.assertEqual(self._get_states(case), {"done", "cancelled"})
        self.assertIn("Known already", case.task_ids[1].comment)

    def test_taken_back_skip_revives_the_tasks(self):
        case = self._create_case(self.sally)
        case._move_along(self.skip, text="Known already")
        case.action_undo_move()
        self.assertEqual(self._get_states(case), {"open"})

    def test_end_cancels_what_was_left_open_everywhere(self):
        case = self._create_case(self.sally)
        case._move_along(self.start_work)
        case._move_along(self.finish)
        self.assertEqual(self._get_states(case), {"cancelled"})
        self.assertNotIn("Still open", case.message_ids.sorted("id")[-1:].body)
