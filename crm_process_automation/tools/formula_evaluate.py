"""Walks a checked tree: exact fractions, bounded in size, and a trace of every step.

Numbers are kept in the unit that the checker found for their part.
"""

from fractions import Fraction
from typing import NamedTuple

from .formula_apply import FUNCTION_VALUES
from .formula_arithmetic import ARITHMETIC
from .formula_error import FormulaError
from .formula_units import ZERO, get_factor, is_number
from .formula_values import COMPARISONS, check_size, read_value


class Step(NamedTuple):
    """What one part of a formula gave: its place, value and type."""

    start: int
    end: int
    value: object
    kind: object


class Evaluator:
    """Gives every part of a tree its value.

    :param kinds: {node: type}, of the checker
    :param types: the function that the checker asked: it tells names from units
    :param values: a function that returns the value of a name
    :ivar steps: what was calculated, in its order
    """

    def __init__(self, kinds, types, values):
        self._kinds = kinds
        self._types = types
        self._values = values
        self.steps = []

    def evaluate(self, node):
        """Return the value of a part.

        :raise FormulaError: when it has none, with the place
        """
        try:
            value = check_size(EVALUATORS[node.kind](self, node))
        except FormulaError as error:
            raise error.at(node.start, node.end) from None
        if node.parts or node.kind == "name":
            self.steps.append(Step(node.start, node.end, value, self._kinds[node]))
        return value

    def evaluate_in(self, node, kind):
        """Return the value of a part; when it is a number, in the unit `kind`."""
        value = self.evaluate(node)
        if not is_number(kind):
            return value
        return value * get_factor(self._kinds[node], kind)

    def get_kind(self, *nodes):
        """Return the type that the parts have in common: a bare 0 takes any."""
        kinds = [self._kinds[node] for node in nodes]
        return next((kind for kind in kinds if kind != ZERO), ZERO)

    # === KINDS OF PARTS === #

    def evaluate_literal(self, node):
        return node.value

    def evaluate_name(self, node):
        if self._types(node.value) is None:
            return Fraction(1)  # a unit: the m2 of 8.5 kg/m2
        return read_value(node.value, self._values(node.value), self._kinds[node])

    def evaluate_unary(self, node):
        value = self.evaluate(node.parts[0])
        if node.value == "not":
            return not value
        return -value if node.value == "-" else value

    def evaluate_binary(self, node):
        return ARITHMETIC[node.value](self, *node.parts)

    def evaluate_every(self, node):
        return all(self.evaluate(part) for part in node.parts)

    def evaluate_any(self, node):
        return any(self.evaluate(part) for part in node.parts)

    def evaluate_compare(self, node):
        value = self.evaluate(node.parts[0])
        for sign, left, right in zip(
            node.value, node.parts, node.parts[1:], strict=False
        ):
            kind, other = self.get_kind(left, right), self.evaluate(right)
            pair = value, other
            if is_number(kind):
                pair = (
                    value * get_factor(self._kinds[left], kind),
                    other * get_factor(self._kinds[right], kind),
                )
            if not COMPARISONS[sign](*pair):
                return False
            value = other
        return True

    def evaluate_function(self, node):
        return FUNCTION_VALUES[node.value](self, node)


EVALUATORS = {
    "number": Evaluator.evaluate_literal,
    "text": Evaluator.evaluate_literal,
    "truth": Evaluator.evaluate_literal,
    "name": Evaluator.evaluate_name,
    "unary": Evaluator.evaluate_unary,
    "binary": Evaluator.evaluate_binary,
    "every": Evaluator.evaluate_every,
    "any": Evaluator.evaluate_any,
    "compare": Evaluator.evaluate_compare,
    "function": Evaluator.evaluate_function,
}
