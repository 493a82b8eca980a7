"""Sums of money in words, as papers print them.

>>> spell_money("1001.50", "UAH", "uk")
'Одна тисяча одна гривня 50 копійок'
>>> spell_money("1200.00", "UAH", "en")
'One thousand two hundred hryvnias 00 kopiykas'
>>> spell_money("2.01", "USD", "uk"), spell_money("1.00", "EUR", "en")
('Два долари США 01 цент', 'One euro 00 cents')
>>> spell_money("-21.02", "UAH", "uk"), spell_money("-0.001", "UAH", "en")
('Мінус двадцять одна гривня 02 копійки', 'Zero hryvnias 00 kopiykas')

Halves are rounded up. A currency without words here is named by its code:

>>> spell_money("1.005", "UAH", "uk")
'Одна гривня 01 копійка'
>>> spell_money("1234.5", "PLN", "uk").replace(chr(0xA0), "_")
'1_234,50_PLN'
>>> spell_money("1234.5", "PLN", "en").replace(chr(0xA0), "_")
'1,234.50_PLN'

A float has lost kopiykas before it comes here, and a whole number is taken for kopiykas
elsewhere, so neither is accepted:

>>> spell_money(100, "UAH", "uk")
Traceback (most recent call last):
TypeError: An amount in words is made from a Decimal or a text, not from 100.
"""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from .number_words import LIMIT, agree_english, agree_ukrainian, spell_number

CENT = Decimal("0.01")
NBSP = "\u00a0"

# {language: {currency: (nouns, is the noun feminine, nouns of its hundredth)}}
NOUNS = {
    "uk": {
        "UAH": (
            ("гривня", "гривні", "гривень"),
            True,
            ("копійка", "копійки", "копійок"),
        ),
        "USD": (
            ("долар США", "долари США", "доларів США"),
            False,
            ("цент", "центи", "центів"),
        ),
        "EUR": (("євро", "євро", "євро"), False, ("цент", "центи", "центів")),
    },
    "en": {
        "UAH": (("hryvnia", "hryvnias"), False, ("kopiyka", "kopiykas")),
        "USD": (("US dollar", "US dollars"), False, ("cent", "cents")),
        "EUR": (("euro", "euros"), False, ("cent", "cents")),
    },
}
AGREE = {"uk": agree_ukrainian, "en": agree_english}
MINUS = {"uk": "мінус", "en": "minus"}
SEPARATORS = {"uk": (NBSP, ","), "en": (",", ".")}


def spell_money(amount, currency, lang):
    """Return an amount in words, its hundredths in two digits.

    :param amount: a Decimal, or a text such as "1200.00"
    :param currency: its code, such as "UAH"
    :param lang: "uk" (or a code such as "uk_UA"); anything else is English
    :raise TypeError: the amount is a float or an int
    :raise ValueError: the amount is no number
    """
    amount = _read(amount)
    lang = "uk" if lang[:2] == "uk" else "en"
    whole, hundredths = divmod(int(abs(amount).scaleb(2)), 100)
    if currency not in NOUNS[lang] or whole >= LIMIT:
        return _write_figures(amount, currency, lang)
    nouns, is_feminine, hundredth_nouns = NOUNS[lang][currency]
    agree = AGREE[lang]
    words = [
        *([MINUS[lang]] if amount < 0 else []),
        spell_number(whole, lang, is_feminine),
        agree(whole, nouns),
        f"{hundredths:02d}",
        agree(hundredths, hundredth_nouns),
    ]
    text = " ".join(words)
    return text[0].upper() + text[1:]


def _read(amount):
    """Return the amount as a Decimal with two places."""
    if not isinstance(amount, (Decimal, str)):
        raise TypeError(
            f"An amount in words is made from a Decimal or a text, not from {amount!r}."
        )
    try:
        return Decimal(amount).quantize(CENT, ROUND_HALF_UP)
    except InvalidOperation:
        raise ValueError(f"{amount!r} is no amount of money.") from None


def _write_figures(amount, currency, lang):
    thousands, point = SEPARATORS[lang]
    whole, hundredths = f"{amount:,.2f}".split(".")
    return f"{whole.replace(',', thousands)}{point}{hundredths}{NBSP}{currency}"
