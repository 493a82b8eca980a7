"""Words that people type in."""


def is_blank(text):
    """Return whether there is nothing to read: no text, or white space only.

    >>> is_blank(None), is_blank(" \\n"), is_blank("too dear")
    (True, True, False)
    """
    return not (text or "").strip()
