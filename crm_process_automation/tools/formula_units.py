"""Units of measure: what goes together, and by which exact factor.

A type is a `Unit`, or one of the words TEXT, CONDITION and ZERO. The bare 0 is zero of
anything: `max(0, area)` is right although 0 is no area.
"""

from fractions import Fraction
from typing import NamedTuple

from .formula_error import FormulaError

TEXT, CONDITION, ZERO = "text", "yes/no", "zero"

# {symbol: (what it measures, how many of the first of its kind it is)}
SYMBOLS = {
    "m": ("length", Fraction(1)),
    "dm": ("length", Fraction(1, 10)),
    "cm": ("length", Fraction(1, 100)),
    "mm": ("length", Fraction(1, 1000)),
    "km": ("length", Fraction(1000)),
    "kg": ("mass", Fraction(1)),
    "g": ("mass", Fraction(1, 1000)),
    "t": ("mass", Fraction(1000)),
    "hours": ("time", Fraction(1)),
    "minutes": ("time", Fraction(1, 60)),
    # How many hours a day has, depends on whose day it is.
    "days": ("days", Fraction(1)),
    "l": ("litres", Fraction(1, 1000)),
    "ml": ("litres", Fraction(1, 1_000_000)),
    "pcs": ("pieces", Fraction(1)),
    "money": ("money", Fraction(1)),
}
# A litre stays a litre where it can (0.2 l/m2 of paint), and is a volume all the same.
ALSO = {"litres": ("length", 3)}
ALIASES = {
    "hour": "hours",
    "minute": "minutes",
    "day": "days",
    "pc": "pcs",
    "%": "percent",
    "м": "m",
    "дм": "dm",
    "см": "cm",
    "мм": "mm",
    "км": "km",
    "кг": "kg",
    "г": "g",
    "т": "t",
    "л": "l",
    "мл": "ml",
    "год": "hours",
    "хв": "minutes",
    "дн": "days",
    "шт": "pcs",
}
LARGEST_POWER = 9


class Unit(NamedTuple):
    """A product of powers of symbols; without any, a plain number or a percentage."""

    powers: tuple = ()
    is_percent: bool = False

    def __str__(self):
        """Return it as it is written, such as m2, kg/m2, percent; a number is 1."""
        above = [_write(*power) for power in self.powers if power[1] > 0]
        below = [_write(name, -power) for name, power in self.powers if power < 0]
        plain = "percent" if self.is_percent else "1"
        return "/".join(["*".join(above) or plain, *below])


NUMBER = Unit()
PERCENT = Unit(is_percent=True)
PIECES = Unit((("pcs", 1),))


def parse_unit(text):
    """Return the type that `text` names: a unit, TEXT or CONDITION.

    >>> [str(parse_unit(text)) for text in ("m²", "кг/м2", "l/m2", "cm*cm", "number")]
    ['m2', 'kg/m2', 'l/m2', 'cm2', '1']
    >>> parse_unit("text"), parse_unit("percent") == PERCENT
    ('text', True)
    """
    text = (text or "").replace("²", "2").replace("³", "3").replace(" ", "")
    if text in (TEXT, CONDITION):
        return text
    unit, sign = NUMBER, 1
    for factor in text.replace("*", " * ").replace("/", " / ").split():
        if factor in "*/":
            sign = 1 if factor == "*" else -1
        elif factor not in ("1", "number"):
            unit, scale = _join(unit, _get_factor(factor), sign)
            if scale != 1:  # g/kg
                raise FormulaError("unknown_unit", unit=text[:40])
    return unit


def find_unit(name):
    """Return the unit that a single word names, or None.

    >>> str(find_unit("м3")), find_unit("m10"), find_unit("ell")
    ('m3', None, None)
    """
    name = ALIASES.get(name, name)
    if name == "percent":
        return PERCENT
    symbol, power = (name[:-1], name[-1]) if name[-1:] in ("2", "3") else (name, 1)
    symbol = ALIASES.get(symbol, symbol)
    if symbol not in SYMBOLS:
        return None
    return Unit(((symbol, int(power)),))


