"""Words that people type in."""


def is_blank(text):
    """Return whether there is nothing to read: no text, white space, or what none sees.

    >>> is_blank(None), is_blank(" \\n"), is_blank("too dear")
    (True, True, False)
    >>> is_blank("\\u200b \\u2060")
    True
    """
    return not clean_text(text)


def clean_text(text, longest=None):
    """Return the text without what no database or reader can take, cut to `longest`.

    >>> clean_text(" too\\0 dear\\u200b\\n"), clean_text(None), clean_text("abc", 2)
    ('too dear', '', 'ab')
    >>> clean_text("10\\u00a0000\\r\\nnot agreed")
    '10 000\\nnot agreed'
    """
    text = str(text or "").replace("\r\n", "\n")
    readable = (
        c if c.isprintable() or c in "\n\t" else " " * c.isspace() for c in text
    )
    return "".join(readable).strip()[:longest]


def is_filled(value):
    """Return whether somebody has answered: zero is an answer, an empty box is none.

    >>> is_filled(0), is_filled(0.0), is_filled(False), is_filled(""), is_filled([])
    (True, True, False, False, False)
    """
    return bool(value) or (value == 0 and value is not False)
