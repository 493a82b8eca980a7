"""Where the stages of a process stand on its route map, and how its arrows run.

The map is a grid. The success route lies on a straight main lane, row 0; every other
stage stands in a cell below it. Arrows never cross a stage, see `map_routing`.
Plain Python: the same map always gives the same drawing.
"""

from collections import defaultdict
from math import isqrt
from typing import NamedTuple

from . import map_routing


class Node(NamedTuple):
    """A stage, as the drawing sees it."""

    id: int
    is_start: bool = False
    is_end: bool = False
    is_success: bool = False


class Arrow(NamedTuple):
    """A transition, as the drawing sees it."""

    id: int
    source: int
    target: int
    kind: str = "success"
    name: str = ""


class Layout(NamedTuple):
    """The finished drawing: boxes of nodes and paths of arrows, by their ids."""

    width: int
    height: int
    boxes: dict
    paths: dict
    main_lane: list


def compute_layout(nodes, arrows):
    """Place `nodes` and lead `arrows`; an arrow with a loose end is left out."""
    known = {node.id for node in nodes}
    arrows = [a for a in arrows if a.source in known and a.target in known]
    lane = find_main_lane(nodes, arrows)
    cells = place_nodes(nodes, arrows, lane)
    boxes, paths, (width, height) = map_routing.Router(cells, arrows).draw()
    return Layout(width, height, boxes, paths, lane)


def find_main_lane(nodes, arrows):
    """Return the ids of the success route: the longest one to a good end.

    >>> nodes = [Node(1, is_start=True), Node(2), Node(3, is_end=True, is_success=True)]
    >>> find_main_lane(nodes, [Arrow(1, 1, 2), Arrow(2, 2, 3), Arrow(3, 1, 3, "skip")])
    [1, 2, 3]
    """
    if not nodes:
        return []
    start = next((node.id for node in nodes if node.is_start), nodes[0].id)
    is_success = {node.id: node.is_success for node in nodes}
    following = _group_targets(a for a in arrows if a.kind == "success")
    finished = {}  # id → its place in the order of finishing; loops lead to later ones
    best = {}  # id → (reaches a good end, stages on the way, the next stage)
    for node_id in _iter_postorder(start, following):
        ways = [
            (best[target][0], best[target][1] + 1, target)
            for target in following[node_id]
            if target in finished
        ]
        stop = (is_success[node_id], 1, None)
        best[node_id] = max([*ways, stop], key=lambda way: way[:2])
        finished[node_id] = len(finished)
    lane = [start]
    while (target := best[lane[-1]][2]) is not None:
        lane.append(target)
    return lane


def _group_targets(arrows):
    """Return {source: its targets, each once, in the order of the arrows}."""
    targets = defaultdict(dict)
    for arrow in arrows:
        targets[arrow.source][arrow.target] = True
    return defaultdict(list, {source: list(ids) for source, ids in targets.items()})


def _iter_postorder(start, following):
    """Yield what can be reached from `start`, a node after all that follows it.

    Without recursion: an imported map may be longer than Python's stack is deep.
    """
    seen = {start}
    stack = [(start, iter(following[start]))]
    while stack:
        node_id, targets = stack[-1]
        target = next((t for t in targets if t not in seen), None)
        if target is None:
            stack.pop()
            yield node_id
        else:
            seen.add(target)
            stack.append((target, iter(following[target])))


def place_nodes(nodes, arrows, lane):
    """Return {node id: (column, row)}, no two alike; `lane` is row 0."""
    cells = {node_id: (column, 0) for column, node_id in enumerate(lane)}
    ends = {node.id for node in nodes if node.is_end}
    sources = defaultdict(list)
    for arrow in arrows:
        sources[arrow.target].append(arrow.source)
    columns = max(len(lane), isqrt(len(nodes)) + 1)
    taken = set(cells.values())
    for node_id in _sort_for_placing(nodes, arrows, lane):
        column = _wish_column(node_id, sources, cells, node_id in ends)
        cells[node_id] = _find_free_cell(min(column, columns - 1), columns, taken)
        taken.add(cells[node_id])
    return cells


def _sort_for_placing(nodes, arrows, lane):
    """Return the ids beside the lane: stages as they are reached, then the ends."""
    following = _group_targets(arrows)
    reached = dict.fromkeys(lane)
    queue = list(lane)
    for node_id in queue:
        fresh = [target for target in following[node_id] if target not in reached]
        reached.update(dict.fromkeys(fresh))
        queue.extend(fresh)
    reached.update(dict.fromkeys(node.id for node in nodes))
    ends = {node.id for node in nodes if node.is_end}
    beside = [node_id for node_id in reached if node_id not in set(lane)]
    return sorted(beside, key=lambda node_id: node_id in ends)


def _wish_column(node_id, sources, cells, is_end):
    """Return the best column: an end below what leads to it, a stage just after."""
    columns = sorted(cells[s][0] for s in sources[node_id] if s in cells)
    if not columns:
        return 0
    return columns[(len(columns) - 1) // 2] + (not is_end)


def _find_free_cell(column, columns, taken):
    """Return the free cell below the lane that is nearest to `column`.

    A row further down costs as much as a column and a half aside; right beats left.
    """
    last_row = max((row for _column, row in taken), default=0)
    free = (
        (other, row)
        for row in range(1, last_row + 2)
        for other in range(columns)
        if (other, row) not in taken
    )
    return min(
        free,
        key=lambda cell: (
            1.5 * cell[1] + abs(cell[0] - column),
            cell[0] < column,
        ),
    )
