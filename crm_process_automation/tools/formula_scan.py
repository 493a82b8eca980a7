"""Cuts the source of a formula into tokens, before anybody parses it.

Only what is known here passes. Names, numbers and texts are replaced by `n0`, `n1` …,
so that the parser sees plain operators and parentheses, and nothing that a user wrote.
"""

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from .formula_error import FormulaError
from .formula_units import find_unit

MAX_SOURCE = 2000  # characters
MAX_TOKENS = 600
MAX_NESTING = 30  # parentheses
MAX_TEXT = 200  # characters
MAX_DIGITS = 40

TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
    |(?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)
    |(?P<text>"[^"\n]*"|'[^'\n]*'|“[^”\n]*”|«[^»\n]*»)
    |(?P<open_text>["'“«])
    |(?P<operator>\*\*|//|<=|>=|==|!=|<>|[-+*/%<>=(),^×·÷−≤≥≠])
    )""",
    re.VERBOSE,
)
# How spreadsheets and people write what the parser calls otherwise.
OPERATORS = {
    "=": "==",
    "<>": "!=",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "^": "**",
    "×": "*",
    "·": "*",
    "÷": "/",
    "−": "-",
}
WORDS = ("if", "else", "and", "or", "not")
TRUTHS = {
    "true": True,
    "yes": True,
    "так": True,
    "false": False,
    "no": False,
    "ні": False,
}
VALUES = ("number", "name", "text", "truth", "percent", ")")


class Token(NamedTuple):
    """A piece of the source: its kind, what it says, and where it stands."""

    kind: str  # number, name, text, truth, percent, function, or the operator itself
    value: str
    start: int
    end: int
    unit: str = ""  # of a number


class Scan(NamedTuple):
    """The tokens of a source, and what the parser sees of them."""

    tokens: list
    code: str
    offsets: list  # where each token begins in `code`

    def find(self, offset):
        """Return the token that stands at `offset` of `code`."""
        return self.tokens[max(bisect_right(self.offsets, offset) - 1, 0)]


def scan(source):
    """Return the `Scan` of a source.

    :raise FormulaError: when it is too long, or holds what no formula has

    >>> scan("if(a > 0.10 m, 5%, «Так»)").code
    'n0 ( n2 > n4 , n6 , n8 )'
    >>> [token.kind for token in scan("х if (так) else not y").tokens]
    ['name', 'if', '(', 'truth', ')', 'else', 'not', 'name']
    """
    if not isinstance(source, str) or not source.strip():
        raise FormulaError("empty_formula")
    if len(source) > MAX_SOURCE:
        raise FormulaError("too_long", limit=MAX_SOURCE)
    tokens = _join_units(_get_tokens(source.rstrip()))
    _check_parentheses(tokens)
    words, offsets, offset = [], [], 0
    for number, token in enumerate(tokens):
        is_name = token.kind in (*VALUES[:-1], "function")
        words.append(f"n{number}" if is_name else token.kind)
        offsets.append(offset)
        offset += len(words[-1]) + 1
    return Scan(tokens, " ".join(words), offsets)


def is_name(text):
    """Return whether a formula can call something so: one word, without a point.

    >>> [is_name(text) for text in ("wall", "ширина_2", "if", "a.b", "2a", "_a", "")]
    [True, True, False, False, False, False, False]
    """
    try:
        tokens = scan(text).tokens
    except FormulaError:
        return False
    return [(token.kind, token.value) for token in tokens] == [("name", text)] and (
        "." not in text and text != "if"
    )


def _get_tokens(source):
    tokens, position = [], 0
    while position < len(source):
        match = TOKEN.match(source, position)
        if not match:
            raise _get_bad_character(source, position)
        if len(tokens) == MAX_TOKENS:
            raise FormulaError("too_many_parts", limit=MAX_TOKENS)
        tokens.append(_make_token(match, tokens[-1].kind if tokens else ""))
        position = match.end()
    return [
        token._replace(kind="function")
        if token.kind == "name"
        and number + 1 < len(tokens)
        and tokens[number + 1].kind == "("
        else token
        for number, token in enumerate(tokens)
    ]


def _get_bad_character(source, position):
    while source[position].isspace():
        position += 1
    character = source[position]
    if character == ";":
        return FormulaError("semicolon", position, position + 1)
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    return FormulaError("bad_character", position, position + 1, text=shown)


def _make_token(match, before):
    kind = match.lastgroup
    text, (start, end) = match[kind], match.span(kind)
    if kind == "open_text":
        raise FormulaError("open_text", start, end)
    if kind == "operator":
        text = OPERATORS.get(text, text)
        return Token(text, text, start, end)
    if kind == "name":
        return _make_name(text, before, start, end)
    if kind == "text":
        text = text[1:-1]
        if len(text) > MAX_TEXT:
            raise FormulaError("long_text", start, end, limit=MAX_TEXT)
    elif len(text) > MAX_DIGITS:
        raise FormulaError("long_number", start, end, limit=MAX_DIGITS)
    return Token(kind, text, start, end)


def _make_name(text, before, start, end):
    """Return the token of a word; its look-alikes (NFKC) are the same word."""
    name = unicodedata.normalize("NFKC", text)
    parts = name.split(".")
    if not all(part.isidentifier() and part[0] != "_" for part in parts):
        raise FormulaError("bad_name", start, end, text=text[:40])
    word = name.lower()
    if word == "if" and before not in VALUES:
        return Token("name", word, start, end)  # if(condition, this, that)
    if word in WORDS:
        return Token(word, word, start, end)
    if word in TRUTHS:
        return Token("truth", word, start, end)
    return Token("name", name, start, end)


def _join_units(tokens):
    """Return the tokens with `3 m` and `5%` as one number each."""
    joined = []
    for number, token in enumerate(tokens):
        last = joined[-1] if joined else None
        can_follow = last and last.kind == "number" and not last.unit
        if can_follow and _is_unit(token, last, tokens[number + 1 : number + 2]):
            joined[-1] = last._replace(end=token.end, unit=token.value)
        else:
            joined.append(token)
    return joined


def _is_unit(token, number, followers):
    """Return whether a token after a number is its unit, and no remainder either.

    What a value follows is a remainder, as in 7 % 2; 5% - x and 15 % are percentages.
    """
    if token.kind != "%":
        return token.kind == "name" and find_unit(token.value) is not None
    values = (*VALUES[:-1], "function", "(", "not")
    signs = () if token.start == number.end else ("+", "-")
    return not any(each.kind in (*values, *signs) for each in followers)


def _check_parentheses(tokens):
    opened = []
    for token in tokens:
        if token.kind == "(":
            opened.append(token)
            if len(opened) > MAX_NESTING:
                raise FormulaError("too_deep", token.start, token.end)
        elif token.kind == ")":
            if not opened:
                raise FormulaError("parentheses", token.start, token.end)
            opened.pop()
    if opened:
        raise FormulaError("parentheses", opened[-1].start, opened[-1].end)
