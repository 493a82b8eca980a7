"""Texts with placeholders, such as “Call {partner_id.name}”."""

import re

PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*(?:\.\w+)*)\}")


def find_placeholders(text):
    """Return the paths that a text names, each once, in their order.

    >>> find_placeholders("{name}: call {partner_id.name}, {name}")
    ['name', 'partner_id.name']
    >>> find_placeholders("no {}, no { name }, no {1}"), find_placeholders(None)
    ([], [])
    """
    return list(dict.fromkeys(PLACEHOLDER.findall(text or "")))


def fill_placeholders(text, value_by_path):
    """Return the text with a value for each path; values are not looked at again.

    >>> fill_placeholders("Call {name}!", {"name": "{user}"})
    'Call {user}!'
    """
    return PLACEHOLDER.sub(lambda match: str(value_by_path[match[1]]), text or "")
