"""The values that formulas calculate with: exact numbers, texts, yes and no."""

import math
import operator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from .formula_error import FormulaError
from .formula_units import CONDITION, TEXT

MAX_BITS = 512  # of the numerator, and of the denominator
DECIMALS = 10  # of a result


class Choice(NamedTuple):
    """A chosen value of a list: formulas may name it by its key or by its label."""

    key: str
    label: str

    def __str__(self):
        return self.label


def read_value(name, value, kind):
    """Return the value of a name, as formulas calculate with it.

    A number that nobody filled in is no zero, and an error; an empty text is a text.

    :raise FormulaError: when there is none, or when it is of another type

    >>> read_value("rate", 0.1 + 0.2, None), read_value("wall", None, TEXT)
    (Fraction(3, 10), '')
    """
    if isinstance(value, FormulaError):
        raise value
    if kind == CONDITION:
        return bool(value)
    if kind == TEXT:
        is_text = isinstance(value, str | Choice)
        return value if is_text else "" if value in (None, False) else str(value)
    if value is None or value is False:
        raise FormulaError("no_value", name=name)
    return _read_number(name, value)


def _read_number(name, value):
    if isinstance(value, float) and math.isfinite(value):
        # 15 digits are those that a float keeps of a decimal number.
        value = Decimal(format(value, ".15g"))
    if isinstance(value, Decimal) and value.is_finite():
        if abs(value.adjusted()) > MAX_BITS:  # asked before it is written out
            raise FormulaError("too_large")
        value = Fraction(value)
    if not isinstance(value, int | Fraction):
        raise FormulaError("bad_value", name=name)
    return check_size(Fraction(value))


def check_size(value):
    """Return the value; a number must not be too long to calculate with."""
    if (
        isinstance(value, Fraction)
        and max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS
    ):
        raise FormulaError("too_large")
    return value


def is_same(left, right):
    """Return whether two values are equal; of texts, upper case does not matter.

    >>> is_same(Choice("brick", "Цегла"), "ЦЕГЛА "), is_same("brick", "drywall")
    (True, False)
    """
    if isinstance(left, str | Choice) and isinstance(right, str | Choice):
        return bool(_get_spellings(left) & _get_spellings(right))
    return left == right


def _get_spellings(text):
    words = text if isinstance(text, Choice) else (text,)
    return {word.strip().casefold() for word in words}


def round_half_up(number, places=0):
    """Return a fraction rounded as people do it, halves away from zero.

    >>> [str(round_half_up(Fraction(n, 10))) for n in (25, -25, 24)]
    ['3', '-3', '2']
    """
    scale = 10**places
    whole = math.floor(abs(number) * scale + Fraction(1, 2))
    return Fraction(whole if number >= 0 else -whole, scale)


def to_decimal(number, places=DECIMALS):
    """Return a fraction as a decimal number without needless zeros.

    >>> to_decimal(Fraction(2, 3)), to_decimal(Fraction(-1500)), to_decimal(Fraction(0))
    (Decimal('0.6666666667'), Decimal('-1500'), Decimal('0'))
    """
    whole = int(round_half_up(number, places) * 10**places)
    while places and whole % 10 == 0:
        whole, places = whole // 10, places - 1
    return Decimal(f"{whole}E-{places}") if places else Decimal(whole)


COMPARISONS = {
    "==": is_same,
    "!=": lambda left, right: not is_same(left, right),
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
