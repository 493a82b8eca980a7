"""What the functions of the formula language calculate."""

import math
from fractions import Fraction

from .formula_check import get_pack_unit
from .formula_error import FormulaError
from .formula_units import get_factor, is_number, multiply
from .formula_values import check_size, is_same, round_half_up

MAX_DECIMALS = 10


def _if(walker, node):
    condition, value, other = node.parts
    chosen = value if walker.evaluate(condition) else other
    return walker.evaluate_in(chosen, walker.get_kind(node.parts[1], node.parts[2]))


def _choice(walker, node):
    subject, *rest = node.parts
    value = walker.evaluate(subject)
    results = rest[1::2] + (rest[-1:] if len(rest) % 2 else [])
    kind = walker.get_kind(*results)
    for key, result in zip(rest[:-1:2], rest[1::2], strict=False):
        common = walker.get_kind(subject, key)
        wanted = value
        if is_number(common):
            wanted = value * get_factor(walker.get_kind(subject), common)
        if is_same(wanted, walker.evaluate_in(key, common)):
            return walker.evaluate_in(result, kind)
    if len(rest) % 2:
        return walker.evaluate_in(rest[-1], kind)
    raise FormulaError("no_choice", value=str(value)[:80])


def _evaluate_all(walker, node):
    kind = walker.get_kind(*node.parts)
    return [walker.evaluate_in(part, kind) for part in node.parts]


def _min(walker, node):
    return min(_evaluate_all(walker, node))


def _max(walker, node):
    return max(_evaluate_all(walker, node))


def _sum(walker, node):
    total = Fraction(0)
    for value in _evaluate_all(walker, node):
        total = check_size(total + value)
    return total


def _abs(walker, node):
    return abs(walker.evaluate(node.parts[0]))


def _ceil(walker, node):
    return Fraction(math.ceil(walker.evaluate(node.parts[0])))


def _floor(walker, node):
    return Fraction(math.floor(walker.evaluate(node.parts[0])))


def _round(walker, node):
    number, *digits = node.parts
    places = walker.evaluate(digits[0]) if digits else Fraction(0)
    if places.denominator != 1 or not 0 <= places <= MAX_DECIMALS:
        raise FormulaError("bad_digits", limit=MAX_DECIMALS)
    return round_half_up(walker.evaluate(number), int(places))


def _round_up(walker, node):
    return _round_to_size(walker, node, math.ceil)


def _round_down(walker, node):
    return _round_to_size(walker, node, math.floor)


def _round_to_size(walker, node, rounding):
    quantity, size = node.parts
    kind = walker.get_kind(quantity, size)
    amount = walker.evaluate_in(quantity, kind)
    step = _evaluate_size(walker, size, kind)
    return rounding(amount / step) * step


def _pack(walker, node):
    """Whole packs: the size is a quantity, or a quantity for each piece (m2/pcs)."""
    quantity, size = node.parts
    amount = walker.evaluate(quantity)
    if amount < 0:
        raise FormulaError("negative_pack", quantity.start, quantity.end)
    size_unit = walker.get_kind(size)
    packs, factor = multiply(walker.get_kind(quantity), size_unit, -1)
    count = amount / _evaluate_size(walker, size, size_unit) * factor
    unit = get_pack_unit(packs) or packs  # a bare 0 is zero packs of any size
    return Fraction(math.ceil(count * get_factor(packs, unit)))


def _evaluate_size(walker, node, kind):
    value = walker.evaluate_in(node, kind)
    if value <= 0:
        raise FormulaError("no_size", node.start, node.end)
    return value


FUNCTION_VALUES = {
    "if": _if,
    "choice": _choice,
    "min": _min,
    "max": _max,
    "sum": _sum,
    "abs": _abs,
    "ceil": _ceil,
    "floor": _floor,
    "round": _round,
    "round_up": _round_up,
    "round_down": _round_down,
    "pack": _pack,
}
