"""Words that people type in."""


def is_blank(text):
    """Return whether there is nothing to read: no text, or white space only.

    >>> is_blank(None), is_blank(" \\n"), is_blank("too dear")
    (True, True, False)
    """
    return not str(text or "").strip()


def is_filled(value):
    """Return whether somebody has answered: zero is an answer, an empty box is none.

    >>> is_filled(0), is_filled(0.0), is_filled(False), is_filled(""), is_filled([])
    (True, True, False, False, False)
    """
    return bool(value) or (value == 0 and value is not False)
