"""Which part of one version is which part of another."""


def pair_up(old, new, key, loose_key):
    """Return (pairs, removed, added) for the parts of two versions.

    Parts with the same key are the same. Among the rest, the loose key recognises one
    that was renamed, but only where nobody else could be meant.

    >>> pair_up(["Ask", "Send"], ["Send", "Ask!"], str, lambda part: part[0])
    ([('Send', 'Send'), ('Ask', 'Ask!')], [], [])
    >>> pair_up(["Ask"], ["Answer", "Agree"], str, lambda part: part[0])
    ([], ['Ask'], ['Answer', 'Agree'])
    """
    pairs, old, new = _pair_by(key, old, new, is_sure=True)
    renamed, old, new = _pair_by(loose_key, old, new, is_sure=False)
    return pairs + renamed, old, new


def is_reordered(pairs, new_order):
    """Return whether the pairs, given in their old order, stand otherwise in the new.

    >>> is_reordered([("a", "a"), ("c", "c")], ["a", "b", "c"])
    False
    >>> is_reordered([("a", "a"), ("c", "c")], ["c", "b", "a"])
    True
    """
    places = [new_order.index(new) for _old, new in pairs]
    return places != sorted(places)


def _pair_by(key, old, new, is_sure):
    new_by_key, count = {}, {}
    for part in new:
        new_by_key.setdefault(key(part), []).append(part)
    for part in old:
        count[key(part)] = count.get(key(part), 0) + 1
    pairs, removed, taken = [], [], []
    for part in old:
        rivals = new_by_key.get(key(part), [])
        is_alone = len(rivals) == 1 and count[key(part)] == 1
        if rivals and key(part) and (is_sure or is_alone):
            taken.append(rivals.pop(0))
            pairs.append((part, taken[-1]))
        else:
            removed.append(part)
    return pairs, removed, [part for part in new if part not in taken]
