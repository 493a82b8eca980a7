from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestCaseGuard(ProcessCase):
    """What the reports rely on is written through the door and the verbs only."""

    def test_user_does_not_end_a_case_by_writing_its_state(self):
        case = self._create_case(self.sally)
        with self.assertRefused("State", "cannot be written directly"):
            case.state = "done"

    def test_user_does_not_put_a_case_on_another_map(self):
        case = self._create_case(self.sally)
        other = self._create_template("Other")
        with self.assertRefused("cannot be written directly"):
            case.template_id = other

    def test_user_writes_what_is_his_to_write(self):
        case = self._create_case(self.sally)
        case.write({"priority": "2", "name": "Winter fair"})
        self.assertEqual(case.name, "Winter fair")

    def test_case_does_not_begin_ended(self):
        self._activate()
        with self.assertRefused("cannot be written directly"):
            self.env["crm.process.case"].with_user(self.sally).create(
                {"name": "X", "template_id": self.template.id, "state": "done"}
            )

    def test_user_does_not_write_the_state_of_a_task(self):
        self._create_step(self.todo, "Call")
        case = self._create_case(self.sally)
        with self.assertRefused("Call", "not written directly"):
            case.task_ids.write({"state": "done"})

    def test_case_does_not_start_on_a_draft(self):
        with self.assertRefused("Work", "draft", "Activate it"):
            self.env["crm.process.case"].create(
                {"name": "X", "template_id": self.template.id}
            )

    def test_active_version_is_not_edited(self):
        self._activate()
        with self.assertRefused("not a draft any more", "New version"):
            self.doing.probability = 70

    def test_stage_of_an_active_version_is_not_deleted(self):
        self._create_case()
        with self.assertRefused("not a draft any more"):
            self.doing.unlink()

    def test_moves_are_not_deleted(self):
        case = self._create_case()
        with self.assertRefused("history"):
            case.move_ids.unlink()

    def test_name_stays_in_history_when_the_case_is_deleted(self):
        case = self._create_case()
        moves, case_id = case.move_ids, case.id
        case.unlink()
        self.assertFalse(self.env["crm.process.case"].browse(case_id).exists())
        self.assertEqual(moves.case_name, "Autumn fair")

    def test_negative_time_frame_is_refused_by_the_database_too(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.todo.time_limit = -1
            self.env.flush_all()

    def test_arrow_to_another_process_gets_a_sentence(self):
        other = self._create_template("Other")
        stage = self._create_stage("Elsewhere", other)
        with self.assertRefused("a stage of another process", "sub-process"):
            self._create_arrow(self.todo, stage)

    def test_broken_filter_gets_a_sentence(self):
        with self.assertRefused("Budget", "cannot be read"):
            self._create_control(self.todo, "Budget", domain="[('amount', '>'")
