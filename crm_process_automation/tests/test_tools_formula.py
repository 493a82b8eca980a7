import ast
import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from odoo.tests import BaseCase, tagged

from ..models.definition import formula_words
from ..tools import formula, formula_error
from ..tools.formula import FormulaError, compile_formula
from ..tools.formula_units import parse_unit
from ..tools.formula_values import Choice
from .formula_hostile import KNOWN, find_escape, make_hostile
from .formula_oracle import find_difference

FORBIDDEN = {"eval", "exec", "compile", "getattr", "setattr", "safe_eval", "__import__"}


class FormulaToolCase(BaseCase):
    """Formulas of a room of 5 × 6 × 3 m with walls of brick."""

    units = {
        "length": "m",
        "width": "m",
        "height": "m",
        "doors": "m2",
        "wall": "text",
        "has_floor": "yes/no",
        "price": "money",
        "rooms": "number",
        "ширина": "cm",
    }
    values = {
        "length": 5,
        "width": 6,
        "height": 3,
        "doors": Decimal("2.5"),
        "wall": Choice("brick", "Цегла"),
        "has_floor": True,
        "price": 100,
        "rooms": 2,
        "ширина": 600.0,
    }

    def _get_kind(self, name):
        return parse_unit(self.units[name]) if name in self.units else None

    def _calculate(self, source, unit=None):
        return compile_formula(source).evaluate(
            self._get_kind, self.values.get, unit and parse_unit(unit)
        )

    def assertGives(self, source, value, unit=None):
        result = self._calculate(source, unit)
        if not isinstance(value, str | bool):
            value = Decimal(str(value))
        self.assertEqual(result.value, value, source)

    def assertWrong(self, source, code, place=None, unit=None):
        with self.assertRaises(FormulaError) as caught:
            self._calculate(source, unit)
        error = caught.exception
        self.assertEqual(error.code, code, source)
        if place is not None:
            self.assertEqual(source[error.start : error.end], place)


