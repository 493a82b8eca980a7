"""Putting together what can be done together, and keeping everybody's own order.

Letters are what is done, numbers whom it is done to. What is done to one stays in its
order, and nobody is twice in a batch:

>>> batches = gather_in_order(
...     ["a1", "b1", "a2", "b2", "a1"], get_key=lambda x: x[0], get_owner=lambda x: x[1]
... )
>>> batches
[['a1', 'a2'], ['b1', 'b2'], ['a1']]
>>> gather_in_order(["a1", "a2", "a3"], lambda x: x[0], lambda x: x[1], most=2)
[['a1', 'a2'], ['a3']]
>>> gather_in_order(["a1", "b1", "b2", "a2"], lambda x: x[0], lambda x: x[1])
[['a1'], ['b1', 'b2'], ['a2']]
>>> gather_in_order([], str, str)
[]
"""

from collections import defaultdict


def gather_in_order(rows, get_key, get_owner, most=100):
    """Return `rows` in batches to be done one after another.

    :param get_key: what the rows of one batch have in common
    :param get_owner: whose rows keep their order
    :param most: how many rows a batch may have
    """
    batches = []
    by_key = defaultdict(list)  # numbers of the batches that have room
    last = {}  # {owner: number of his last batch}
    for row in rows:
        key, owner = get_key(row), get_owner(row)
        after = last.get(owner, -1)
        number = next((n for n in by_key[key] if n > after), None)
        if number is None:
            number = len(batches)
            batches.append([])
            by_key[key].append(number)
        batches[number].append(row)
        if len(batches[number]) >= most:
            by_key[key].remove(number)
        last[owner] = number
    return batches
