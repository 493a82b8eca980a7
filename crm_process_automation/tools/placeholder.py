"""Texts with placeholders, such as “Call {partner_id.name}”."""

import html
import re
from difflib import get_close_matches

PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*(?:\.\w+)*)\}")
_BRACES = re.compile(r"\{([^{}]*)\}")
_TAG = re.compile(r"<[^<>]*>")


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

    A value that ends in a full stop ends the sentence, too: there are never two.

    >>> fill_placeholders("Call {name}!", {"name": "{user}"})
    'Call {user}!'
    >>> fill_placeholders("Until {day}. Then", {"day": "3 грудня 2026 р."})
    'Until 3 грудня 2026 р. Then'
    """

    def put(match):
        value = str(value_by_path[match[1]])
        ends = match.string.startswith(".", match.end())
        return value.removesuffix(".") if ends else value

    return PLACEHOLDER.sub(put, text or "")


def explain_braces(text, known):
    """Return [(kind, name)] of what stands in braces in HTML and cannot be filled in.

    `unknown` is in no list; `torn` is known, but tags run through it.

    >>> known = {"customer.name", "number"}
    >>> explain_braces("<p>{customer.name}, {number}, { number }, {}</p>", known)
    [('unknown', ' number '), ('unknown', '')]
    >>> explain_braces("<p>{customer.<b>name</b>}, {nam</p><p>e}</p>", known)
    [('torn', 'customer.name')]
    """
    found = []
    for inside in dict.fromkeys(_BRACES.findall(text or "")):
        name = html.unescape(_TAG.sub("", inside))
        if "</p>" in inside or "</li>" in inside:
            continue  # two braces of two sentences
        if name not in known:
            found.append(("unknown", name[:60]))
        elif name != inside:
            found.append(("torn", name))
    return found


def find_near_names(name, known, count=3):
    """Return those of the `known` names that somebody may have meant by `name`.

    >>> known = ["customer.name", "customer.iban", "supplier.name", "date"]
    >>> find_near_names("custmer.name", known)
    ['customer.name', 'customer.iban']
    >>> find_near_names("name", known), find_near_names("Q", known)
    (['customer.name', 'supplier.name'], [])
    """
    name = name.strip().lower()
    last = [each for each in known if name and each.split(".")[-1] == name]
    near = get_close_matches(name, list(known), count, 0.7)
    return list(dict.fromkeys([*last, *near]))[:count]
