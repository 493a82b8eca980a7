"""What happens inside one channel of a route map: who lies on which level, and where.

A *run* is the level part of an arrow in a channel. Level 0 is the nearest to the stages
that the channel belongs to.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

LABEL_HEIGHT, LABEL_MAX_WIDTH = 16, 230
LETTER = 6.9  # average width of a letter in a label, Cyrillic included


class Port(NamedTuple):
    """Where an arrow meets a stage: the stage's cell, seen from a channel."""

    column: int
    row: int


class Slot(NamedTuple):
    """Where an arrow passes through a gap, right of `column`."""

    column: float
    index: int


@dataclass
class Run:
    """The level part of an arrow inside one channel."""

    arrow: NamedTuple
    channel: int
    ends: tuple
    label_width: float
    xs: tuple = ()
    level: int = 0

    def get_span(self):
        """Return from where to where nothing else may lie on this level."""
        left, right = sorted(self.xs)
        spare = max(0, self.label_width - (right - left)) / 2
        return left - spare, right + spare


def estimate_label_width(name):
    """Return the room that `name` wants; the widget shortens what is longer.

    >>> estimate_label_width(""), estimate_label_width("Так")
    (0, 30.7)
    """
    return min(round(LETTER * len(name), 1) + 10, LABEL_MAX_WIDTH) if name else 0


def sort_port(run, number):
    """Return the place of a run's end among all at one side: fewest crossings."""
    here, there = run.ends[number], run.ends[1 - number]
    distance = there.column - here.column
    if not distance:
        return 1, number
    is_near = run.channel == 0 or here.row == run.channel - 1
    return 0 if distance < 0 else 2, -distance if is_near else distance


def is_upright(run):
    """Tell whether `run` joins two stages over one another."""
    first, last = run.ends
    return first.column == last.column and first != last


def find_level(taken, span):
    """Return the first level of `taken` with room for `span`, and book it."""
    left, right = span
    for level, spans in enumerate(taken):
        if all(right + 8 <= other[0] or other[1] + 8 <= left for other in spans):
            spans.append(span)
            return level
    taken.append([span])
    return len(taken) - 1


def iter_uprights(points):
    """Yield (x, top, bottom) of the upright lines of a path."""
    for (x, y), (to_x, to_y) in pairwise(points):
        if x == to_x:
            yield x, min(y, to_y), max(y, to_y)


def find_quiet_x(run, y, lines):
    """Return where on `run` the label's middle crosses the fewest upright lines."""
    left, right = sorted(run.xs)
    middle, half = (left + right) / 2, run.label_width / 2
    reach = max(0, (right - left) / 2 - half)

    def count_crossed(x):
        return sum(
            abs(x - line_x) < half and top < y - 2 and bottom > y - LABEL_HEIGHT
            for line_x, top, bottom in lines
        )

    tries = [
        middle + reach * part / 8 for part in (0, -1, 1, -2, 2, -4, 4, -6, 6, -8, 8)
    ]
    return min(tries, key=lambda x: (count_crossed(x), abs(x - middle)))
