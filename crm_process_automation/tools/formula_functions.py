"""The functions of the formula language: how they are written."""

from typing import NamedTuple


class Function(NamedTuple):
    """How a function is written, and how many values it takes."""

    usage: str
    least: int
    most: int = 100

    def accepts(self, count):
        """Return whether it may be called with so many values."""
        return self.least <= count <= self.most


FUNCTIONS = {
    "if": Function("if(condition, value, other value)", 3, 3),
    "choice": Function('choice(value, "brick", 1.2, "drywall", 1, other value)', 3),
    "min": Function("min(value, value, …)", 1),
    "max": Function("max(value, value, …)", 1),
    "sum": Function("sum(value, value, …)", 1),
    "abs": Function("abs(value)", 1, 1),
    "ceil": Function("ceil(value)", 1, 1),
    "floor": Function("floor(value)", 1, 1),
    "round": Function("round(value, decimals)", 1, 2),
    "round_up": Function("round_up(quantity, size)", 2, 2),
    "round_down": Function("round_down(quantity, size)", 2, 2),
    "pack": Function("pack(quantity, size of a pack)", 2, 2),
}
