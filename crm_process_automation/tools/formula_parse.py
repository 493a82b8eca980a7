"""Makes a tree of a formula: Python's own parser finds the order of the operations.

It sees placeholders only (`formula_scan`), and only the nodes in `READERS` pass.
"""

import ast
from dataclasses import dataclass, field
from fractions import Fraction

from .formula_error import FormulaError
from .formula_functions import FUNCTIONS
from .formula_scan import TRUTHS, scan

MAX_DEPTH = 60

BINARY = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
}
UNARY = {ast.USub: "-", ast.UAdd: "+", ast.Not: "not"}
COMPARISONS = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
# What the parser may raise about a source, however short.
TROUBLE = (SyntaxError, ValueError, MemoryError, RecursionError, OverflowError)


@dataclass(frozen=True, eq=False)
class Node:
    """A part of a formula, and the place where it is written."""

    kind: str  # number text truth name unary binary every any compare function
    value: object  # the literal, the name, the operator or operators
    start: int
    end: int
    parts: tuple = ()
    unit: str = ""  # of a number


@dataclass
class _Reader:
    scanned: object
    names: list = field(default_factory=list)

    def read_node(self, node):
        """Return our own node for a node of the parser."""
        first = self.scanned.find(node.col_offset)
        last = self.scanned.find(node.end_col_offset - 1)
        reader = READERS.get(type(node))
        if reader is None:
            code = "comma" if isinstance(node, ast.Tuple) else "not_allowed"
            raise FormulaError(code, first.start, last.end, text=first.value[:40])
        kind, value, parts = reader(self, node)
        parts = tuple(self.read_node(part) for part in parts)
        unit = first.unit if kind == "number" else ""
        return Node(kind, value, first.start, last.end, parts, unit)

    def read_leaf(self, node):
        token = self.scanned.find(node.col_offset)
        value = token.value
        if token.kind == "number":
            value = Fraction(value)
        elif token.kind == "truth":
            value = TRUTHS[value]
        elif token.kind == "name" and value not in self.names:
            self.names.append(value)
        return token.kind, value, ()

    def read_call(self, node):
        token = self.scanned.find(node.col_offset)
        name, place = token.value.lower(), (token.start, token.end)
        if token.kind != "function" or node.keywords:
            raise FormulaError("incomplete", *place)
        if name not in FUNCTIONS:
            raise FormulaError(
                "unknown_function",
                token.start,
                token.end,
                name=token.value[:40],
                functions=", ".join(FUNCTIONS),
            )
        function = FUNCTIONS[name]
        if not function.accepts(len(node.args)):
            raise FormulaError(
                "function_values",
                token.start,
                token.end,
                name=name,
                usage=function.usage,
            )
        return "function", name, node.args

    def read_unary(self, node):
        return "unary", UNARY.get(type(node.op)), [node.operand]

    def read_binary(self, node):
        return "binary", BINARY.get(type(node.op)), [node.left, node.right]

    def read_logic(self, node):
        return "every" if isinstance(node.op, ast.And) else "any", None, node.values

    def read_comparison(self, node):
        signs = tuple(COMPARISONS.get(type(sign)) for sign in node.ops)
        return "compare", signs, [node.left, *node.comparators]

    def read_if(self, node):
        return "function", "if", [node.test, node.body, node.orelse]


READERS = {
    ast.Name: _Reader.read_leaf,
    ast.Call: _Reader.read_call,
    ast.UnaryOp: _Reader.read_unary,
    ast.BinOp: _Reader.read_binary,
    ast.BoolOp: _Reader.read_logic,
    ast.Compare: _Reader.read_comparison,
    ast.IfExp: _Reader.read_if,
}


def parse(source):
    """Return (tree, names) of a formula, the names in their order of appearance.

    :raise FormulaError: when it is none

    >>> tree, names = parse("(довжина + 2) * b")
    >>> tree.kind, tree.value, names, tree.parts[1].start
    ('binary', '*', ['довжина', 'b'], 16)
    """
    scanned = scan(source)
    try:
        found = ast.parse(scanned.code, mode="eval").body
    except TROUBLE as error:
        place = scanned.find(_get_offset(error, scanned.code))
        raise FormulaError("incomplete", place.start, place.end) from None
    _check_depth(found)
    reader = _Reader(scanned)
    return reader.read_node(found), reader.names


def _check_depth(root):
    """Refuse a tree that is too deep, without recursion."""
    waiting = [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise FormulaError("too_deep")
        waiting += [(child, depth + 1) for child in ast.iter_child_nodes(node)]


def _get_offset(error, code):
    """Return where the parser stumbled: at the end when it missed something there."""
    offset = error.offset if isinstance(error, SyntaxError) else 0
    return (offset or len(code)) - 1
