"""Questions about a directed graph, given as {node: iterable of next nodes}."""

from collections import deque


def find_reachable(starts, edges):
    """Return the set of nodes that can be reached from `starts`, these included.

    >>> sorted(find_reachable("a", {"a": "b", "b": "c", "d": "a"}))
    ['a', 'b', 'c']
    """
    reached, queue = set(starts), deque(starts)
    while queue:
        for node in edges.get(queue.popleft(), ()):
            if node not in reached:
                reached.add(node)
                queue.append(node)
    return reached


def reverse_edges(edges):
    """Return the same graph with every arrow turned round.

    >>> reverse_edges({"a": "bc", "b": "c"})
    {'b': ['a'], 'c': ['a', 'b']}
    """
    turned = {}
    for node, next_nodes in edges.items():
        for next_node in next_nodes:
            turned.setdefault(next_node, []).append(node)
    return turned


def find_path(start, end, edges):
    """Return the shortest way of at least one arrow from `start` to `end`, or [].

    >>> find_path("a", "a", {"a": "b", "b": "ca", "c": "a"})
    ['a', 'b', 'a']
    >>> find_path("a", "d", {"a": "b"})
    []
    """
    paths, seen = deque([[start]]), set()
    while paths:
        path = paths.popleft()
        for node in edges.get(path[-1], ()):
            if node == end:
                return [*path, node]
            if node not in seen:
                seen.add(node)
                paths.append([*path, node])
    return []
