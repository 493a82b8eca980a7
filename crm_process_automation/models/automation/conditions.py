"""The conditions of a scenario's rule: plain data, never code."""

import ast
from functools import lru_cache


class _Names(ast.NodeTransformer):
    """Puts the one name that a condition may use, the user's id, into place."""

    def __init__(self, uid):
        self.uid = uid

    def visit_Name(self, node):
        if node.id != "uid":
            raise ValueError(f"“{node.id}” is no plain value")
        return ast.copy_location(ast.Constant(self.uid), node)


@lru_cache(maxsize=1024)
def parse_condition(text, uid=0):
    """Return the domain that `text` says, as a list.

    Odoo evaluates the domains of its own rules as code, which only administrators may
    write; whoever designs scenarios may write values and `uid`, nothing else.

    :raise ValueError: when there is anything else in it
    """
    try:
        tree = _Names(uid).visit(ast.parse((text or "[]").strip(), mode="eval"))
        return ast.literal_eval(tree)
    except (SyntaxError, RecursionError, MemoryError, TypeError) as error:
        raise ValueError(str(error)) from error
