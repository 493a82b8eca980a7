from psycopg2.errors import UniqueViolation

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from .formula_model_common import FormulaCase


@tagged("post_install", "-at_install")
class TestFormulaCheck(FormulaCase):
    """A formula that cannot work is refused when it is saved."""

    def test_what_cannot_be_read_is_refused(self):
        with self.assertRefused("Area of the walls", "from character 3", "near “\\+”"):
            self.area.expression = "1 +"
        with self.assertRefused("The formula is empty"):
            self.area.expression = " "

    def test_unlike_units_are_refused(self):
        with self.assertRefused("“metres” and “m²” do not go together"):
            self.area.expression = "length + width * height"

    def test_result_of_another_unit_is_refused(self):
        with self.assertRefused("gives “metres”, but “m²” is wanted"):
            self.area.expression = "length"

    def test_unknown_name_is_refused(self):
        with self.assertRefused("Nothing is called “heigth”"):
            self.area.expression = "length * heigth"

    def test_unknown_property_is_refused(self):
        with self.assertRefused("Nothing is called “properties.roof”"):
            self.area.variable_ids[0].path = "properties.roof"
            self.area._check_expression()

    def test_sample_does_not_stand_in_for_the_source(self):
        lines = self.area.variable_ids
        with self.assertRefused("Nothing is called “properties.roof”"):
            values = {"path": "properties.roof", "sample": "5"}
            self.area.variable_ids = [Command.update(lines[0].id, values)]

    def test_input_of_another_kind_is_refused(self):
        with self.assertRefused("which is of another kind"):
            self._create_formula("X", "x", "m", x=("wall", "m"))

    def test_formula_that_needs_itself_is_refused(self):
        first = self._create_formula("First", "1", code="first")
        self._create_formula("Second", "first + 1", code="second")
        with self.assertRefused("needs its own result", "first → second → first"):
            first.expression = "second + 1"
        with self.assertRefused("needs its own result"):
            first.expression = "first"

    def test_formula_that_another_needs_stays_as_it_is_needed(self):
        self._create_formula("Rolls", "pack(wall_area, 5 m2)", "pcs")
        for change in ({"code": "other"}, {"active": False}):
            with self.assertRefused("“Rolls”", "Nothing is called “wall_area”"):
                self.area.write(change)
        with self.assertRefused("“Rolls”"):
            self.area.write({"expression": "length", "unit": "m"})
        with self.assertRefused("is needed by “Rolls”"):
            self.area.unlink()

    def test_code_is_one_word_and_unique(self):
        with self.assertRefused("cannot be the code"):
            self.area.code = "wall area"
        with self.assertRefused("cannot be the code"):
            self.area.code = "round"
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self._create_formula("Again", "1", code="wall_area")

    def test_input_is_called_by_one_word(self):
        with self.assertRefused("cannot be called “a.b”"):
            self._create_formula("X", "1", **{"a.b": ("wall", "text")})

    def test_formula_is_about_what_has_a_process(self):
        with self.assertRefused("take part in no process"):
            self.area.model_id = self.env["ir.model"]._get("res.currency")

    def test_nameless_formula_is_explained_before_it_is_saved(self):
        explain = self.env["crm.process.formula"]._explain_expression
        self.assertIsNone(explain("pack(wall_area, 5 m2)", "crm.lead", "pcs"))
        self.assertIn("“m²”", explain("wall_area", "crm.lead", "pcs").message)
        self.assertEqual(explain("rom", "crm.lead").code, "unknown_name")

    def test_errors_speak_the_language_of_the_user(self):
        formulas = self.env["crm.process.formula"]
        error = formulas.with_context(lang="en_US")._explain_expression("", "crm.lead")
        self.assertEqual(error.code, "empty_formula")
        self.assertIn("Write what is to be calculated", error.message)
