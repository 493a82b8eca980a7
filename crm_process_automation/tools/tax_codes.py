"""The check digits of Ukrainian codes, and of IBANs anywhere.

A code is a text: leading zeros count. Codes of zeros alone fit the formulas, but belong
to nobody.

>>> check_edrpou("31935815"), check_edrpou("31935816"), check_edrpou("00000000")
(True, False, False)
>>> check_rnokpp("3652504575"), check_rnokpp("1234567890")
(True, False)
>>> check_ipn("319358126557"), check_ipn("319358126558")
(True, False)
>>> check_iban("UA22 3052 9900 0002 6001 2345 6789 0"), check_iban("UA00305299")
(True, False)
"""

import re

IPN_WEIGHTS = (11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)
RNOKPP_WEIGHTS = (-1, 5, 7, 9, 4, 6, 10, 5, 7)
IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
UKRAINIAN_IBAN = re.compile(r"UA[0-9]{8}[A-Z0-9]{19}")


def check_edrpou(code):
    """Return whether a code of a legal entity (ЄДРПОУ, 8 digits) holds its digit.

    The digit comes from the weights 1…7, or 7, 1…6 in the middle of the register; where
    the remainder is 10, from weights greater by two.
    """
    if not _is_number(code, 8):
        return False
    is_middle = "30000000" <= code <= "60000000"
    weights = (7, 1, 2, 3, 4, 5, 6) if is_middle else (1, 2, 3, 4, 5, 6, 7)
    rest = _weigh(code, weights) % 11
    if rest == 10:
        rest = _weigh(code, [weight + 2 for weight in weights]) % 11
    return rest % 10 == int(code[-1])


def check_rnokpp(code):
    """Return whether a taxpayer's number (РНОКПП, 10 digits) holds its digit."""
    is_number = _is_number(code, 10)
    return is_number and _weigh(code, RNOKPP_WEIGHTS) % 11 % 10 == int(code[-1])


def check_ipn(code):
    """Return whether the number of a VAT payer (ІПН) holds its digit.

    That of an entity has 12 digits, that of a person is his РНОКПП. No official
    description of the 12 digits was found, and not every real number fits: whoever
    asks should warn, never stop.
    """
    if _is_number(code, 10):
        return check_rnokpp(code)
    is_number = _is_number(code, 12)
    return is_number and _weigh(code, IPN_WEIGHTS) % 11 % 10 == int(code[-1])


def check_iban(number):
    """Return whether an account number, spaces aside, is an IBAN with its digits."""
    number = compact_account(number)
    pattern = UKRAINIAN_IBAN if number.startswith("UA") else IBAN
    if not pattern.fullmatch(number):
        return False
    turned = number[4:] + number[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def compact_account(number):
    """Return an account number as it is stored, without spaces.

    >>> compact_account("ua22 3052\\u00a09900"), compact_account(None)
    ('UA2230529900', '')
    """
    return re.sub(r"[\s-]+", "", number or "").upper()


def group_account(number):
    """Return an account number in fours, as it is printed; no line breaks in it.

    >>> group_account("UA223052990000026001234567890").replace(chr(0xA0), "_")
    'UA22_3052_9900_0002_6001_2345_6789_0'
    """
    number = compact_account(number)
    return "\u00a0".join(number[i : i + 4] for i in range(0, len(number), 4))


def _is_number(code, length):
    is_digits = isinstance(code, str) and code.isascii() and code.isdigit()
    return is_digits and len(code) == length and code.strip("0") != ""


def _weigh(code, weights):
    checked = code[:-1]  # the last digit is what they are checked by
    return sum(int(digit) * w for digit, w in zip(checked, weights, strict=True))
