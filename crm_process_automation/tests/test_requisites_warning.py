from odoo.tests import Form, tagged

from .requisites_common import IBAN, RequisitesCase


@tagged("post_install", "-at_install")
class TestRequisitesWarning(RequisitesCase):
    """A wrong code is named on the card of the contact, and hinders nobody."""

    def assertWarnedOf(self, partner, *patterns):
        warnings = (partner.process_requisites_warning or "").splitlines()
        self._assert_sentences(warnings, patterns)

    def test_right_requisites_are_not_spoken_of(self):
        for partner in (self.firm, self.client, self.sole):
            self.assertWarnedOf(partner)

    def test_empty_card_is_not_spoken_of(self):
        self.assertWarnedOf(self.env["res.partner"].create({"name": "Somebody"}))

    def test_wrong_code_of_an_entity_is_named(self):
        self.client.company_registry = "45074010"
        self.assertWarnedOf(self.client, "Соняшник.*ЄДРПОУ 45074010 .*check digit")

    def test_zeros_are_no_code(self):
        self.client.company_registry = "00000000"
        self.assertWarnedOf(self.client, "ЄДРПОУ 00000000")

    def test_code_of_a_wrong_length_is_named(self):
        self.client.company_registry = "4507401"
        self.assertWarnedOf(self.client, "ЄДРПОУ 4507401 does not have 8 digits")

    def test_wrong_number_of_a_taxpayer_is_named(self):
        self.sole.company_registry = "1234567890"
        self.assertWarnedOf(self.sole, "РНОКПП 1234567890 .*check digit")

    def test_passport_instead_of_a_number_is_accepted(self):
        for passport in ("АА123456", "АА 123456", "123456789"):
            self.sole.company_registry = passport
            self.assertWarnedOf(self.sole)

    def test_number_from_the_tax_office_is_accepted(self):
        self.client.company_registry = "770000001"
        self.assertWarnedOf(self.client)

    def test_wrong_number_of_a_vat_payer_is_named(self):
        self.firm.vat = "319358126558"
        self.assertWarnedOf(self.firm, "ІПН 319358126558 .*check digit")

    def test_number_of_another_vat_payer_is_named(self):
        self.firm.company_registry = "21560045"
        self.assertWarnedOf(self.firm, "ІПН 319358126557 .*ЄДРПОУ 21560045")

    def test_wrong_account_is_named(self):
        self.firm.process_iban = "UA223052990000026001234567891"
        self.assertWarnedOf(self.firm, "UA223052990000026001234567891.* IBAN")

    def test_codes_of_other_countries_are_not_judged(self):
        self.firm.write(
            {
                "country_id": self.env.ref("base.us").id,
                "company_registry": "12",
                "process_iban": "123456",
            }
        )
        self.assertWarnedOf(self.firm)

    def test_warning_shows_while_the_card_is_filled_in(self):
        with Form(self.client.with_user(self.sally)) as card:
            card.company_registry = "45074010"
            self.assertIn("45074010", card.process_requisites_warning)
            card.process_iban = "UA1"
            self.assertIn("UA1", card.process_requisites_warning)
            card.process_iban = IBAN
            self.assertNotIn("IBAN", card.process_requisites_warning)
        self.assertEqual(self.client.company_registry, "45074010")

    def test_company_opens_its_own_card(self):
        action = self.env.company.action_open_requisites()
        self.assertEqual(action["res_id"], self.env.company.partner_id.id)
