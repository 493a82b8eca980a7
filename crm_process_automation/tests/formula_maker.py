"""Random formulas as nested tuples, and how a consultant writes them down."""

from fractions import Fraction

LENGTHS = {"m": Fraction(1), "cm": Fraction(1, 100), "mm": Fraction(1, 1000)}
AREAS = {"m2": Fraction(1), "см²": Fraction(1, 10000)}
UNITS = [{}, LENGTHS, AREAS]  # by dimension
# By name: its dimension, its unit, and its value in metres.
NAMES = {
    "count": (0, "", Fraction(7)),
    "знижка": (0, "", Fraction(1, 8)),
    "room.length": (1, "m", Fraction(5)),
    "ширина": (1, "cm", Fraction(613, 100)),
    "стіна": (2, "m2", Fraction(-3, 2)),
}
LEVELS = {"if": 0, "or": 1, "and": 2, "not": 3, "compare": 4, "+": 5, "-": 5}
LEVELS |= {"*": 6, "/": 6, "//": 6, "%": 6, "negative": 7, "**": 8}
ATOM = 9


class Maker:
    """Makes random formulas."""

    def __init__(self, dice):
        self.dice = dice

    def make(self, power, depth):
        """Return a formula that gives a number of this dimension (0, 1 or 2)."""
        if depth <= 0 or self.dice.random() < 0.1:
            return self._make_leaf(power)
        return self.dice.choice([*self.NUMBERS, *self.OF_POWER[power]])(
            self, power, depth - 1
        )

    def _make_leaf(self, power):
        names = [name for name, each in NAMES.items() if each[0] == power]
        if self.dice.random() < 0.4:
            return ("name", self.dice.choice(names))
        if self.dice.random() < 0.05:
            return ("number", "0", "")  # zero of anything
        digits = self.dice.choice(["1", "2", "3", "0.1", "2.50", "12", "0.75", "5"])
        unit = self.dice.choice([*UNITS[power]]) if power else ""
        return ("number", digits, unit)

    def _make_sum(self, power, depth):
        sign = self.dice.choice("+-%")
        return (sign, self.make(power, depth), self.make(power, depth))

    def _make_negative(self, power, depth):
        return ("negative", self.make(power, depth))

    def _make_scaled(self, power, depth):
        sign = self.dice.choice("*/")
        return (sign, self.make(power, depth), self.make(0, depth))

    def _make_if(self, power, depth):
        parts = self.make(power, depth), self.make(power, depth)
        kind = self.dice.choice(["if", "if()"])
        return (kind, self.make_condition(depth), *parts)

    def _make_call(self, power, depth):
        name = self.dice.choice(["min", "max", "sum", "abs", "round_up"])
        count = {"abs": 1, "round_up": 2}.get(name) or self.dice.randint(1, 3)
        return (name, *(self.make(power, depth) for _each in range(count)))

    def _make_choice(self, power, depth):
        keys = [self.make(0, depth) for _each in range(self.dice.randint(1, 2))]
        pairs = [part for key in keys for part in (key, self.make(power, depth))]
        rest = [self.make(power, depth)] if self.dice.random() < 0.8 else []
        return ("choice", self.make(0, depth), *pairs, *rest)

    def _make_ratio(self, _power, depth):
        power, sign = self.dice.randrange(3), self.dice.choice(["/", "//"])
        return (sign, self.make(power, depth), self.make(power, depth))

    def _make_power(self, _power, depth):
        exponent = ("number", str(self.dice.randint(0, 3)), "")
        return ("**", self.make(0, depth), exponent)

    def _make_rounded(self, _power, depth):
        name = self.dice.choice(["ceil", "floor", "round", "pack"])
        if name != "pack":
            return (name, self.make(0, depth))
        power = self.dice.randrange(3)
        packs = (name, self.make(power, depth), self.make(power, depth))
        return ("/", packs, ("number", "1", "pcs"))

    def _make_area(self, _power, depth):
        return ("*", self.make(1, depth), self.make(1, depth))

    def _make_side(self, _power, depth):
        return ("/", self.make(2, depth), self.make(1, depth))

    NUMBERS = (_make_sum, _make_negative, _make_scaled, _make_if, _make_call)
    NUMBERS += (_make_choice,)
    OF_POWER = ((_make_ratio, _make_power, _make_rounded), (_make_side,), (_make_area,))

    def make_condition(self, depth):
        """Return a formula that is true or false."""
        power, kind = self.dice.randrange(3), self.dice.random()
        if depth <= 0 or kind < 0.6:
            signs = ["<", "<=", ">", ">=", "==", "!=", "=", "<>", "≤"]
            parts = [self.make(power, depth - 1)]
            for _each in range(self.dice.choice([1, 1, 2])):
                parts += [self.dice.choice(signs), self.make(power, depth - 1)]
            return ("compare", *parts)
        if kind < 0.7:
            return ("not", self.make_condition(depth - 1))
        parts = self.make_condition(depth - 1), self.make_condition(depth - 1)
        return (self.dice.choice(["and", "or"]), *parts)


def render(tree, dice, level=0):
    """Return the source of a formula, with no more parentheses than chance puts."""
    kind, *parts = tree
    write = WRITERS.get(kind) or (_write_operator if kind in LEVELS else _write_call)
    text = write(kind, parts, dice)
    if LEVELS.get(kind, ATOM) < level or dice.random() < 0.05:
        return f"({text})"
    return text


def _write_leaf(_kind, parts, dice):
    return dice.choice(["", " "]).join(filter(None, parts))


def _write_comparison(_kind, parts, dice):
    return " ".join(
        part if isinstance(part, str) else render(part, dice, 5) for part in parts
    )


def _write_if(_kind, parts, dice):
    condition, value, other = parts
    middle = render(condition, dice, 1)
    return f"{render(value, dice, 1)} if {middle} else {render(other, dice)}"


def _write_negative(kind, parts, dice):
    return dice.choice("-−") + render(parts[0], dice, LEVELS[kind])


def _write_not(kind, parts, dice):
    return f"not {render(parts[0], dice, LEVELS[kind])}"


def _write_call(kind, parts, dice):
    name = dice.choice([kind, kind.upper()]).replace("()", "")
    return f"{name}({', '.join(render(part, dice) for part in parts)})"


def _write_operator(kind, parts, dice):
    left, right = parts
    level = LEVELS[kind]
    sign = dice.choice(["**", "^"]) if kind == "**" else kind
    space = dice.choice(["", " "]) if sign.strip("*/-+^") == "" else " "
    lefts = render(left, dice, level + (kind == "**"))
    return f"{lefts}{space}{sign}{space}{render(right, dice, level + 1)}"


WRITERS = {
    "name": _write_leaf,
    "number": _write_leaf,
    "compare": _write_comparison,
    "if": _write_if,
    "negative": _write_negative,
    "not": _write_not,
}
