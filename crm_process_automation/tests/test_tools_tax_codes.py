import random

from stdnum.iso7064 import mod_97_10
from stdnum.ua import edrpou, rntrc

from odoo.tests import BaseCase, tagged

from ..tools.tax_codes import check_edrpou, check_iban, check_ipn, check_rnokpp

COUNT = 20_000


@tagged("post_install", "-at_install")
class TestToolsTaxCodes(BaseCase):
    """A code with a wrong digit is told from a right one."""

    def assertFits(self, check, *codes):
        for code in codes:
            self.assertTrue(check(code), code)

    def assertFails(self, check, *codes):
        for code in codes:
            self.assertFalse(check(code), code)

    def test_codes_of_entities(self):
        self.assertFits(check_edrpou, "31935815", "21560045", "45074018", "45000200")
        self.assertFits(check_edrpou, "12345678", "00032112")
        self.assertFails(check_edrpou, "31935816", "45074010")

    def test_numbers_of_taxpayers(self):
        self.assertFits(check_rnokpp, "3652504575", "3300601230", "3299900030")
        self.assertFails(check_rnokpp, "1234567890", "3300601231")

    def test_numbers_of_vat_payers(self):
        self.assertFits(check_ipn, "319358126557", "3652504575")
        self.assertFails(check_ipn, "319358126558", "3652504576", "31935815")

    def test_accounts(self):
        self.assertFits(
            check_iban,
            "UA223052990000026001234567890",
            "UA22 3052 9900 0002 6001 2345 6789 0",
            "DE89370400440532013000",
        )
        self.assertFails(
            check_iban,
            *("UA223052990000026001234567891", "UA22305299000002600123456789"),
            *("26001234567890", "", None, "UA"),
        )

    def test_zeros_alone_are_nobody(self):
        self.assertFails(check_edrpou, "00000000")
        self.assertFails(check_rnokpp, "0000000000")
        self.assertFails(check_ipn, "000000000000", "0000000000")

    def test_what_is_no_text_of_digits_is_no_code(self):
        for check in (check_edrpou, check_rnokpp, check_ipn):
            self.assertFails(check, None, False, 31935815, "", "3193581", "٣١٩٣٥٨١٥")
            self.assertFails(check, "3193581a", " 31935815", "319358155", "-1935815")

    def test_entities_are_checked_as_an_independent_library_does(self):
        chance = random.Random(1)
        for _ in range(COUNT):
            code = f"{chance.randrange(1, 10**8):08d}"
            self.assertEqual(check_edrpou(code), edrpou.is_valid(code), code)

    def test_taxpayers_are_checked_as_an_independent_library_does(self):
        chance = random.Random(2)
        for _ in range(COUNT):
            code = f"{chance.randrange(1, 10**10):010d}"
            self.assertEqual(check_rnokpp(code), rntrc.is_valid(code), code)

    def test_accounts_are_checked_as_an_independent_library_does(self):
        chance = random.Random(3)
        for _ in range(COUNT):
            account = f"UA{chance.randrange(100):02d}{chance.randrange(10**25):025d}"
            fits = mod_97_10.is_valid(account[4:] + account[:4])
            self.assertEqual(check_iban(account), fits, account)
