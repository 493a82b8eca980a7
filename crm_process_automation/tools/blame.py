"""Which conditions are to blame for a verdict: why something holds, or does not.

A tree is made of `Leaf`, `Not`, `All` and `AnyOf`; the verdicts say of every leaf,
by its key, whether it holds. An empty `All` always holds, an empty `AnyOf` never.

>>> tree = All(Leaf("stage"), AnyOf(Leaf("amount"), Not(Leaf("new client"))))
>>> verdicts = {"stage": False, "amount": False, "new client": True}
>>> tree.holds(verdicts)
False

The blamed leaves are the fewest that turn the verdict when they turn:

>>> blame(tree, verdicts)
['stage', 'amount']

A tree that holds is asked the other way round: what keeps it?

>>> blame(AnyOf(Leaf("a"), All(Leaf("b"), Leaf("c"))), dict(a=True, b=True, c=True))
['a', 'b']
"""

from itertools import combinations, islice

PATIENCE = 4096  # ways to turn the leaves that stand in several places


class Leaf:
    """A condition. Two leaves of one key are one condition in two places."""

    def __init__(self, key):
        self.key = key

    def holds(self, verdicts):
        return verdicts[self.key]

    def get_keys(self):
        """Return the keys in reading order, once for every place they stand at."""
        return [self.key]

    def get_outline(self, depth=0, is_negated=False):
        """Return [(depth, word, key)] in reading order, negations pushed down.

        The word is "all" or "any" above several parts, "is" or "not" at a leaf.
        """
        return [(depth, "not" if is_negated else "is", self.key)]

    def _turn(self, wanted, verdicts, fixed):
        """Return the fewest keys to turn for `wanted`, None when nothing helps."""
        if self.key in fixed:
            return set() if fixed[self.key] == wanted else None
        return set() if verdicts[self.key] == wanted else {self.key}


class Not:
    """Holds when what is inside does not."""

    def __init__(self, inside):
        self.inside = inside

    def holds(self, verdicts):
        return not self.inside.holds(verdicts)

    def get_keys(self):
        return self.inside.get_keys()

    def get_outline(self, depth=0, is_negated=False):
        return self.inside.get_outline(depth, not is_negated)

    def _turn(self, wanted, verdicts, fixed):
        return self.inside._turn(not wanted, verdicts, fixed)


class _Several:
    """Parts, of which all have to agree for one verdict and any suffices for the other.

    `needs_all` says for which verdict all are needed.
    """

    needs_all = None

    def __init__(self, *parts):
        self.parts = parts

    def get_keys(self):
        return [key for part in self.parts for key in part.get_keys()]

    def get_outline(self, depth=0, is_negated=False):
        lines = [
            line
            for part in self.parts
            for line in part.get_outline(depth + 1, is_negated)
        ]
        word = "all" if self.needs_all != is_negated else "any"
        return [(depth, word, None), *lines]

    def _turn(self, wanted, verdicts, fixed):
        ways = [part._turn(wanted, verdicts, fixed) for part in self.parts]
        if wanted == self.needs_all:
            return None if None in ways else set().union(*ways)
        return min((way for way in ways if way is not None), key=len, default=None)


class All(_Several):
    """Holds when every part does."""

    needs_all = True

    def holds(self, verdicts):
        return all(part.holds(verdicts) for part in self.parts)


class AnyOf(_Several):
    """Holds when some part does."""

    needs_all = False

    def holds(self, verdicts):
        return any(part.holds(verdicts) for part in self.parts)


def blame(tree, verdicts):
    """Return the fewest keys, in reading order, that turn the verdict when they turn.

    No proper part of them does. Empty when nothing turns it: a contradiction, or a
    tree without leaves. A leaf that stands in several places turns in all of them (a
    dozen such leaves are tried in every combination; with more, as far as `PATIENCE`
    goes).

    >>> blame(All(Leaf("a"), Not(Leaf("a"))), {"a": True})
    []
    """
    keys = tree.get_keys()
    fewest = _find_fewest(tree, verdicts, keys, not tree.holds(verdicts)) or set()
    return [key for key in dict.fromkeys(keys) if key in fewest]


def read_polish(items, make_leaf):
    """Return the tree of a list in prefix notation: "&", "|", "!" and leaves.

    :param make_leaf: turns whatever is no operator into a part of the tree

    >>> tree = read_polish(["|", "!", "b", "c"], Leaf)
    >>> tree.get_outline()
    [(0, 'any', None), (1, 'not', 'b'), (1, 'is', 'c')]
    """
    stack = []
    for item in reversed(items):
        if item in ("&", "|"):
            kind = All if item == "&" else AnyOf
            stack.append(_join(kind, stack.pop(), stack.pop()))
        elif item == "!":
            stack.append(Not(stack.pop()))
        else:
            stack.append(make_leaf(item))
    return stack[0] if len(stack) == 1 else All(*reversed(stack))


def _join(kind, *parts):
    flat = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else [part]
    return kind(*flat)


def _find_fewest(tree, verdicts, keys, wanted):
    """Every way to turn the repeated leaves is tried, the rest follows from it."""
    repeated = [key for key in dict.fromkeys(keys) if keys.count(key) > 1]
    ways = (
        turned
        for size in range(len(repeated) + 1)
        for turned in combinations(repeated, size)
    )
    fewest = None
    for turned in islice(ways, PATIENCE):
        if fewest is not None and len(turned) >= len(fewest):
            break
        fixed = {key: verdicts[key] != (key in turned) for key in repeated}
        rest = tree._turn(wanted, verdicts, fixed)
        if rest is not None and (
            fewest is None or len(turned) + len(rest) < len(fewest)
        ):
            fewest = rest.union(turned)
    return fewest
