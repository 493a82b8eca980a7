"""What formulas say to people: units, and what is wrong, in the user's language."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

# {what `tools` calls a unit: what people call it}
UNITS = {
    "number": _lt("Number"),
    "pcs": _lt("Pieces"),
    "money": _lt("Money"),
    "percent": _lt("Percent"),
    "m": _lt("metres"),
    "cm": _lt("cm"),
    "mm": _lt("mm"),
    "km": _lt("km"),
    "m2": _lt("m²"),
    "cm2": _lt("cm²"),
    "m3": _lt("m³"),
    "l": _lt("litres"),
    "kg": _lt("kg"),
    "g": _lt("grams"),
    "t": _lt("tonnes"),
    "hours": _lt("Hours"),
    "minutes": _lt("Minutes"),
    "days": _lt("Days"),
    "m/pcs": _lt("m for each piece"),
    "m2/pcs": _lt("m² for each piece"),
    "kg/pcs": _lt("kg for each piece"),
    "l/pcs": _lt("l for each piece"),
    "kg/m2": _lt("kg for each m²"),
    "l/m2": _lt("l for each m²"),
    "pcs/m2": _lt("Pieces for each m²"),
    "m2/hours": _lt("m² in an hour"),
    "hours/m2": _lt("Hours for each m²"),
    "money/pcs": _lt("Money for each piece"),
    "money/m": _lt("Money for each m"),
    "money/m2": _lt("Money for each m²"),
    "money/m3": _lt("Money for each m³"),
    "money/kg": _lt("Money for each kg"),
    "money/hours": _lt("Money for an hour"),
    "money/days": _lt("Money for a day"),
    "text": _lt("Text"),
    "yes/no": _lt("Yes or no"),
}
# The sentences of `tools/formula_error.py`, here to be translated.
SENTENCES = {
    "empty_formula": _lt("The formula is empty. Write what is to be calculated."),
    "too_long": _lt(
        "The formula is longer than %(limit)s characters. Shorten it, or let a "
        "formula of its own calculate a part."
    ),
    "too_many_parts": _lt(
        "The formula has more than %(limit)s parts. Let a formula of its own "
        "calculate some of them."
    ),
    "too_deep": _lt(
        "The formula is nested too deeply. Let a formula of its own calculate the "
        "inner part."
    ),
    "bad_character": _lt("“%(text)s” does not belong into a formula."),
    "semicolon": _lt(
        "Separate the values of a function with commas, not with semicolons."
    ),
    "open_text": _lt("This text has no closing quotation mark."),
    "long_text": _lt("This text is longer than %(limit)s characters."),
    "long_number": _lt("This number has more than %(limit)s digits."),
    "bad_name": _lt("“%(text)s” cannot be a name."),
    "parentheses": _lt("There is a parenthesis without its partner."),
    "incomplete": _lt(
        "The formula cannot be read near “%(text)s”: something is missing, or "
        "does not belong."
    ),
    "comma": _lt(
        "A comma stands between the values of a function only. Write decimals with "
        "a point, as in 2.5."
    ),
    "not_allowed": _lt(
        "“%(text)s” cannot be calculated: this is not part of the formula language."
    ),
    "unknown_function": _lt(
        "There is no function “%(name)s”. There are: %(functions)s."
    ),
    "function_values": _lt("“%(name)s” takes other values. Write %(usage)s."),
    "unknown_name": _lt(
        "Nothing is called “%(name)s”. Correct the name, or add it to the inputs "
        "of the formula."
    ),
    "unit_mismatch": _lt(
        "“%(left)s” and “%(right)s” do not go together: compare and add like with like."
    ),
    "not_number": _lt("“%(text)s” is no number: here only numbers can be used."),
    "not_condition": _lt(
        "“%(text)s” is no condition. Compare it with something, as in x > 0."
    ),
    "not_comparable": _lt("“%(text)s” cannot be greater or smaller than anything."),
    "bad_digits": _lt("The number of decimals is a whole number from 0 to %(limit)s."),
    "bad_exponent": _lt(
        "A power needs a whole exponent from -%(limit)s to %(limit)s, written as a "
        "number."
    ),
    "bad_pack": _lt(
        "“%(left)s” cannot be packed by “%(right)s”: give the size of a pack in "
        "the same unit."
    ),
    "wrong_result": _lt("The formula gives “%(found)s”, but “%(expected)s” is wanted."),
    "unknown_unit": _lt("There is no unit “%(unit)s”."),
    "division_by_zero": _lt("“%(text)s” is zero, and nothing can be divided by zero."),
    "too_large": _lt("A number becomes too large or too long."),
    "no_size": _lt("The size “%(text)s” must be greater than zero."),
    "negative_pack": _lt(
        "“%(text)s” is less than zero: there is nothing to pack. Write max(0, …) "
        "if that may be."
    ),
    "no_choice": _lt(
        "The list has no value for “%(value)s”. Add one, or a last value for all "
        "the rest."
    ),
    "wrong_source": _lt(
        "“%(name)s” comes from “%(path)s”, which is of another kind. Choose "
        "another unit, or another source."
    ),
    "no_value": _lt("“%(name)s” is not filled in."),
    "bad_value": _lt("“%(name)s” holds nothing that can be calculated with."),
    "no_access": _lt("You may not read “%(name)s”."),
    "cycle": _lt("“%(name)s” needs its own result: %(path)s."),
    "inner": _lt("“%(name)s”: %(cause)s"),
    "wrong_record": _lt("The formula is made for records of another kind."),
}
# What a sentence names by a word of ours.
NAMED = ("left", "right", "found", "expected")


def tell(error, env):
    """Return a `FormulaError` that speaks the user's language."""
    error.sentences = {error.code: env._(SENTENCES[error.code])}
    for name in NAMED:
        if (word := error.params.get(name)) in UNITS:
            error.params[name] = env._(UNITS[word])
    return error


def get_unit_choices(env):
    """Return the units that a consultant may choose, as a selection."""
    return [(unit, env._(label)) for unit, label in UNITS.items()]
