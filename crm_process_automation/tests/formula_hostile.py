"""Sources that nobody writes in good faith."""

from ..tools.formula import FormulaError, compile_formula
from ..tools.formula_units import TEXT, parse_unit

KNOWN = [
    "",
    " \n\t",
    "__import__('os').system('true')",
    "().__class__.__bases__[0].__subclasses__()",
    "a.__class__",
    "a.__class__.__mro__",
    "a._private",
    "eval('1')",
    "exec('1')",
    "open('/etc/passwd')",
    "getattr(a, 'real')",
    "globals()",
    "env['res.users'].sudo()",
    "self.env.cr.execute('DROP TABLE x')",
    "lambda: 1",
    "(lambda x: x)(1)",
    "[x for x in (1, 2)]",
    "{x: 1 for x in a}",
    "(x := 5)",
    "x = 5",
    "a = b = c",
    "f'{a.__class__}'",
    "'{0.__class__}'.format(a)",
    "'%s' % a",
    "b'bytes'",
    "r'raw'",
    "'a' 'b'",
    "'a' * 9999999999",
    '"""text"""',
    "...",
    "a[0]",
    "a[0:1]",
    "*a",
    "max(*a)",
    "max(**a)",
    "max(a=1)",
    "a if b",
    "if a else b",
    "yield a",
    "await a",
    "import os",
    "a; b",
    "a\nb",
    "a # b",
    "a\\\n+1",
    "a\x00b",
    "\x00",
    "\ud800",
    "a\u202eb",
    "1_000",
    "0x10",
    "1e999999",
    "1e5",
    "1j",
    "٣ + 1",
    "²",
    "a²³",
    "ｅｖａｌ('1')",
    "ｉｆ(a > 1, 1, 2)",
    "__ｃｌａｓｓ__",
    "a.＿＿class＿＿",
    "ﷺ",
    "9**9**9",
    "9**9**9**9**9",
    "(9**9)**9**9",
    "2**-99999",
    "0**-1",
    "a**a",
    "a**0.5",
    "round(a, 99999999)",
    "round(1/3, -5)",
    "9" * 1999,
    "0." + "1" * 1990,
    "1" * 40 + "*" + "1" * 40,
    "1/0",
    "a % 0",
    "a // 0",
    "1" + "+1" * 290,
    "-" * 590 + "1",
    "not " * 499 + "yes",
    "2**" * 290 + "2",
    "-2**" * 190 + "2",
    "1 if yes else " * 130 + "1",
    "a<" * 290 + "a",
    "a and " * 290 + "a",
    "max(" * 29 + "1" + ")" * 29,
    "1/(" * 29 + "3" + ")" * 29,
    "max(" * 400 + "1" + ")" * 400,
    "(" * 999 + "1" + ")" * 999,
    "(" * 1999,
    ")" * 1999,
    "(" * 10_000 + "1" + ")" * 10_000,
    "[" * 10_000,
    "{" * 10_000,
    "-" * 10_000 + "1",
    "not " * 10_000 + "yes",
    "a." * 5000 + "a",
    "a." * 999 + "a",
    "'" * 1999,
    "'" + "x" * 1990 + "'",
    "x" * 2000,
    "," * 2000,
    "a," * 290,
    "max(" + "1," * 99 + "1)",
    "choice(a" + ",1,2" * 49 + ")",
    " " * 1_000_000,
    "1" * 1_000_000,
    "1 m" + " * 1 m" * 50,
    "(1 m ** 9) ** 9",
    "(1/7)**20**1",
    "((((1/7)**20)**20)**20)**20",
    "1/3 " + "* 7/11" * 58,
    "room + wall",
    "None",
    "True + True",
    "yes < no",
    "print",
    "type(a)",
    "a.b.c.d",
    "a@b",
    "~a",
    "a << 999999999",
    "a | b",
    "a in b",
    "a is b",
    "%(a)s",
    "{a}",
    "${a}",
    "=1+1",
    "@a",
    "if",
    "if()",
    "m m m",
    "5 % %",
    "5%%",
    "if(if(if(",
]
PIECES = [
    *"()[]{},;:.'\"“”«»+-*/%^=<>!&|~@#$\\`? \n\t0123456789",
    *("**", "//", "==", "<>", "->", ":=", "...", "__", "9" * 30, "0.1", "1/3"),
    *("a", "wall", "room", "if", "if(", "else", "and", "or", "not ", "yes", "так"),
    *("lambda", "for", "in", "is", "import", "None", "class", "await", "eval("),
    *("max(", "round(", "choice(", "pack(", "ceil(", "round_up(", "sum(", "min("),
    *(" m", " m2", " pcs", "%", " kg/m2", " money", " л", "²", "\x00", "\u202e"),
    *("\ud83d", "😀", "ﷺ", "𝐞𝐯𝐚𝐥(", "ｉｆ", "е", "＿＿", "\u0301", "\xa0", "\u2028"),
    *(".__class__", "['a']", "f'{a}'", "'{a}'", "%s", "**9**9", "*9", "/7", "\\x41"),
]
TYPES = {"a": parse_unit(""), "room": parse_unit("m"), "wall": TEXT}
VALUES = {"a": 7, "room": 5.5, "wall": "brick"}
PLAIN = ("Decimal", "str", "bool")


def make_hostile(dice):
    """Return a source of random pieces, or a known one that is torn or doubled."""
    kind = dice.random()
    if kind < 0.6:
        return "".join(dice.choices(PIECES, k=dice.randint(1, 60)))
    source = dice.choice(KNOWN)
    if kind < 0.75:
        cut = dice.randrange(len(source) + 1)
        return source[:cut] + dice.choice(PIECES) + source[cut:]
    if kind < 0.85:
        return source[: dice.randrange(len(source) + 1)]
    if kind < 0.95:
        return source + dice.choice(PIECES) + dice.choice(KNOWN)
    return dice.choice(PIECES) * dice.randint(1, 4000)


def find_escape(source):
    """Return what a source gave besides a plain value or a `FormulaError`, or None."""
    try:
        result = compile_formula(source).evaluate(TYPES.get, VALUES.get)
    except FormulaError as error:
        return None if error.message and error.code else "an error without words"
    except BaseException as error:  # noqa: BLE001 - any other is an escape
        return repr(error)
    name = type(result.value).__name__
    return None if name in PLAIN else name
