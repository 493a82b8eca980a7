"""Codes made of names: Latin letters, digits and underscores, always the same."""

import re
import unicodedata

# The romanisation of Ukrainian that the Cabinet of Ministers laid down in its decree
# No. 55 of 27 January 2010. Some letters sound otherwise at the beginning of a word.
_LETTERS = dict(
    zip("абвгґдезийіклмнопрстуфыэ", "abvhgdezyiiklmnoprstufye", strict=True)
)
_LETTERS |= {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
_LETTERS |= {"ь": "", "ъ": "", "є": "ie", "ї": "i", "ю": "iu", "я": "ia", "ё": "io"}
_FIRST_LETTERS = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_APOSTROPHES = re.compile("['’ʼ`]")


def romanise(text):
    """Return `text` in lower-case Latin letters, as far as it is Ukrainian.

    >>> romanise("Презентація")
    'prezentatsiia'
    >>> romanise("Згода, Їжакевич")
    'zghoda, yizhakevych'
    """
    text = unicodedata.normalize("NFC", text).lower()
    text = _APOSTROPHES.sub("", text).replace("зг", "zgh")
    letters, previous = [], " "
    for letter in text:
        table = _LETTERS if previous.isalnum() else _LETTERS | _FIRST_LETTERS
        letters.append(table.get(letter, letter))
        previous = letter
    return "".join(letters)


def make_slug(text, fallback="stage"):
    """Return a code for `text`, or `fallback` when it has neither letter nor digit.

    >>> make_slug("Кінцевий розрахунок (50 %)")
    'kintsevyi_rozrakhunok_50'
    >>> make_slug("Café — Menü")
    'cafe_menu'
    >>> make_slug("→")
    'stage'
    """
    decomposed = unicodedata.normalize("NFKD", romanise(text))
    ascii_text = decomposed.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", ascii_text.lower()).strip("_") or fallback


def make_unique(code, taken):
    """Return `code`, or the first of `code_2`, `code_3` … that is not in `taken`.

    >>> make_unique("offer", {"offer", "offer_2"})
    'offer_3'
    """
    number, unique = 1, code
    while unique in taken:
        number += 1
        unique = f"{code}_{number}"
    return unique
