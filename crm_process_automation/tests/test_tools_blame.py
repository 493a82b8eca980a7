import doctest
import random
from itertools import combinations, product

from odoo.tests import BaseCase, tagged

from ..tools import blame as module
from ..tools.blame import All, AnyOf, Leaf, Not, blame, read_polish


def make_tree(chance, keys, depth=3):
    """Return any tree: empty branches, double negations, one leaf in many places."""
    kind = chance.choice([Leaf, Leaf, Not, All, AnyOf] if depth else [Leaf])
    if kind is Leaf:
        return Leaf(chance.choice(keys))
    size = 1 if kind is Not else chance.randrange(4)
    return kind(*(make_tree(chance, keys, depth - 1) for _ in range(size)))


def turn(verdicts, keys):
    return {key: value != (key in keys) for key, value in verdicts.items()}


def find_fewest_by_force(tree, verdicts):
    """Return how many leaves have to turn at least; None when nothing helps."""
    for size in range(len(verdicts) + 1):
        for keys in combinations(verdicts, size):
            if tree.holds(turn(verdicts, keys)) != tree.holds(verdicts):
                return size
    return None


@tagged("post_install", "-at_install")
class TestToolsBlame(BaseCase):
    """The fewest conditions are blamed: turned, they turn the verdict."""

    def _make_cases(self, count, keys="abcdefg"):
        for seed in range(count):
            chance = random.Random(seed)
            tree = make_tree(chance, keys[: chance.randrange(2, len(keys) + 1)])
            verdicts = {key: chance.random() < 0.5 for key in tree.get_keys()}
            yield seed, tree, verdicts

    def test_blamed_leaves_are_as_few_as_brute_force_finds(self):
        for seed, tree, verdicts in self._make_cases(3000):
            fewest = find_fewest_by_force(tree, verdicts)
            found = blame(tree, verdicts)
            self.assertEqual(len(found), fewest or 0, f"seed {seed}")

    def test_turning_the_blamed_turns_the_verdict_and_no_part_of_them_does(self):
        for seed, tree, verdicts in self._make_cases(3000):
            holds, blamed = tree.holds(verdicts), blame(tree, verdicts)
            for size in range(len(blamed) + 1 if blamed else 0):
                for keys in combinations(blamed, size):
                    is_turned = tree.holds(turn(verdicts, keys)) != holds
                    self.assertEqual(is_turned, size == len(blamed), f"seed {seed}")

    def test_nothing_is_blamed_for_a_contradiction(self):
        tree = All(Leaf("a"), Not(Leaf("a")))
        for value in (True, False):
            self.assertEqual(blame(tree, {"a": value}), [])

    def test_a_wide_tree_is_judged_at_once(self):
        pairs = (AnyOf(Leaf(2 * n), Leaf(2 * n + 1)) for n in range(200))
        tree = All(*pairs)
        verdicts = dict.fromkeys(range(400), False)
        self.assertEqual(blame(tree, verdicts), list(range(0, 400, 2)))

    def test_negations_are_pushed_down_to_the_leaves(self):
        for _seed, tree, verdicts in self._make_cases(300):
            again = Not(Not(tree))
            self.assertEqual(again.get_outline(), tree.get_outline())
            self.assertEqual(again.holds(verdicts), tree.holds(verdicts))

    def test_prefix_notation_is_read_as_odoo_reads_it(self):
        tree = read_polish(["a", "|", "!", "b", "&", "c", "d"], Leaf)
        for a, b, c, d in product([True, False], repeat=4):
            verdicts = {"a": a, "b": b, "c": c, "d": d}
            self.assertEqual(tree.holds(verdicts), a and (not b or (c and d)))

    def test_examples_in_the_docstrings_hold(self):
        self.assertEqual(doctest.testmod(module).failed, 0)
