"""What can be wrong with a formula, in words that a consultant understands."""

QUOTE = 60  # characters

SENTENCES = {
    "empty_formula": "The formula is empty. Write what is to be calculated.",
    "too_long": "The formula is longer than %(limit)s characters. Shorten it, or let a "
    "formula of its own calculate a part.",
    "too_many_parts": "The formula has more than %(limit)s parts. Let a formula of its "
    "own calculate some of them.",
    "too_deep": "The formula is nested too deeply. Let a formula of its own calculate "
    "the inner part.",
    "bad_character": "“%(text)s” does not belong into a formula.",
    "semicolon": "Separate the values of a function with commas, not with semicolons.",
    "open_text": "This text has no closing quotation mark.",
    "long_text": "This text is longer than %(limit)s characters.",
    "long_number": "This number has more than %(limit)s digits.",
    "bad_name": "“%(text)s” cannot be a name.",
    "parentheses": "There is a parenthesis without its partner.",
    "incomplete": "The formula cannot be read near “%(text)s”: something is missing, "
    "or does not belong.",
    "comma": "A comma stands between the values of a function only. Write decimals "
    "with a point, as in 2.5.",
    "not_allowed": "“%(text)s” cannot be calculated: this is not part of the formula "
    "language.",
    "unknown_function": "There is no function “%(name)s”. There are: %(functions)s.",
    "function_values": "“%(name)s” takes other values. Write %(usage)s.",
    "unknown_name": "Nothing is called “%(name)s”. Correct the name, or add it to the "
    "inputs of the formula.",
    "unit_mismatch": "“%(left)s” and “%(right)s” do not go together: compare and add "
    "like with like.",
    "not_number": "“%(text)s” is no number: here only numbers can be used.",
    "not_condition": "“%(text)s” is no condition. Compare it with something, as in "
    "x > 0.",
    "not_comparable": "“%(text)s” cannot be greater or smaller than anything.",
    "bad_digits": "The number of decimals is a whole number from 0 to %(limit)s.",
    "bad_exponent": "A power needs a whole exponent from -%(limit)s to %(limit)s, "
    "written as a number.",
    "bad_pack": "“%(left)s” cannot be packed by “%(right)s”: give the size of a pack "
    "in the same unit.",
    "wrong_result": "The formula gives “%(found)s”, but “%(expected)s” is wanted.",
    "unknown_unit": "There is no unit “%(unit)s”.",
    "division_by_zero": "“%(text)s” is zero, and nothing can be divided by zero.",
    "too_large": "A number becomes too large or too long.",
    "no_size": "The size “%(text)s” must be greater than zero.",
    "negative_pack": "“%(text)s” is less than zero: there is nothing to pack. Write "
    "max(0, …) if that may be.",
    "no_choice": "The list has no value for “%(value)s”. Add one, or a last value for "
    "all the rest.",
    "wrong_source": "“%(name)s” comes from “%(path)s”, which is of another kind. "
    "Choose another unit, or another source.",
    "no_value": "“%(name)s” is not filled in.",
    "bad_value": "“%(name)s” holds nothing that can be calculated with.",
    "no_access": "You may not read “%(name)s”.",
    "cycle": "“%(name)s” needs its own result: %(path)s.",
    "inner": "“%(name)s”: %(cause)s",
    "wrong_record": "The formula is made for records of another kind.",
}


class FormulaError(Exception):
    """Why a formula gives no result: raised in `tools`, handed on as a value above.

    :ivar code: a key of `SENTENCES`, for programs
    :ivar params: {name: what the sentence names}
    :ivar start: where it is in the source; None when it is nowhere in particular
    :ivar end: the character after the place
    :ivar sentences: like `SENTENCES`; models put translated ones here

    >>> error = FormulaError("division_by_zero", 4, 7).quote("1 / (b)")
    >>> error.message, error.start, error.end, error.is_error
    ('“(b)” is zero, and nothing can be divided by zero.', 4, 7, True)
    """

    is_error = True
    sentences = SENTENCES

    def __init__(self, code, start=None, end=None, **params):
        self.code = code
        self.params = params
        self.start = start
        self.end = end
        super().__init__(code)

    def __str__(self):
        return self.message

    @property
    def message(self):
        """What is wrong, in a sentence for people."""
        return self.sentences[self.code] % {"text": "…", **self.params}

    def at(self, start, end):
        """Return the error, placed there unless it has a place already."""
        if self.start is None:
            self.start, self.end = start, end
        return self

    def quote(self, source):
        """Return the error, with the words of `source` that it is about."""
        if self.start is not None:
            self.params.setdefault("text", source[self.start : self.end][:QUOTE])
        return self
