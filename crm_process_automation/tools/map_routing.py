"""How the arrows of a route map run between its stages.

Above every row of stages lies a *channel*, beside every column a *gap*; arrows run in
them and nowhere else. So no arrow crosses a stage and no label covers one, whatever
the map looks like: it holds by construction, not by luck.
"""

from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from .map_channels import (
    LABEL_HEIGHT,
    Port,
    Run,
    Slot,
    estimate_label_width,
    find_level,
    find_quiet_x,
    is_upright,
    iter_uprights,
    sort_port,
)

NODE_WIDTH, NODE_HEIGHT = 156, 88
GAP, MARGIN = 112, 14
TRACK = 25  # from one arrow of a channel to the next: a line and its label
PAD = 16  # between a stage and the nearest arrow: room for an arrowhead
SLOT = 9  # from one arrow of a gap to the next


class Box(NamedTuple):
    """A rectangle: its upper left corner and its size."""

    x: float
    y: float
    w: float
    h: float


class Path(NamedTuple):
    """An arrow: its corners, and the box of its label."""

    points: list
    label: Box


class Router:
    """Draws one map: give it the cells of the stages and the arrows, call `draw`."""

    def __init__(self, cells, arrows):
        self.cells = cells
        self.arrows = arrows
        self.columns = max((c for c, _row in cells.values()), default=-1) + 1
        self.rows = max((r for _column, r in cells.values()), default=-1) + 1
        self.slots = defaultdict(int)  # column left of a gap → arrows inside the gap
        self.straight = {}  # (source, target) → the arrow between two neighbours
        self.runs = {}  # arrow id → its runs

    def draw(self):
        """Return the boxes of the nodes, the paths of the arrows and the size."""
        for arrow in self.arrows:
            self._plan(arrow)
        self._set_columns()
        self._set_ports()
        self._set_rows()
        boxes = {
            node_id: Box(self.x[column], self.y[row], NODE_WIDTH, NODE_HEIGHT)
            for node_id, (column, row) in self.cells.items()
        }
        points = {arrow.id: self._get_points(arrow) for arrow in self.arrows}
        lines = [line for corners in points.values() for line in iter_uprights(corners)]
        paths = {
            arrow.id: Path(points[arrow.id], self._get_label(arrow, lines))
            for arrow in self.arrows
        }
        return boxes, paths, (self.width, self.height)

    # -- what an arrow crosses

    def _plan(self, arrow):
        """Choose the channels of `arrow`; neighbours on a row need none."""
        (column, row), (to_column, to_row) = self._get_cells(arrow)
        key = (arrow.source, arrow.target)
        if row == to_row and to_column == column + 1 and key not in self.straight:
            self.straight[key] = arrow.id
            self.runs[arrow.id] = []
            return
        leave = row + 1 if to_row > row else row
        enter = to_row + 1 if to_row < row else to_row
        source, target = Port(column, row), Port(to_column, to_row)
        stops = [source, target]
        if leave != enter:
            stops.insert(1, self._take_slot(column, to_column))
        width = estimate_label_width(arrow.name)
        self.runs[arrow.id] = [
            Run(arrow, channel, ends, width if number == 0 else 0)
            for number, (channel, ends) in enumerate(
                zip((leave, enter), pairwise(stops), strict=False)
            )
        ]

    def _take_slot(self, column, to_column):
        gap = column - 1 if to_column < column else column
        self.slots[gap] += 1
        return Slot(gap + 0.5, self.slots[gap] - 1)

    def _get_cells(self, arrow):
        return self.cells[arrow.source], self.cells[arrow.target]

    # -- across

    def _set_columns(self):
        """Set `x` of every column; a gap is as wide as the arrows in it need."""
        self.x = []
        right = 0  # of the column before
        for column in range(self.columns):
            gap = GAP if column else MARGIN
            self.x.append(right + gap + SLOT * self.slots[column - 1])
            right = self.x[-1] + NODE_WIDTH
        self.width = right + MARGIN + SLOT * self.slots[self.columns - 1]

    def _get_slot_x(self, slot):
        column = int(slot.column - 0.5)
        right = self.x[column] + NODE_WIDTH if column >= 0 else 0
        return right + SLOT * (slot.index + 1)

    def _set_ports(self):
        """Set `xs` of every run, sharing a stage's side among all who meet there.

        Stages over one another share: else two upright lines could lie on each other.
        """
        meeting = defaultdict(list)
        for run in self._iter_runs():
            for number, end in enumerate(run.ends):
                if isinstance(end, Port) and not (number and is_upright(run)):
                    meeting[run.channel, end.column].append((run, number))
        x_of = {}
        for (_channel, column), ports in meeting.items():
            ports.sort(key=lambda port: sort_port(*port))
            step = NODE_WIDTH / (len(ports) + 1)
            for place, (run, number) in enumerate(ports, start=1):
                x_of[id(run), number] = round(self.x[column] + step * place, 1)
        for run in self._iter_runs():
            xs = [
                self._get_slot_x(end)
                if isinstance(end, Slot)
                else x_of.get((id(run), number))
                for number, end in enumerate(run.ends)
            ]
            run.xs = (xs[0], xs[0] if xs[1] is None else xs[1])

    def _iter_runs(self):
        for arrow in self.arrows:
            yield from self.runs[arrow.id]

    # -- down

    def _set_rows(self):
        """Set `y` of every row; a channel is as high as the arrows in it need."""
        levels = self._set_levels()
        self.y, self.channel_y = [], []
        bottom = 0  # of the row before
        for row in range(self.rows):
            high = 2 * PAD + TRACK * levels[row] if levels[row] else MARGIN
            self.channel_y.append((bottom, bottom + high))
            self.y.append(bottom + high)
            bottom += high + NODE_HEIGHT
        self.height = bottom + MARGIN if self.rows else 0

    def _set_levels(self):
        """Give runs that overlap different levels, short ones next to the stages."""
        runs = defaultdict(list)
        for run in self._iter_runs():
            runs[run.channel].append(run)
        levels = defaultdict(int)
        for channel, members in runs.items():
            taken = []
            for run in sorted(members, key=lambda r: abs(r.xs[0] - r.xs[1])):
                run.level = find_level(taken, run.get_span())
            levels[channel] = len(taken)
        return levels

    def _get_run_y(self, run):
        top, bottom = self.channel_y[run.channel]
        if run.channel == 0:  # its stages are below it
            return bottom - PAD - TRACK * run.level
        return top + PAD + LABEL_HEIGHT + TRACK * run.level

    # -- the result

    def _get_points(self, arrow):
        """Return the corners of `arrow`, from border to border."""
        (column, row), (to_column, to_row) = self._get_cells(arrow)
        runs = self.runs[arrow.id]
        if not runs:
            y = self.y[row] + NODE_HEIGHT / 2
            return [(self.x[column] + NODE_WIDTH, y), (self.x[to_column], y)]
        points = [(runs[0].xs[0], self._get_border(row, runs[0].channel))]
        for run in runs:
            y = self._get_run_y(run)
            points += [(run.xs[0], y), (run.xs[1], y)]
        points.append((runs[-1].xs[1], self._get_border(to_row, runs[-1].channel)))
        if len({x for x, _y in points}) == 1 and row != to_row:
            return [points[0], points[-1]]
        return points

    def _get_border(self, row, channel):
        return self.y[row] if channel == row else self.y[row] + NODE_HEIGHT

    def _get_label(self, arrow, lines):
        runs = self.runs[arrow.id]
        if not runs:
            column, row = self.cells[arrow.source]
            width, height = GAP - 12, NODE_HEIGHT / 2 - 2
            middle = self.x[column + 1] - GAP / 2
            return Box(middle - width / 2, self.y[row], width, height)
        run = runs[0]
        x = find_quiet_x(run, self._get_run_y(run), lines)
        y = self._get_run_y(run) - LABEL_HEIGHT - 1
        return Box(x - run.label_width / 2, y, run.label_width, LABEL_HEIGHT)
