"""What is different between two texts, short enough to be read."""

ROOM = 90
AROUND = 3  # words of the surroundings that are shown


def shorten_change(old, new, room=ROOM):
    """Return both texts, cut down to where they differ when they are long.

    >>> shorten_change("Call the client.", "Ring the client.")
    ('Call the client.', 'Ring the client.')
    >>> shorten_change("Call the client within three days.", "Call the client.", 20)
    ('Call the client…', 'Call the client.')
    >>> old = "First ask who decides and then call the client within three days"
    >>> shorten_change(old, old.replace("three", "two"), 60)
    ('… the client within three days', '… the client within two days')
    """
    old_words, new_words = old.split(), new.split()
    old, new = " ".join(old_words), " ".join(new_words)
    if max(len(old), len(new)) <= room:
        return old, new
    start = _count_common(old_words, new_words)
    end = _count_common(
        list(reversed(old_words[start:])), list(reversed(new_words[start:]))
    )
    return tuple(_cut(words, start, end, room) for words in (old_words, new_words))


def _count_common(some, others):
    for number, (one, other) in enumerate(zip(some, others, strict=False)):
        if one != other:
            return number
    return min(len(some), len(others))


def _cut(words, start, end, room):
    first = max(start - AROUND, 0)
    last = min(len(words) - end + AROUND, len(words))
    text = " ".join(words[first:last])
    is_cut = last < len(words)
    if len(text) > room:
        text, is_cut = text[:room].rsplit(" ", 1)[0], True
    return f"{'… ' if first else ''}{text}{'…' if is_cut else ''}"
