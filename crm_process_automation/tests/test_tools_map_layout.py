import doctest
import itertools
import random

from odoo.tests import BaseCase, tagged

from ..tools import map_channels, map_layout, map_routing, map_status, text
from ..tools.map_layout import Arrow, Node, compute_layout

try:
    from hypothesis import given, settings
    from hypothesis import strategies as st
except ImportError:  # a company that runs the tests of its add-ons may lack it
    given = None

KINDS = ("success", "repeat", "rework", "refuse", "cancel", "refund", "skip")


def make_map(size, pairs, ends=(), names=("Погоджено",)):
    """Return `size` stages, the first of which is the start, and arrows `pairs`."""
    nodes = [
        Node(i, is_start=i == 0, is_end=i in ends, is_success=i in ends and i % 2 == 0)
        for i in range(size)
    ]
    arrows = [
        Arrow(number, source, target, kind, names[number % len(names)])
        for number, (source, target, kind) in enumerate(pairs)
    ]
    return nodes, arrows


def make_random_map(seed, size=30):
    """Return any map at all: loops, lonely stages, two arrows between two stages."""
    chance = random.Random(seed)
    pairs = [
        (chance.randrange(size), chance.randrange(size), chance.choice(KINDS))
        for _ in range(chance.randrange(3 * size))
    ]
    ends = {chance.randrange(size) for _ in range(3)}
    names = ("", "Так", "Договір підписано", "Дуже довга назва, що не вміститься")
    return make_map(size, pairs, ends, names)


def overlap(one, other, spare=0):
    """Tell whether two boxes share an area."""
    return (
        one.x < other.x + other.w - spare
        and other.x < one.x + one.w - spare
        and one.y < other.y + other.h - spare
        and other.y < one.y + one.h - spare
    )


def is_on_border(point, box):
    x, y = point
    inside = box.x <= x <= box.x + box.w and box.y <= y <= box.y + box.h
    return inside and (x in (box.x, box.x + box.w) or y in (box.y, box.y + box.h))


@tagged("post_install", "-at_install")
class TestMapLayout(BaseCase):
    """A route map is drawn so that it can be read, whatever the map."""

    def assertDrawnWell(self, nodes, arrows):
        """Stages and labels keep apart, arrows join what they should join."""
        layout = compute_layout(nodes, arrows)
        self.assertEqual(set(layout.boxes), {node.id for node in nodes})
        self.assertEqual(set(layout.paths), {arrow.id for arrow in arrows})
        boxes = list(layout.boxes.values())
        for number, box in enumerate(boxes):
            self.assertFalse(any(overlap(box, other) for other in boxes[:number]))
            self.assertLessEqual(box.x + box.w, layout.width)
            self.assertLessEqual(box.y + box.h, layout.height)
        for arrow in arrows:
            self.assertRunsWell(arrow, layout)
        return layout

    def assertRunsWell(self, arrow, layout):
        path = layout.paths[arrow.id]
        self.assertTrue(is_on_border(path.points[0], layout.boxes[arrow.source]))
        self.assertTrue(is_on_border(path.points[-1], layout.boxes[arrow.target]))
        for box in layout.boxes.values():
            self.assertFalse(overlap(path.label, box))
            for (x, y), (to_x, to_y) in itertools.pairwise(path.points):
                corner = min(x, to_x), min(y, to_y)
                line = map_routing.Box(*corner, abs(to_x - x), abs(to_y - y))
                self.assertFalse(overlap(line, box), "an arrow crosses a stage")

    def test_any_map_is_drawn_well(self):
        for seed in range(60):
            with self.subTest(seed=seed):
                self.assertDrawnWell(*make_random_map(seed, size=1 + seed % 30))

    def test_same_map_gives_same_drawing(self):
        self.assertEqual(
            compute_layout(*make_random_map(7)), compute_layout(*make_random_map(7))
        )

    def test_success_route_is_straight_main_lane(self):
        pairs = [(i, i + 1, "success") for i in range(5)]
        pairs += [(0, 6, "refuse"), (1, 6, "refuse"), (3, 1, "rework"), (1, 3, "skip")]
        layout = self.assertDrawnWell(*make_map(7, pairs, ends=(5, 6)))
        self.assertEqual(layout.main_lane, [0, 1, 2, 3, 4, 5])
        self.assertEqual(len({layout.boxes[i].y for i in layout.main_lane}), 1)
        across = [layout.boxes[i].x for i in layout.main_lane]
        self.assertEqual(across, sorted(across))

    def test_way_back_runs_above_and_refusal_below(self):
        pairs = [
            (0, 1, "success"),
            (1, 2, "success"),
            (2, 1, "rework"),
            (1, 3, "refuse"),
        ]
        layout = self.assertDrawnWell(*make_map(4, pairs, ends=(2, 3)))
        lane = layout.boxes[0]
        self.assertLess(min(y for _x, y in layout.paths[2].points), lane.y)
        self.assertGreater(layout.boxes[3].y, lane.y + lane.h)

    def test_odd_maps_do_not_break_the_drawing(self):
        odd = {
            "nothing": (0, []),
            "one stage": (1, []),
            "a stage that leads to itself": (1, [(0, 0, "repeat"), (0, 0, "success")]),
            "stages nobody reaches": (4, [(2, 3, "success")]),
            "a circle": (3, [(0, 1, "success"), (1, 2, "success"), (2, 0, "success")]),
            "the same way twice": (2, [(0, 1, "success"), (0, 1, "success")]),
        }
        for name, (size, pairs) in odd.items():
            with self.subTest(name):
                self.assertDrawnWell(*make_map(size, pairs))

    def test_arrow_to_unknown_stage_is_left_out(self):
        nodes, arrows = make_map(2, [(0, 1, "success"), (1, 9, "refuse")])
        self.assertEqual(set(compute_layout(nodes, arrows).paths), {0})

    def test_long_map_needs_no_recursion(self):
        pairs = [(i, i + 1, "success") for i in range(1999)]
        nodes, arrows = make_map(2000, pairs, ends=(1999,))
        self.assertEqual(len(compute_layout(nodes, arrows).main_lane), 2000)

    def test_examples_in_the_docstrings_hold(self):
        for module in (map_channels, map_layout, map_routing, map_status, text):
            self.assertFalse(doctest.testmod(module).failed, module.__name__)

    if given:

        @settings(max_examples=60, deadline=None, derandomize=True, database=None)
        @given(st.data())
        def test_any_small_map_is_drawn_well(self, data):
            size = data.draw(st.integers(1, 30))
            place = st.integers(0, size - 1)
            pairs = st.lists(
                st.tuples(place, place, st.sampled_from(KINDS)), max_size=60
            )
            ends = data.draw(st.sets(place, max_size=4))
            self.assertDrawnWell(*make_map(size, data.draw(pairs), ends))
