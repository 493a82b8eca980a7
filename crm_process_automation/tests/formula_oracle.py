"""An independent opinion of what a random formula gives, and where the two differ.

The oracle calculates in metres, and knows nothing of the code that it judges.
"""

import math
from fractions import Fraction

from ..tools.formula import FormulaError, compile_formula
from ..tools.formula_units import parse_unit
from .formula_maker import AREAS, LENGTHS, NAMES, UNITS, Maker, render

TYPES = {name: parse_unit(unit) for name, (_power, unit, _value) in NAMES.items()}
VALUES = {
    name: value / UNITS[power].get(unit, 1)
    for name, (power, unit, value) in NAMES.items()
}
BOUNDS = ("too_long", "too_many_parts", "too_deep", "too_large")
NO_RESULT = ("division_by_zero", "no_choice", "no_size", "negative_pack")


class NoResult(Exception):
    """The oracle says that there is no result."""


def _get_remainder(left, right):
    return left - right * math.floor(left / right)


def _round(value):
    whole = int(abs(value) * 2 + 1) // 2
    return whole if value > 0 else -whole


def _round_up(quantity, size):
    if size <= 0:
        raise NoResult
    return -math.floor(-quantity / size) * size


def _pack(quantity, size):
    if quantity < 0:
        raise NoResult
    return _round_up(quantity / size if size else quantity, 1 if size > 0 else 0)


MEANINGS = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "//": lambda left, right: math.floor(left / right),
    "%": _get_remainder,
    "**": lambda base, exponent: math.prod([base] * int(exponent)),
    "negative": lambda value: 0 - value,
    "min": lambda *values: sorted(values)[0],
    "max": lambda *values: sorted(values)[-1],
    "sum": lambda *values: sum(values),
    "abs": lambda value: value if value > 0 else -value,
    "ceil": lambda value: -math.floor(-value),
    "floor": math.floor,
    "round": _round,
    "round_up": _round_up,
    "pack": _pack,
}
SIGNS = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: not right < left,
    "≤": lambda left, right: not right < left,
    ">": lambda left, right: right < left,
    ">=": lambda left, right: not left < right,
    "==": lambda left, right: not left - right,
    "=": lambda left, right: not left - right,
    "!=": lambda left, right: bool(left - right),
    "<>": lambda left, right: bool(left - right),
}


class Oracle:
    """Calculates a formula in metres; `bits` is how long its numbers became."""

    def __init__(self):
        self.bits = 0

    def give(self, tree):
        """Return the number that a formula gives.

        :raise NoResult: when it gives none
        """
        kind, *parts = tree
        value = Fraction(self._give(kind, parts))
        sizes = value.numerator.bit_length(), value.denominator.bit_length()
        self.bits = max(self.bits, *sizes)
        return value

    def _give(self, kind, parts):
        if kind == "name":
            return NAMES[parts[0]][2]
        if kind == "number":
            return Fraction(parts[0]) * (LENGTHS | AREAS).get(parts[1], 1)
        if kind in ("if", "if()"):
            return self.give(parts[1] if self.holds(parts[0]) else parts[2])
        if kind == "choice":
            return self._choose(*parts)
        try:
            return MEANINGS[kind](*map(self.give, parts))
        except ZeroDivisionError:
            raise NoResult from None

    def _choose(self, subject, *rest):
        value = self.give(subject)
        while len(rest) > 1:
            key, result, *rest = rest
            if self.give(key) == value:
                return self.give(result)
        if not rest:
            raise NoResult
        return self.give(rest[0])

    def holds(self, tree):
        """Return whether a condition is true."""
        kind, *parts = tree
        if kind == "not":
            return not self.holds(parts[0])
        if kind in ("and", "or"):
            first = self.holds(parts[0])
            return first if first == (kind == "or") else self.holds(parts[1])
        left = self.give(parts[0])
        for sign, part in zip(parts[1::2], parts[2::2], strict=True):
            right = self.give(part)
            if not SIGNS[sign](left, right):
                return False
            left = right
        return True


def find_difference(dice):
    """Make a formula; return (whether it gives a result, what the two disagree on)."""
    power = dice.randrange(3)
    tree = Maker(dice).make(power, dice.randint(1, 4))
    source, oracle = render(tree, dice), Oracle()
    try:
        expected = oracle.give(tree)
    except NoResult:
        expected = None
    try:
        wanted = parse_unit(["", "m", "m2"][power])
        result = compile_formula(source).evaluate(TYPES.get, VALUES.get, wanted)
    except FormulaError as error:
        is_bounded = error.code in BOUNDS and (len(source) > 500 or oracle.bits > 200)
        is_right = is_bounded or (expected is None and error.code in NO_RESULT)
        return False, None if is_right else (source, expected, error.message)
    is_right = result.exact == expected
    return True, None if is_right else (source, expected, result.exact)
