"""Whole numbers in words, in Ukrainian and in English, and nouns that agree with them.

>>> spell_number(21, "uk"), spell_number(21, "uk", is_feminine=True)
('двадцять один', 'двадцять одна')
>>> spell_number(2012005, "uk"), spell_number(2012005, "en")
("два мільйони дванадцять тисяч п'ять", 'two million twelve thousand five')
>>> spell_number(0, "uk"), spell_number(999, "en")
('нуль', 'nine hundred ninety-nine')
"""

LIMIT = 10**12  # from here on there are no words for a number

UKRAINIAN_ONES = [
    *("", "один", "два", "три", "чотири", "п'ять", "шість", "сім", "вісім", "дев'ять"),
    *("десять", "одинадцять", "дванадцять", "тринадцять", "чотирнадцять"),
    *("п'ятнадцять", "шістнадцять", "сімнадцять", "вісімнадцять", "дев'ятнадцять"),
]
UKRAINIAN_FEMININE = {1: "одна", 2: "дві"}
UKRAINIAN_TENS = [
    *("", "", "двадцять", "тридцять", "сорок", "п'ятдесят", "шістдесят", "сімдесят"),
    *("вісімдесят", "дев'яносто"),
]
UKRAINIAN_HUNDREDS = [
    *("", "сто", "двісті", "триста", "чотириста", "п'ятсот", "шістсот", "сімсот"),
    *("вісімсот", "дев'ятсот"),
]
# (how much, its noun after one, after two, after five, is it feminine)
UKRAINIAN_SCALES = [
    (10**9, ("мільярд", "мільярди", "мільярдів"), False),
    (10**6, ("мільйон", "мільйони", "мільйонів"), False),
    (10**3, ("тисяча", "тисячі", "тисяч"), True),
]

ENGLISH_ONES = [
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
]
ENGLISH_TENS = [
    *("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty"),
    "ninety",
]
ENGLISH_SCALES = [(10**9, "billion"), (10**6, "million"), (10**3, "thousand")]


def agree_ukrainian(number, forms):
    """Return the form of a noun after `number`; forms: after 1, after 2, after 5.

    >>> hryvnia = ("гривня", "гривні", "гривень")
    >>> [agree_ukrainian(number, hryvnia) for number in (1, 3, 7, 11, 13, 21, 112)]
    ['гривня', 'гривні', 'гривень', 'гривень', 'гривень', 'гривня', 'гривень']
    """
    if number % 100 in range(11, 15):
        return forms[2]
    if number % 10 == 1:
        return forms[0]
    return forms[1] if number % 10 in (2, 3, 4) else forms[2]


def agree_english(number, forms):
    """Return the form of a noun after `number`; forms: after 1, after any other."""
    return forms[0] if number == 1 else forms[1]


def spell_number(number, lang, is_feminine=False):
    """Return a whole number from 0 up to below `LIMIT` in words.

    :param lang: "uk" or "en"
    :param is_feminine: whether what is counted is feminine (Ukrainian only)
    """
    if not 0 <= number < LIMIT:
        raise ValueError(f"There are no words for {number}.")
    if lang == "uk":
        words = _spell_ukrainian(number, is_feminine) or ["нуль"]
    else:
        words = _spell_english(number) or ["zero"]
    return " ".join(words)


def _spell_ukrainian(number, is_feminine):
    words = []
    for size, forms, is_feminine_scale in UKRAINIAN_SCALES:
        count, number = divmod(number, size)
        if count:
            words += _spell_ukrainian_thousandth(count, is_feminine_scale)
            words.append(agree_ukrainian(count, forms))
    return words + _spell_ukrainian_thousandth(number, is_feminine)


def _spell_ukrainian_thousandth(number, is_feminine):
    """Return the words of a number below 1,000."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10) if rest >= 20 else (0, rest)
    one = UKRAINIAN_ONES[ones]
    if is_feminine:
        one = UKRAINIAN_FEMININE.get(ones, one)
    words = (UKRAINIAN_HUNDREDS[hundreds], UKRAINIAN_TENS[tens], one)
    return [word for word in words if word]


def _spell_english(number):
    words = []
    for size, noun in ENGLISH_SCALES:
        count, number = divmod(number, size)
        if count:
            words += [*_spell_english_thousandth(count), noun]
    return words + _spell_english_thousandth(number)


def _spell_english_thousandth(number):
    """Return the words of a number below 1,000."""
    hundreds, rest = divmod(number, 100)
    words = [ENGLISH_ONES[hundreds], "hundred"] if hundreds else []
    tens, ones = divmod(rest, 10) if rest >= 20 else (0, rest)
    word = "-".join(filter(None, (ENGLISH_TENS[tens], ENGLISH_ONES[ones])))
    return [*words, word] if word else words
