"""The conditions of a scenario's rule: plain data, never code."""

import ast
import re
from functools import lru_cache

# What the editor of conditions may write: “today”, “-3d”, “=monday +1w”.
MOVING = re.compile(r"\s*(?:today|now|[-+=]\d*(?:[dwmyHMS]|[a-z]+day|week_start))\b")
UNITS = {"days": "d", "weeks": "w", "months": "m", "years": "y", "hours": "H"}


class _Names(ast.NodeTransformer):
    """Puts values in the place of what a condition may use besides values.

    These are the user's id, and days counted from today as older editors wrote them.
    """

    def __init__(self, uid):
        self.uid = uid

    def visit_Name(self, node):
        if node.id != "uid":
            raise ValueError(f"“{node.id}” is no plain value")
        return ast.copy_location(ast.Constant(self.uid), node)

    def visit_Call(self, node):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if called != "strftime":
            raise ValueError(f"“{ast.unparse(node)}” is no plain value")
        return ast.copy_location(ast.Constant(_count_from_today(node)), node)


def _count_from_today(tree):
    """Return `(context_today() + relativedelta(days=-3)).strftime(…)` as “today -3d”.

    The pieces are looked at, none is evaluated.
    """
    names, steps = set(), []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Add):
            raise ValueError(f"“{ast.unparse(tree)}” is no plain value")
        elif isinstance(node, ast.keyword):
            number = ast.literal_eval(node.value)
            if node.arg not in UNITS or not isinstance(number, int):
                raise ValueError(f"“{ast.unparse(node.value)}” is no number of days")
            steps.append(f"{number:+d}{UNITS[node.arg]}")
    if "context_today" not in names or names - {
        "context_today",
        "relativedelta",
        "datetime",
    }:
        raise ValueError(f"“{ast.unparse(tree)}” is no plain value")
    return " ".join(["today", *steps])


@lru_cache(maxsize=1024)
def parse_condition(text, uid=0):
    """Return the domain that `text` says, as a list.

    Odoo evaluates the domains of its own rules as code, which only administrators may
    write; whoever designs scenarios may write values and `uid`, nothing else.

    :raise ValueError: when there is anything else in it
    """
    try:
        tree = _Names(uid).visit(ast.parse((text or "[]").strip(), mode="eval"))
        domain = ast.literal_eval(tree)
    except (SyntaxError, RecursionError, MemoryError, TypeError) as error:
        raise ValueError(str(error)) from error
    if not isinstance(domain, list | tuple):
        raise ValueError(f"“{text}” is no list of conditions")
    return list(domain)


def is_moving(domain):
    """Return whether the list `domain` asks for another day every day."""
    values = [leaf[2] for leaf in domain if isinstance(leaf, list | tuple)]
    texts = [
        text
        for value in values
        for text in (value if isinstance(value, list | tuple) else [value])
        if isinstance(text, str)
    ]
    return any(MOVING.match(text) for text in texts)