@tagged("post_install", "-at_install")
class TestToolsFormula(FormulaToolCase):
    """A consultant calculates quantities without Python."""

    def test_room_of_brick_gives_exact_quantities(self):
        self.assertGives("2 * (length + width) * height", 66, "m2")
        plaster = 'choice(wall, "brick", 8.5, "drywall", 0.9) * 1 kg/m2'
        self.assertGives(f"{plaster} * 2*(length + width)*height", 561, "kg")
        self.assertGives(f"pack(({plaster}) * 66 m2, 30 kg)", 19, "pcs")
        self.assertGives("pack(2*(length+width)*height, 1.06 m * 10.05 m)", 7, "pcs")
        self.assertGives("pack(length * width * 1.05, 2.13 m2/pcs)", 15, "pcs")
        self.assertGives("length * width * 250 money/m2", 7500, "money")

    def test_decimals_are_exact(self):
        self.assertGives("0.1 + 0.2 = 0.3", True)
        self.assertGives("1 / 3 * 3 = 1", True)
        self.assertEqual(self._calculate("0.1").exact, Fraction(1, 10))

    def test_halves_are_rounded_up_as_people_do(self):
        self.assertGives("round(2.5)", 3)
        self.assertGives("round(-2.5)", -3)
        self.assertGives("round(2.345, 2)", Decimal("2.35"))

    def test_pack_rounds_up_to_whole_packs_only_when_needed(self):
        self.assertGives("pack(10 m2, 5 m2)", 2)
        self.assertGives("pack(10.01 m2, 5 m2)", 3)
        self.assertGives("pack(0, 5 m2)", 0)
        self.assertGives("round_up(11 m, 3 m)", 12, "m")
        self.assertGives("round_down(11 m, 3 m)", 9, "m")

    def test_spreadsheet_habits_are_understood(self):
        self.assertGives("IF(rooms > 1, 10, 20)", 10)
        self.assertGives("rooms^3", 8)
        self.assertGives("if(rooms <> 2, 1, 0)", 0)
        self.assertGives("10 if (rooms = 2) else 20", 10)
        self.assertGives("price * 5%", 5, "money")
        self.assertGives("7 % 4", 3)

    def test_ukrainian_names_and_units(self):
        self.assertGives("ширина + 1 м", 700, "cm")
        self.assertGives("ширина * 2 м", 12, "м²")
        self.assertGives("if(has_floor = так, 1, 0)", 1)

    def test_look_alikes_are_the_same_name(self):
        self.assertGives("ｌｅｎｇｔｈ", 5, "m")

    def test_choice_is_known_by_key_and_by_label(self):
        for word in ('"brick"', "'Цегла'", "«цегла»"):
            self.assertGives(f"wall = {word}", True)
        self.assertWrong('choice(wall, "drywall", 1)', "no_choice")
        self.assertGives('choice(wall, "drywall", 1, 7)', 7)

    def test_what_is_not_chosen_is_not_calculated(self):
        self.assertGives("if(has_floor, 1, 1 / (rooms - 2))", 1)
        self.assertGives("has_floor or 1 / (rooms - 2) > 0", True)

    def test_comparisons_may_be_chained(self):
        self.assertGives("1 < rooms <= 2", True)
        self.assertGives("1 m < 101 cm < 1.02 m", True)

    def test_trace_shows_each_step(self):
        trace = self._calculate("2 * (length + width) * height").trace
        steps = [(step.text, str(step.value), step.unit) for step in trace]
        self.assertIn(("length + width", "11", "m"), steps)
        self.assertEqual(steps[-1], ("2 * (length + width) * height", "66", "m2"))

    # === UNITS === #

    def test_unlike_units_do_not_go_together(self):
        self.assertWrong("length + doors", "unit_mismatch", "length + doors")
        self.assertWrong("length < 3 pcs", "unit_mismatch")
        self.assertWrong("length + 1", "unit_mismatch")
        self.assertWrong("if(has_floor, length, doors)", "unit_mismatch")
        self.assertWrong("max(price, rooms)", "unit_mismatch")
        self.assertWrong("8 hours + 1 days", "unit_mismatch")
        self.assertWrong('wall + "x"', "not_number", "wall")
        self.assertWrong("if(rooms, 1, 2)", "not_condition", "rooms")
        self.assertWrong("pack(doors, 3 m)", "bad_pack")

    def test_units_are_checked_without_any_value(self):
        with self.assertRaises(FormulaError):
            compile_formula("if(has_floor, 1, length + doors)").check(self._get_kind)

    def test_result_has_the_wanted_unit(self):
        self.assertWrong("length * width", "wrong_result", unit="m")
        self.assertWrong("5", "wrong_result", unit="percent")
        self.assertWrong("wall", "wrong_result", unit="pcs")
        self.assertGives("length", 500, "cm")
        self.assertGives("ceil(doors / 1 m2)", 3, "pcs")
        share = Decimal("8.3333333333")
        self.assertGives("doors / (length * width) * 100%", share, "percent")

    def test_zero_is_zero_of_anything(self):
        self.assertGives("max(0, doors)", Decimal("2.5"), "m2")
        self.assertGives("if(has_floor, 0, doors)", 0, "m2")

    def test_litres_are_a_volume(self):
        self.assertGives("0.2 l/m2 * 50 m2", 10, "l")
        self.assertGives("1 m3", 1000, "l")

    # === WHAT IS WRONG === #

    def test_error_has_its_place_and_a_sentence(self):
        self.assertWrong("length * heigth", "unknown_name", "heigth")
        self.assertWrong("1 / (rooms - 2)", "division_by_zero", "rooms - 2")
        self.assertWrong("length $ 2", "bad_character", "$")
        self.assertWrong("max(1; 2)", "semicolon", ";")
        self.assertWrong("2,5 * rooms", "comma")
        self.assertWrong("sqrt(4)", "unknown_function", "sqrt")
        self.assertWrong("round()", "function_values")
        self.assertWrong("pack(doors, doors - 2.5 m2)", "no_size")
        self.assertWrong("pack(doors - 9 m2, 5 m2)", "negative_pack")

    def test_what_is_not_filled_in_is_no_zero(self):
        with self.assertRaises(FormulaError) as caught:
            compile_formula("length").evaluate(self._get_kind, lambda _name: None)
        self.assertEqual(caught.exception.code, "no_value")

    def test_numbers_stay_small(self):
        self.assertWrong("9**9**9", "bad_exponent")
        self.assertWrong("((9**20)**20)**20", "too_large")
        self.assertWrong("length ** 8 * width ** 8", "bad_exponent")

    # === PROOFS === #

    def test_random_formulas_give_what_the_oracle_says(self):
        dice = random.Random(4)
        found = [find_difference(dice) for _number in range(2000)]
        self.assertFalse([difference for _result, difference in found if difference])
        self.assertGreater(sum(has_result for has_result, _difference in found), 1000)

    def test_hostile_sources_get_nowhere(self):
        dice = random.Random(5)
        for source in [*KNOWN, *(make_hostile(dice) for _number in range(5000))]:
            self.assertIsNone(find_escape(source), source[:200])

    def test_code_of_formulas_runs_no_code(self):
        for path in Path(formula.__file__).parent.glob("formula*.py"):
            names = {
                node.id if isinstance(node, ast.Name) else ""
                for node in ast.walk(ast.parse(path.read_text()))
            }
            self.assertFalse(names & FORBIDDEN, path.name)

    def test_sentences_can_all_be_translated(self):
        told = {code: str(text) for code, text in formula_words.SENTENCES.items()}
        self.assertEqual(told, formula_error.SENTENCES)
