"""How numbers, sums and account numbers stand on a paper, by the reader's language."""

import re
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK = "\u00a0"
# (between thousands, before the decimals); every other language writes as Ukrainian.
SEPARATORS = {"en": (",", ".")}
OTHERS = (NO_BREAK, ",")
# What stands after a sum where its code would be unusual.
UNITS = {("uk", "UAH"): "грн"}
NUMBERED = re.compile(r"\s*(\d+)\s*[.)]")


def format_number(value, lang, decimals=None):
    """Return the decimal text `value` as it is written in `lang`.

    :param decimals: how many stand after the point; None: as many as are needed

    >>> format_number("1234567.5", "uk_UA", 2).split(NO_BREAK)
    ['1', '234', '567,50']
    >>> format_number("1234567.5", "en_US", 2)
    '1,234,567.50'
    >>> format_number("2.500", "uk_UA"), format_number("300", "uk_UA")
    ('2,5', '300')
    >>> format_number("-0.005", "en_US", 2), format_number("", "en_US")
    ('-0.01', '')
    """
    if value in (None, False, ""):
        return ""
    number = Decimal(str(value))
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    thousands, point = SEPARATORS.get(lang[:2], OTHERS)
    whole, _point, rest = f"{number:,f}".partition(".")
    rest = rest if decimals is not None else rest.rstrip("0")
    return whole.replace(",", thousands) + (point + rest if rest else "")


def get_unit(currency, lang):
    """Return what is written after a sum in `currency`.

    >>> get_unit("UAH", "uk_UA"), get_unit("UAH", "en_US"), get_unit("EUR", "uk_UA")
    ('грн', 'UAH', 'EUR')
    """
    return UNITS.get((lang[:2], currency), currency)


def group_account(number):
    """Return an account number in groups of four, which no line break parts.

    >>> group_account("UA223052990000026001234567890").split(NO_BREAK)
    ['UA22', '3052', '9900', '0002', '6001', '2345', '6789', '0']
    >>> group_account(None)
    ''
    """
    number = re.sub(r"\s+", "", number or "")
    return NO_BREAK.join(number[at : at + 4] for at in range(0, len(number), 4))


def get_next_number(titles):
    """Return the number after that of the last numbered heading, or 0 without any.

    >>> get_next_number(["1. Subject", "2. Price", ""]), get_next_number(["Subject"])
    (3, 0)
    """
    numbers = [int(found[1]) for title in titles if (found := NUMBERED.match(title))]
    return max(numbers) + 1 if numbers else 0


def has_gross_prices(lines):
    """Return whether prices hold the tax: quantity × price is the sum with it.

    >>> line = {"kind": "line", "quantity": "2", "price": "60", "discount": "0"}
    >>> has_gross_prices([line | {"untaxed": "100.00", "total": "120.00"}])
    True
    >>> has_gross_prices([line | {"untaxed": "120.00", "total": "144.00"}])
    False
    """
    for line in lines:
        if line["kind"] != "line" or line["untaxed"] == line["total"]:
            continue
        share = 1 - Decimal(line.get("discount") or 0) / 100
        worth = Decimal(line["quantity"]) * Decimal(line["price"]) * share
        if abs(worth - Decimal(line["total"])) < abs(worth - Decimal(line["untaxed"])):
            return True
    return False


def format_place(place, lang):
    """Return the place where a paper is made as it stands above the paper.

    >>> format_place("Київ", "uk_UA").split(NO_BREAK), format_place("Kyiv", "en_US")
    (['м.', 'Київ'], 'Kyiv')
    >>> format_place("с. Гатне", "uk_UA"), format_place("", "uk_UA")
    ('с. Гатне', '')
    """
    place = place or ""
    is_plain = place and "." not in place
    return f"м.{NO_BREAK}{place}" if is_plain and lang[:2] == "uk" else place
