from psycopg2 import IntegrityError

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestBadInputDefinition(ProcessCase):
    """Whoever draws nonsense reads what is wrong, and where to mend it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.abroad = cls.env["res.company"].create({"name": "Abroad"})
        cls.stranger = cls._create_user(
            "stranger",
            "sales_team.group_sale_salesman",
            company_id=cls.abroad.id,
            company_ids=[Command.set(cls.abroad.ids)],
        )

    def assertForbiddenByDatabase(self, sentence, record, **values):
        """What the database refuses is shown as our own sentence."""
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError) as caught:
            record.write(values)
            self.env.flush_all()
        text = record._sql_error_to_message(caught.exception)
        self.assertRegex(text, sentence)

    # === ABSURD VALUES === #

    def test_negative_time_frame_of_a_stage(self):
        self.assertForbiddenByDatabase("between 0", self.todo, time_limit=-1)
        self.assertForbiddenByDatabase("between 0", self.todo, time_limit=1e8)

    def test_negative_time_frame_of_a_step(self):
        step = self._create_step(self.todo, "Call")
        self.assertForbiddenByDatabase("between 0", step, time_limit=-1)

    def test_probability_beyond_all(self):
        self.assertForbiddenByDatabase("between 0 and 100", self.todo, probability=101)

    def test_probability_below_nothing(self):
        self.assertForbiddenByDatabase("between 0 and 100", self.todo, probability=-1)

    def test_quorum_of_nobody(self):
        step = self._create_step(self.todo, "Sign", kind="approval")
        self.assertForbiddenByDatabase("at least one approval", step, quorum=0)

    def test_two_stages_of_one_code(self):
        self.assertForbiddenByDatabase("cannot share a code", self.todo, code="doing")

    def test_very_long_names_are_taken(self):
        self.template.name = "W" * 10000
        self.todo.name = "T" * 10000
        case = self._create_case(self.sally, name="N" * 10000)
        case.stage_id = self.doing
        self.assertIn("T" * 10000, case.move_ids.sorted("id")[-1:]._describe())

    # === FOREIGN PEOPLE === #

    def test_stage_of_a_company_with_a_foreign_person(self):
        self.template.company_id = self.env.company
        with self.assertRefused("To do", "stranger"):
            self.todo.write({"responsible_kind": "user", "user_id": self.stranger.id})

    def test_step_of_a_company_with_a_foreign_person(self):
        self.template.company_id = self.env.company
        step = self._create_step(self.todo, "Call")
        with self.assertRefused("Call", "stranger"):
            step.write({"responsible_kind": "user", "user_id": self.stranger.id})

    def test_rule_of_a_company_with_foreign_people(self):
        with self.assertRefused("In turn", "stranger"):
            self.env["crm.process.assignment"].create(
                {
                    "name": "In turn",
                    "kind": "rotation",
                    "user_ids": [Command.set(self.stranger.ids)],
                    "company_id": self.env.company.id,
                }
            )

    def test_case_with_a_foreign_person(self):
        case = self._create_case(self.sally)
        with self.assertRefused("Autumn fair", "stranger"):
            case.user_id = self.stranger
        self.assertEqual(case.user_id, self.sally)

    def test_foreign_person_of_a_shared_process_does_not_stop_the_case(self):
        self.doing.write({"responsible_kind": "user", "user_id": self.stranger.id})
        step = self._create_step(
            self.doing, "Call", responsible_kind="user", user_id=self.stranger.id
        )
        case = self._create_case(self.sally)
        case.stage_id = self.doing
        self.assertEqual(case.stage_user_id, self.sally)
        task = case.task_ids.filtered(lambda task: task.step_id == step)
        self.assertEqual(task.user_id, self.sally)

    def test_archived_person_of_a_stage_does_not_stop_the_case(self):
        self.doing.write({"responsible_kind": "user", "user_id": self.oleh.id})
        case = self._create_case(self.sally)
        self.oleh.active = False
        case.stage_id = self.doing
        self.assertEqual(case.stage_user_id, self.sally)

    # === THINGS IN USE === #

    def test_active_process_is_not_deleted_but_retired(self):
        self._activate()
        with self.assertRefused("“Work”", "cannot be deleted", "Retire"):
            self.template.unlink()

    def test_parts_in_use_are_not_deleted(self):
        step = self._create_step(self.todo, "Call")
        self._create_case()
        for part in (self.todo, self.start_work, step):
            with self.subTest(part=part), self.assertRefused("Work", "New version"):
                part.unlink()

    def test_draft_goes_with_all_its_parts(self):
        self._create_step(self.todo, "Call", is_required=True)
        stages = self.template.stage_ids
        self.template.unlink()
        self.assertFalse(stages.exists())

    def test_draft_that_others_have_as_a_subprocess_is_not_deleted(self):
        child = self._create_template("Errand")
        self.doing.subprocess_id = child
        with self.assertRefused("Errand", "Work", "Doing"):
            child.unlink()

    def test_rule_in_use_is_not_deleted(self):
        rule = self.env["crm.process.assignment"].create(
            {"name": "Sally", "kind": "fixed", "user_id": self.sally.id}
        )
        self.doing.write({"responsible_kind": "rule", "assignment_id": rule.id})
        with self.assertRefused("Sally", "Doing", "[Aa]rchive"):
            rule.unlink()

    def test_reason_in_use_is_not_deleted(self):
        reason = self.env["crm.lost.reason"].create({"name": "Too dear"})
        case = self._create_case(self.sally)
        case._move_along(self.refuse_early, reason=reason)
        with self.assertRefused("Too dear", "[Aa]rchive"):
            reason.unlink()

    # === FILTERS AND FIELDS === #

    def test_unreadable_filters_are_refused(self):
        for text in (
            "[('amount', '>'",
            "[('amount',)]",
            "1",
            "{'a': 1}",
            "nonsense",
            "[('amount', 'resembles', 1)]",
            "[('name', '=', open('x'))]",
        ):
            with self.subTest(text=text), self.assertRefused("cannot be read"):
                self._create_control(self.todo, "Budget", domain=text)
            with self.subTest(text=text), self.assertRefused("cannot be read"):
                self.start_work.domain = text

    def test_rule_whose_field_is_none_is_refused(self):
        for path in ("nowhere", "partner_id.nowhere", "name", "partner_id", "."):
            with self.subTest(path=path), self.assertRefused("Who knows", "person"):
                self.env["crm.process.assignment"].create(
                    {"name": "Who knows", "kind": "field", "field_path": path}
                )

    def test_filter_that_broke_later_holds_back_with_a_sentence(self):
        control = self._create_control(self.todo, "Budget", domain="[]")
        case = self._create_case(self.sally)
        self._spoil(control, "domain", "[('x_gone', '=', 1)]")
        with self.assertRefused("cannot leave “To do” yet", "Budget"):
            case.stage_id = self.doing

    def test_field_that_is_gone_holds_back_with_a_sentence(self):
        control = self._create_control(
            self.todo, "Budget", kind="field", field_path="partner_id"
        )
        case = self._create_case(self.sally)
        self._spoil(control, "field_path", "x_gone")
        with self.assertRefused("cannot leave “To do” yet", "Budget"):
            case.stage_id = self.doing

    def test_arrow_whose_condition_broke_later_is_shut(self):
        case = self._create_case(self.sally)
        self._spoil(self.start_work, "domain", "[('x_gone', '=', 1)]")
        with self.assertRefused("cannot go from “To do”"):
            case.stage_id = self.doing
        self.assertTrue(case._explain_blockers(self.doing))

    def test_rule_whose_field_is_gone_chooses_nobody(self):
        rule = self.env["crm.process.assignment"].create(
            {"name": "His", "kind": "field", "field_path": "partner_id.user_id"}
        )
        self.template.write({"responsible_kind": "rule", "assignment_id": rule.id})
        self._spoil(rule, "field_path", "x_gone")
        self.assertEqual(self._create_case(self.sally).user_id, self.sally)

    def test_control_point_without_words_of_its_own_is_named(self):
        self._create_control(self.todo, "Budget", domain="[('amount', '>', 5)]")
        case = self._create_case(self.sally)
        with self.assertRefused("cannot leave “To do” yet", "Budget"):
            case.stage_id = self.doing

    def _spoil(self, record, field, value):
        """Write what nobody can write now: a module took the field away since."""
        self.env.flush_all()
        self.env.cr.execute(
            f"UPDATE {record._table} SET {field} = %s WHERE id = %s",
            [value, record.id],
        )
        record.invalidate_recordset([field])
