"""A small language for quantities, prices and conditions, without `eval`.

A consultant writes `pack(2 * (length + width) * height - openings, 5 m2)`. The source
is cut into known tokens (`formula_scan`), read (`formula_parse`), checked for what does
not go together (`formula_check`) and walked (`formula_evaluate`). Numbers are exact.
"""

from fractions import Fraction
from typing import NamedTuple

from .formula_check import Checker, describe, fits
from .formula_error import FormulaError
from .formula_evaluate import Evaluator
from .formula_parse import parse
from .formula_units import get_factor, is_number
from .formula_values import Choice, to_decimal


class TraceStep(NamedTuple):
    """One step of a calculation: what was written, what it gave, in which unit."""

    text: str
    value: object
    unit: str


class FormulaResult(NamedTuple):
    """What a formula gave.

    :ivar value: a `Decimal` of at most ten places, a text, or a truth
    :ivar unit: its unit in a word, such as m2; “number”, “text” or “yes/no”
    :ivar trace: the `TraceStep`s that led there
    :ivar exact: the number as a `Fraction`; else the value
    """

    value: object
    unit: str
    trace: list
    exact: object
    is_error: bool = False


class Formula:
    """A formula that can be read; `check` it before you keep it.

    :ivar names: the names that it needs, in their order
    """

    def __init__(self, source):
        """Read a source.

        :raise FormulaError: when it is no formula
        """
        self.source = source
        self.names = ()
        self._tree, names = self._guard(parse, source)
        self.names = tuple(names)

    def check(self, types, wanted=None):
        """Return the type of the result.

        :param types: a function that returns the type of a name, None when unknown
        :param wanted: the type that the result must be fit for; None: any
        :raise FormulaError: when names are unknown, or units do not go together
        """
        return self._guard(self._check, types, wanted)[0]

    def evaluate(self, types, values, wanted=None):
        """Return the `FormulaResult`, in the unit `wanted`.

        :param values: a function that returns the value of a name: a number, a text, a
            `Choice`, a truth, None when it is empty, or a `FormulaError`
        :raise FormulaError: when there is no result
        """
        return self._guard(self._evaluate, types, values, wanted)

    def _check(self, types, wanted):
        checker = Checker(types)
        found = checker.infer(self._tree)
        if wanted is not None and not fits(found, wanted):
            raise FormulaError(
                "wrong_result", found=describe(found), expected=describe(wanted)
            )
        return found, checker.kinds

    def _evaluate(self, types, values, wanted):
        found, kinds = self._check(types, wanted)
        evaluator = Evaluator(kinds, types, values)
        value = evaluator.evaluate(self._tree)
        kind = found if wanted is None else wanted
        if is_number(found):
            value *= get_factor(found, kind) or 1  # a count of pieces is a number
        trace = [
            TraceStep(
                self.source[step.start : step.end],
                _show(step.value),
                describe(step.kind),
            )
            for step in evaluator.steps
        ]
        return FormulaResult(_show(value), describe(kind), trace, value)

    def _guard(self, function, *arguments):
        """Call a function that walks the formula; only a `FormulaError` comes out."""
        try:
            return function(*arguments)
        except FormulaError as error:
            raise error.quote(self.source) from None
        except RecursionError:
            raise FormulaError("too_deep") from None


def _show(value):
    """Return a value as others read it: a decimal number, a text, or a truth."""
    if isinstance(value, Fraction):
        return to_decimal(value)
    return str(value) if isinstance(value, Choice) else value


def compile_formula(source):
    """Return the `Formula` of a source.

    :raise FormulaError: when it is none

    >>> from .formula_units import parse_unit
    >>> formula = compile_formula("pack(2 * (length + 6 m) * 300 cm, 10 м²)")
    >>> units = {"length": parse_unit("m")}
    >>> result = formula.evaluate(units.get, {"length": 5}.get)
    >>> result.value, result.unit, formula.names
    (Decimal('7'), 'pcs', ('length',))
    >>> [f"{step.text} = {step.value} {step.unit}" for step in result.trace][1:3]
    ['length + 6 m = 11 m', '2 * (length + 6 m) = 22 m']
    >>> compile_formula("length + 3").check(units.get)
    ... # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    FormulaError: “m” and “number” do not go together: compare and add like with like.
    """
    return Formula(source)
