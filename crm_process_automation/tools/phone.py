"""Phone numbers in one form, so that the same number is the same text."""

import re
import unicodedata

SHORT = 6  # an extension of a telephone exchange has no more digits
TAIL = 9  # as many digits at the end tell a number from others of its country
LONGEST = 15  # digits of a number, by the international plan
UKRAINE = "380"

AFTER_NUMBER = re.compile(r"(?i)(?:ext|вн|доб|x|[#;,@]).*$", re.DOTALL)
BEFORE_NUMBER = re.compile(r"(?i)^\s*(?:tel|sips?|callto)\s*:\s*")


def normalise(number, country=UKRAINE):
    """Return `number` with its country: +380671234567.

    An extension stays as it is, and so does what could be anything. Without a digit
    there is no number.

    :param country: the calling code of the country that the number was written in

    >>> for text in ("0671234567", "+380 67 123-45-67", "380671234567",
    ...              "8 067 123 45 67", "00380671234567", "(067) 123.45.67",
    ...              "tel:+380671234567", "sip:380671234567@exchange"):
    ...     assert normalise(text) == "+380671234567", normalise(text)
    >>> normalise("+49 (0)30 901820"), normalise("0048 22 123 45 67")
    ('+4930901820', '+48221234567')
    >>> normalise("101"), normalise("067 123 45 67 ext. 12"), normalise("０671234567")
    ('101', '+380671234567', '+380671234567')
    >>> normalise("hidden"), normalise("line1"), normalise(None), normalise("1234567")
    ('', '', '', '1234567')
    >>> normalise("030 901820", "49"), normalise("0671234567", "49")
    ('+4930901820', '+49671234567')
    """
    text = _as_ascii(number)
    is_international = text.startswith(("+", "00"))
    if is_international:
        text = text.replace("(0)", "")
    digits = re.sub(r"[^0-9]", "", text)
    if text.startswith("00"):
        digits = digits.removeprefix("00")
    if len(digits) <= SHORT and any(char.isalpha() for char in text):
        return ""  # a name with a digit in it is no extension
    if len(digits) <= SHORT or len(digits) > LONGEST:
        return digits[: LONGEST + 1]
    return f"+{digits}" if is_international else _add_country(digits, country)


def get_tail(number):
    """Return the digits at the end by which a number is looked for.

    >>> get_tail("+380671234567"), get_tail("067 123-45-67"), get_tail("101")
    ('671234567', '671234567', '101')
    """
    return re.sub(r"[^0-9]", "", number or "")[-TAIL:]


def is_extension(number):
    """Return whether a number is one of a telephone exchange's own.

    >>> is_extension("101"), is_extension("+380671234567"), is_extension("")
    (True, False, False)
    """
    return bool(number) and number.isdigit() and len(number) <= SHORT


def _as_ascii(number):
    """Return the number alone, in plain digits: those of other scripts are digits."""
    text = BEFORE_NUMBER.sub("", number or "")
    text = AFTER_NUMBER.sub("", unicodedata.normalize("NFKC", text))
    return "".join(
        char if char.isascii() else str(unicodedata.digit(char, "")) for char in text
    ).strip()


def _add_country(digits, country):
    """Return a long number that was written without + and 00."""
    if country == UKRAINE:
        return _add_ukraine(digits)
    if digits.startswith("0"):
        return f"+{country}{digits[1:]}"
    if country and digits.startswith(country) and len(digits) > TAIL:
        return f"+{digits}"
    return digits


def _add_ukraine(digits):
    """Nine digits of a subscriber, after nothing, 0, 80 (the old way) or 380."""
    for before in ("", "0", "80", UKRAINE):
        rest = digits.removeprefix(before)
        if len(rest) == TAIL and len(digits) == TAIL + len(before):
            return f"+{UKRAINE}{rest}"
    return f"+{digits}" if len(digits) > TAIL + 1 else digits
