"""How far a case has come on its route map, told from the passages of its door.

A passage is a pair (source, target) of stage ids; a start has no source, a cancelled
case no target.
"""


def find_done(passages, lane):
    """Return the ids of the stages that are done: left, and not to be done again.

    Going back along the main lane undoes what lies behind: after a rework the proposal
    and the contract are to be done once more.

    >>> lane = ["presentation", "proposal", "contract"]
    >>> there = [(None, "presentation"), ("presentation", "proposal")]
    >>> sorted(find_done([*there, ("proposal", "contract")], lane))
    ['presentation', 'proposal']
    >>> back = [("proposal", "contract"), ("contract", "proposal")]
    >>> sorted(find_done([*there, *back], lane))
    ['presentation']
    """
    done = set()
    for source, target in passages:
        done.add(source)
        done.discard(target)
        if target in lane:
            done -= set(lane[lane.index(target) :])
    return done - {None, False}


def tell_statuses(node_ids, lane, done, current, possible):
    """Return {node id: done, possible, skipped or ahead}; `current` is not our matter.

    Skipped is what lies on the main lane before the farthest point reached.

    >>> tell_statuses([1, 2, 3, 4, 5], [1, 2, 3, 4], {1}, 3, {4})
    {1: 'done', 2: 'skipped', 4: 'possible', 5: 'ahead'}
    """
    reached = max((lane.index(i) for i in {*done, current} if i in lane), default=0)
    passed = set(lane[:reached])
    return {
        node_id: _tell_status(node_id, done, possible, passed)
        for node_id in node_ids
        if node_id != current
    }


def _tell_status(node_id, done, possible, passed):
    if node_id in done:
        return "done"
    if node_id in possible:
        return "possible"
    return "skipped" if node_id in passed else "ahead"
