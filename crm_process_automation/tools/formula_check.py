"""Finds out what a formula gives, and refuses what does not go together, unvalued.

Every part gets its type: a unit, TEXT, CONDITION or ZERO (`formula_units`).
"""

from .formula_error import FormulaError
from .formula_units import (
    CONDITION,
    NUMBER,
    PERCENT,
    PIECES,
    TEXT,
    ZERO,
    find_unit,
    get_factor,
    is_number,
    multiply,
    raise_to,
)

MAX_EXPONENT = 20


def describe(kind):
    """Return a type in a word: a unit, number, text or yes/no."""
    return "number" if kind in (NUMBER, ZERO) else str(kind)


def fits(found, wanted):
    """Return whether a result of the type `found` will do where `wanted` is wanted.

    A plain number will do as a count of pieces; as a percentage it will not, because
    nobody knows whether 5 is 5 % or 500 %.
    """
    if not (is_number(found) and is_number(wanted)):
        return found == wanted
    if wanted == PERCENT:
        return found in (PERCENT, ZERO)
    if wanted == PIECES and found == NUMBER:
        return True
    return get_factor(found, wanted) is not None


class Checker:
    """Gives every part of a tree its type.

    :param types: a function that returns the type of a name, None for an unknown name
    :ivar kinds: {node: type}
    """

    def __init__(self, types):
        self._types = types
        self.kinds = {}

    def infer(self, node):
        """Return the type of a part, and keep those of its parts.

        :raise FormulaError: when something does not go together, with the place
        """
        for part in node.parts:
            self.infer(part)
        try:
            kind = INFERRERS[node.kind](self, node)
        except FormulaError as error:
            raise error.at(node.start, node.end) from None
        self.kinds[node] = kind
        return kind

    def unify(self, nodes):
        """Return the type that all the parts can have: that of the first."""
        kinds = [self.kinds[node] for node in nodes]
        first = next((kind for kind in kinds if kind != ZERO), ZERO)
        for kind in kinds:
            if not _go_together(first, kind):
                raise FormulaError(
                    "unit_mismatch", left=describe(first), right=describe(kind)
                )
        return first

    def unify_numbers(self, nodes):
        """Return the unit that all the numbers can have."""
        for node in nodes:
            self._require_number(node)
        return self.unify(nodes)

    # === KINDS OF PARTS === #

    def infer_number(self, node):
        if node.unit:
            return find_unit(node.unit)
        return NUMBER if node.value else ZERO

    def infer_text(self, _node):
        return TEXT

    def infer_truth(self, _node):
        return CONDITION

    def infer_name(self, node):
        kind = self._types(node.value)
        if kind is None:
            kind = find_unit(node.value)  # the m2 of 8.5 kg/m2
        if kind is None:
            raise FormulaError("unknown_name", name=node.value[:80])
        return kind

    def infer_unary(self, node):
        if node.value == "not":
            return self.infer_logic(node)
        return self.unify_numbers(node.parts)

    def infer_logic(self, node):
        for part in node.parts:
            self._require_condition(part)
        return CONDITION

    def infer_compare(self, node):
        for sign, *pair in zip(node.value, node.parts, node.parts[1:], strict=False):
            kind = self.unify(pair)
            if sign not in ("==", "!=") and not is_number(kind):
                raise FormulaError("not_comparable")
        return CONDITION

    def infer_binary(self, node):
        left, right = (self._require_number(part) for part in node.parts)
        if node.value in "*/" and ZERO in (left, right):
            return ZERO  # or nothing, when it divides
        if node.value in "*/":
            return multiply(left, right, 1 if node.value == "*" else -1)[0]
        if node.value == "**":
            return self._infer_power(left, *node.parts)
        unit = self.unify(node.parts)
        return NUMBER if node.value == "//" else unit

    def _infer_power(self, unit, _base, exponent):
        if self.kinds[exponent] not in (NUMBER, ZERO):
            raise FormulaError("bad_exponent", limit=MAX_EXPONENT)
        if get_factor(unit, NUMBER) is not None:
            return NUMBER
        number = get_whole(exponent)
        if number is None:
            raise FormulaError("bad_exponent", limit=MAX_EXPONENT)
        return raise_to(unit, number)

    # === FUNCTIONS === #

    def infer_function(self, node):
        return FUNCTION_TYPES.get(node.value, Checker.infer_same)(self, node)

    def infer_same(self, node):
        """Numbers of one kind give a number of that kind."""
        return self.unify_numbers(node.parts)

    def infer_if(self, node):
        condition, *values = node.parts
        self._require_condition(condition)
        return self.unify(values)

    def infer_choice(self, node):
        value, *rest = node.parts
        for key in rest[:-1:2]:
            self.unify([value, key])
        values = rest[1::2] + (rest[-1:] if len(rest) % 2 else [])
        return self.unify(values)

    def infer_round(self, node):
        number, *digits = node.parts
        for each in digits:
            if self.kinds[each] not in (NUMBER, ZERO):
                raise FormulaError("not_number", each.start, each.end)
        return self.unify_numbers([number])

    def infer_pack(self, node):
        quantity, size = (self._require_number(part) for part in node.parts)
        packs = multiply(quantity, size, -1)[0]
        if ZERO not in (quantity, size) and get_pack_unit(packs) is None:
            raise FormulaError(
                "bad_pack", left=describe(quantity), right=describe(size)
            )
        return PIECES

    # === WHAT A PART MUST BE === #

    def _require_number(self, node):
        kind = self.kinds[node]
        if not is_number(kind):
            raise FormulaError("not_number", node.start, node.end)
        return kind

    def _require_condition(self, node):
        if self.kinds[node] != CONDITION:
            raise FormulaError("not_condition", node.start, node.end)


INFERRERS = {
    "number": Checker.infer_number,
    "text": Checker.infer_text,
    "truth": Checker.infer_truth,
    "name": Checker.infer_name,
    "unary": Checker.infer_unary,
    "binary": Checker.infer_binary,
    "every": Checker.infer_logic,
    "any": Checker.infer_logic,
    "compare": Checker.infer_compare,
    "function": Checker.infer_function,
}
FUNCTION_TYPES = {
    "if": Checker.infer_if,
    "choice": Checker.infer_choice,
    "round": Checker.infer_round,
    "pack": Checker.infer_pack,
}


def get_whole(node):
    """Return the whole number that a part is written as, None when it is another."""
    sign = 1
    while node.kind == "unary" and node.value in ("+", "-"):
        sign, node = (-sign if node.value == "-" else sign), node.parts[0]
    if node.kind != "number" or node.value.denominator != 1:
        return None
    return sign * node.value.numerator


def get_pack_unit(packs):
    """Return the unit of a quantity divided by the size of a pack: a count, or None."""
    for unit in (NUMBER, PIECES):
        if get_factor(packs, unit) is not None:
            return unit
    return None


def _go_together(left, right):
    if is_number(left) and is_number(right):
        return get_factor(left, right) is not None
    return left == right
