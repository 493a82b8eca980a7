from odoo.tests import BaseCase, tagged

from ..tools.payment_qr import (
    ADDRESS,
    MOST_BYTES,
    make_payment_url,
    make_purpose,
    read_payment_url,
)

IBAN = "UA223052990000026001234567890"
VAT = "у т.ч. ПДВ 20% 200,00 грн"
END = f" зг. рахунку № 17 від 12.12.2026, {VAT}"


@tagged("post_install", "-at_install")
class TestToolsPaymentQr(BaseCase):
    """A bank reads from the link whom to pay, how much and what for."""

    def _make(self, purpose="Оплата", **changes):
        values = {
            "recipient": "ТОВ «Свято»",
            "iban": IBAN,
            "code": "31935815",
            "amount": "1200.00",
            **changes,
        }
        return make_payment_url(**values, purpose=purpose)

    def _read(self, *args, **changes):
        return read_payment_url(self._make(*args, **changes)).split("\n")

    def test_link_holds_the_payment_in_thirteen_lines(self):
        purpose = make_purpose("послуги", "17", "12.12.2026", VAT)
        lines = self._read(purpose)
        self.assertEqual(
            lines,
            [
                *("BCD", "002", "1", "UCT", "", "ТОВ «Свято»", IBAN, "UAH1200"),
                *("31935815", "", "", f"Оплата за послуги{END}", "", ""),
            ],
        )

    def test_link_leads_to_the_national_bank(self):
        link = self._make()
        self.assertTrue(link.startswith(ADDRESS))
        self.assertRegex(link.removeprefix(ADDRESS), r"^[A-Za-z0-9_-]+$")

    def test_kopiykas_are_written_when_there_are_any(self):
        amounts = {"0.01": "UAH0.01", "100.5": "UAH100.50", "999999999.99": None}
        for amount, written in amounts.items():
            self.assertEqual(self._read(amount=amount)[7], written or f"UAH{amount}")

    def test_number_date_and_vat_are_never_cut(self):
        purpose = make_purpose("організацію свята " * 99, "17", "12.12.2026", VAT)
        self.assertEqual(len(purpose), 140)
        self.assertTrue(purpose.endswith(END))

    def test_long_texts_fit_the_symbol(self):
        lines = self._read("ї" * 500, recipient="Щ" * 500)
        self.assertEqual(len(lines[5]), 70)
        self.assertEqual(len(lines[11]), 140)
        payload = "\n".join(lines).encode("cp1251")
        self.assertLessEqual(len(payload), MOST_BYTES)

    def test_short_encoding_replaces_what_it_does_not_know(self):
        lines = self._read("ґ" * 120, recipient="ТОВ «Солов\u02bcї» ₴" + "я" * 60)
        self.assertEqual(lines[2], "2")
        self.assertTrue(lines[5].startswith("ТОВ «Солов'ї» грн"))

    def test_line_break_in_a_name_moves_nothing(self):
        lines = self._read(recipient="ТОВ\n«Свято»\r\nUA00")
        self.assertEqual(len(lines), 14)
        self.assertEqual(lines[5], "ТОВ «Свято» UA00")

    def test_no_link_to_pay_a_wrong_account_or_code(self):
        for change in (
            {"iban": "UA223052990000026001234567891"},
            {"iban": "DE89370400440532013000"},
            {"iban": ""},
            {"iban": None},
            {"code": "31935816"},
            {"code": ""},
            {"code": None},
            {"code": "00000000"},
        ):
            with self.subTest(change):
                self.assertIsNone(self._make(**change))

    def test_no_link_for_nothing_too_much_or_another_currency(self):
        for change in (
            {"amount": "0.00"},
            {"amount": "-1.00"},
            {"amount": "1000000000.00"},
            {"currency": "USD"},
        ):
            with self.subTest(change):
                self.assertIsNone(self._make(**change))