def is_number(kind):
    """Return whether values of this type are numbers, with a unit or without."""
    return kind == ZERO or isinstance(kind, Unit)


def get_factor(unit, wanted):
    """Return by what to multiply a number of `unit` to have it in `wanted`, or None.

    A percentage goes together with a plain number, as in 1 - 5%.

    >>> get_factor(parse_unit("cm2"), parse_unit("m2"))
    Fraction(1, 10000)
    >>> get_factor(parse_unit("m3"), parse_unit("l"))
    Fraction(1000, 1)
    >>> get_factor(PERCENT, NUMBER), get_factor(parse_unit("m"), parse_unit("m2"))
    (Fraction(1, 100), None)
    """
    if unit == wanted or ZERO in (unit, wanted):
        return Fraction(1)
    if _get_dimensions(unit) != _get_dimensions(wanted):
        return None
    return _get_scale(unit) / _get_scale(wanted)


def multiply(left, right, sign=1):
    """Return (unit, factor) of a product; of a quotient when `sign` is -1.

    The left symbol wins: metres times centimetres are square metres.

    >>> unit, factor = multiply(parse_unit("m"), parse_unit("cm"))
    >>> str(unit), factor
    ('m2', Fraction(1, 100))
    >>> unit, factor = multiply(parse_unit("money"), PERCENT)
    >>> str(unit), factor
    ('money', Fraction(1, 100))
    """
    left, right = (NUMBER if unit == ZERO else unit for unit in (left, right))
    unit, factor = _join(left, right, sign)
    if left.is_percent and right.is_percent:
        factor *= Fraction(1, 100) if sign > 0 else 1
    elif (left.is_percent or right.is_percent) and not unit.is_percent:
        factor *= Fraction(1, 100) ** (sign if right.is_percent else 1)
    return unit, factor


def raise_to(unit, exponent):
    """Return the unit of a power of a number with this unit."""
    if any(abs(power * exponent) > LARGEST_POWER for _name, power in unit.powers):
        raise FormulaError("bad_exponent", limit=LARGEST_POWER)
    powers = tuple((name, power * exponent) for name, power in unit.powers)
    return Unit(powers if exponent else ())


def _join(left, right, sign):
    powers, factor = dict(left.powers), Fraction(1)
    symbols = {SYMBOLS[name][0]: name for name in powers}
    for name, power in right.powers:
        kept = symbols.setdefault(SYMBOLS[name][0], name)
        factor *= (SYMBOLS[name][1] / SYMBOLS[kept][1]) ** (power * sign)
        powers[kept] = powers.get(kept, 0) + power * sign
    if any(abs(power) > LARGEST_POWER for power in powers.values()):
        raise FormulaError("bad_exponent", limit=LARGEST_POWER)
    kept = tuple((name, power) for name, power in powers.items() if power)
    return Unit(kept, _is_percentage(left, right, sign) and not kept), factor


def _is_percentage(left, right, sign):
    """5% of 5%, twice 5%, a half of 5%; but 5% / 5% is a plain number."""
    if sign > 0:
        return left.is_percent or right.is_percent
    return left.is_percent and not right.is_percent


def _get_factor(name):
    unit = find_unit(name)
    if unit is None:
        raise FormulaError("unknown_unit", unit=name[:20])
    return unit


def _get_dimensions(unit):
    found = {}
    for name, power in unit.powers:
        kind, times = ALSO.get(SYMBOLS[name][0], (SYMBOLS[name][0], 1))
        found[kind] = found.get(kind, 0) + times * power
    return {kind: power for kind, power in found.items() if power}


def _get_scale(unit):
    scale = Fraction(1, 100) if unit.is_percent else Fraction(1)
    for name, power in unit.powers:
        scale *= SYMBOLS[name][1] ** power
    return scale


def _write(name, power):
    return name if power == 1 else f"{name}{power}"
