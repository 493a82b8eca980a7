import random
import re
from decimal import Decimal

from num2words import num2words

from odoo.tests import BaseCase, tagged

from ..tools.money_words import spell_money
from ..tools.number_words import spell_number

# The amounts and their words as accountants write them.
TABLE = {
    "0.00": "Нуль гривень 00 копійок",
    "0.01": "Нуль гривень 01 копійка",
    "0.02": "Нуль гривень 02 копійки",
    "0.99": "Нуль гривень 99 копійок",
    "1.00": "Одна гривня 00 копійок",
    "1.01": "Одна гривня 01 копійка",
    "2.00": "Дві гривні 00 копійок",
    "3.03": "Три гривні 03 копійки",
    "5.11": "П'ять гривень 11 копійок",
    "11.21": "Одинадцять гривень 21 копійка",
    "12.12": "Дванадцять гривень 12 копійок",
    "14.14": "Чотирнадцять гривень 14 копійок",
    "21.21": "Двадцять одна гривня 21 копійка",
    "22.02": "Двадцять дві гривні 02 копійки",
    "90.90": "Дев'яносто гривень 90 копійок",
    "101.01": "Сто одна гривня 01 копійка",
    "111.11": "Сто одинадцять гривень 11 копійок",
    "112.00": "Сто дванадцять гривень 00 копійок",
    "120.00": "Сто двадцять гривень 00 копійок",
    "1000.00": "Одна тисяча гривень 00 копійок",
    "1001.50": "Одна тисяча одна гривня 50 копійок",
    "2000.00": "Дві тисячі гривень 00 копійок",
    "2222.22": "Дві тисячі двісті двадцять дві гривні 22 копійки",
    "11000.11": "Одинадцять тисяч гривень 11 копійок",
    "21001.01": "Двадцять одна тисяча одна гривня 01 копійка",
    "40404.40": "Сорок тисяч чотириста чотири гривні 40 копійок",
    "1000000.00": "Один мільйон гривень 00 копійок",
    "1000001.00": "Один мільйон одна гривня 00 копійок",
    "2000002.22": "Два мільйони дві гривні 22 копійки",
    "5012013.14": "П'ять мільйонів дванадцять тисяч тринадцять гривень 14 копійок",
    "1000000000.00": "Один мільярд гривень 00 копійок",
    "999999999.99": "Дев'ятсот дев'яносто дев'ять мільйонів дев'ятсот дев'яносто "
    "дев'ять тисяч дев'ятсот дев'яносто дев'ять гривень 99 копійок",
}
AMOUNTS = 20_000


def make_amounts(count):
    """Return amounts of all sizes below a milliard, small ones as often as big ones."""
    chance = random.Random(5)
    return [
        Decimal(chance.randrange(10 ** chance.randrange(1, 12))).scaleb(-2)
        for _ in range(count)
    ]


def find_ending(number):
    """Return which noun follows a number: read from its digits, written as a text."""
    digits = f"{number:02d}"
    if digits[-2] == "1":
        return "many"
    return {"1": "one", "2": "few", "3": "few", "4": "few"}.get(digits[-1], "many")


HRYVNIA = {"one": "гривня", "few": "гривні", "many": "гривень"}
KOPIYKA = {"one": "копійка", "few": "копійки", "many": "копійок"}


@tagged("post_install", "-at_install")
class TestToolsMoneyWords(BaseCase):
    """A sum in words says what its figures say."""

    def test_amounts_are_spelled_as_accountants_write_them(self):
        for amount, words in TABLE.items():
            with self.subTest(amount):
                self.assertEqual(spell_money(amount, "UAH", "uk"), words)
                self.assertEqual(spell_money(Decimal(amount), "UAH", "uk_UA"), words)

    def test_nouns_agree_with_any_amount(self):
        for amount in make_amounts(AMOUNTS):
            whole, hundredths = divmod(int(amount * 100), 100)
            ending = (
                f" {HRYVNIA[find_ending(whole)]} {hundredths:02d} "
                f"{KOPIYKA[find_ending(hundredths)]}"
            )
            words = spell_money(amount, "UAH", "uk")
            self.assertTrue(words.endswith(ending), f"{amount}: {words}")

    def test_whole_part_is_what_an_independent_library_says(self):
        for amount in make_amounts(AMOUNTS):
            theirs = num2words(amount, lang="uk", to="currency", currency="UAH")
            ours = spell_money(amount, "UAH", "uk")
            hryvnias = ours.rsplit(" ", 2)[0]
            self.assertEqual(hryvnias.lower(), theirs.split(",")[0], amount)

    def test_english_numbers_are_what_an_independent_library_says(self):
        for amount in make_amounts(AMOUNTS):
            theirs = re.sub(r",| and\b", "", num2words(int(amount), lang="en"))
            self.assertEqual(spell_number(int(amount), "en"), theirs)

    def test_english_nouns_agree_with_any_amount(self):
        for amount in make_amounts(AMOUNTS):
            whole, hundredths = divmod(int(amount * 100), 100)
            hryvnia = "hryvnia" if whole == 1 else "hryvnias"
            kopiyka = "kopiyka" if hundredths == 1 else "kopiykas"
            ending = f" {hryvnia} {hundredths:02d} {kopiyka}"
            self.assertTrue(spell_money(amount, "UAH", "en").endswith(ending), amount)

    def test_neither_floats_nor_whole_numbers_are_accepted(self):
        for amount in (1.5, 100, True, None):
            with self.subTest(amount), self.assertRaisesRegex(TypeError, "Decimal"):
                spell_money(amount, "UAH", "uk")

    def test_what_is_no_number_is_refused(self):
        for amount in ("", "1,5", "NaN", "Infinity", "sum"):
            with self.subTest(amount), self.assertRaises(ValueError):
                spell_money(amount, "UAH", "uk")

    def test_halves_of_a_kopiyka_are_rounded_up(self):
        self.assertEqual(spell_money("1.999", "UAH", "uk"), "Дві гривні 00 копійок")
        self.assertEqual(spell_money("0.125", "UAH", "uk"), "Нуль гривень 13 копійок")

    def test_dollars_and_euros_have_words_in_both_languages(self):
        self.assertEqual(
            spell_money("1021.05", "USD", "uk"),
            "Одна тисяча двадцять один долар США 05 центів",
        )
        self.assertEqual(spell_money("2.01", "EUR", "uk"), "Два євро 01 цент")
        self.assertEqual(spell_money("1.01", "USD", "en"), "One US dollar 01 cent")
        self.assertEqual(spell_money("2", "EUR", "en"), "Two euros 00 cents")

    def test_unknown_currency_is_named_by_number_and_code(self):
        nbsp = "\u00a0"
        self.assertEqual(
            spell_money("1234567.5", "GBP", "uk"), f"1{nbsp}234{nbsp}567,50{nbsp}GBP"
        )
