"""The operators of the formula language, each on two parts and with their units."""

from fractions import Fraction

from .formula_check import MAX_EXPONENT
from .formula_error import FormulaError
from .formula_units import NUMBER, get_factor, multiply
from .formula_values import MAX_BITS


def _add(walker, left, right):
    kind = walker.get_kind(left, right)
    return walker.evaluate_in(left, kind) + walker.evaluate_in(right, kind)


def _subtract(walker, left, right):
    kind = walker.get_kind(left, right)
    return walker.evaluate_in(left, kind) - walker.evaluate_in(right, kind)


def _multiply(walker, left, right):
    factor = multiply(walker.get_kind(left), walker.get_kind(right))[1]
    return walker.evaluate(left) * walker.evaluate(right) * factor


def _divide(walker, left, right):
    factor = multiply(walker.get_kind(left), walker.get_kind(right), -1)[1]
    value = walker.evaluate(left)
    return value / _evaluate_divisor(walker, right, walker.get_kind(right)) * factor


def _divide_whole(walker, left, right):
    kind = walker.get_kind(left, right)
    value = walker.evaluate_in(left, kind)
    return Fraction(value // _evaluate_divisor(walker, right, kind))


def _get_remainder(walker, left, right):
    kind = walker.get_kind(left, right)
    value = walker.evaluate_in(left, kind)
    return value % _evaluate_divisor(walker, right, kind)


def _evaluate_divisor(walker, node, kind):
    value = walker.evaluate_in(node, kind)
    if not value:
        raise FormulaError("division_by_zero", node.start, node.end)
    return value


def _raise(walker, base, exponent):
    power = walker.evaluate(exponent)
    if power.denominator != 1 or abs(power) > MAX_EXPONENT:
        raise FormulaError(
            "bad_exponent", exponent.start, exponent.end, limit=MAX_EXPONENT
        )
    unit = walker.get_kind(base)
    is_plain = get_factor(unit, NUMBER) is not None
    value = walker.evaluate_in(base, NUMBER if is_plain else unit)
    if not value and power < 0:
        raise FormulaError("division_by_zero", base.start, base.end)
    # Asked before it is calculated: so many bits the result has at least.
    bits = max(value.numerator.bit_length(), value.denominator.bit_length()) - 1
    if bits * abs(power) > MAX_BITS:
        raise FormulaError("too_large")
    return value ** int(power)


ARITHMETIC = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
    "//": _divide_whole,
    "%": _get_remainder,
    "**": _raise,
}
