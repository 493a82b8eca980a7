from odoo.tests import tagged

from .requisites_common import IBAN, OTHER_IBAN, RequisitesCase


@tagged("post_install", "-at_install")
class TestRequisites(RequisitesCase):
    """What papers print about a party is kept with it, and printed as it is kept."""

    def test_company_is_named_with_all_its_requisites(self):
        self.firm.write({"phone": "+380441234567", "email": "office@example.com"})
        self.assertEqual(
            self.firm._get_requisites("uk_UA"),
            {
                "name": "ТОВ «Свято»",
                "full_name": "Товариство з обмеженою відповідальністю «Свято»",
                "short_name": "ТОВ «Свято»",
                "kind": "company",
                "country": "UA",
                "code_label": "Код ЄДРПОУ",
                "code": "31935815",
                "vat": "319358126557",
                "iban": IBAN,
                "bank": "ПриватБанк",
                "address": "01001, м. Київ, вул. Хрещатик, 1",
                "phone": "+380441234567",
                "email": "office@example.com",
                "tax_status": "платник податку на прибуток на загальних підставах, "
                "платник ПДВ",
                "is_vat_payer": True,
                "signatory": "Коваль Марія Іванівна",
                "signatory_genitive": "Коваль Марії Іванівни",
                "position": "Директор",
                "position_genitive": "директора",
                "basis": "Статуту",
                "acts": "яка діє",
            },
        )

    def test_sole_proprietor_signs_for_himself(self):
        party = self.sole._get_requisites("uk_UA")
        self.assertEqual(party["kind"], "sole")
        self.assertEqual(party["code_label"], "РНОКПП")
        self.assertEqual(party["short_name"], "ФОП Іваненко Іван Петрович")
        self.assertEqual(
            party["full_name"], "Фізична особа-підприємець Іваненко Іван Петрович"
        )
        self.assertEqual(party["signatory"], "Іваненко Іван Петрович")

    def test_sole_proprietor_is_not_called_so_twice(self):
        self.sole.name = "ФОП Іваненко Іван Петрович"
        party = self.sole._get_requisites("uk_UA")
        self.assertEqual(party["short_name"], "ФОП Іваненко Іван Петрович")
        self.assertEqual(party["signatory"], "Іваненко Іван Петрович")

    def test_person_is_neither_company_nor_proprietor(self):
        party = self._create_party("Ольга Бондар")._get_requisites("uk_UA")
        self.assertEqual(party["kind"], "person")
        self.assertEqual(party["code_label"], "РНОКПП")
        self.assertEqual(party["signatory"], "Ольга Бондар")

    def test_contact_of_a_company_stands_for_the_company(self):
        contact = self._create_party(
            "Ольга", parent_id=self.client.id, email="olha@example.com"
        )
        party = contact._get_requisites("uk_UA")
        self.assertEqual(party["full_name"], "ТОВ «Соняшник»")
        self.assertEqual(party["code"], "45074018")
        self.assertEqual(party["email"], "olha@example.com")

    def test_form_of_the_verb_follows_who_signs(self):
        said = {}
        for gender in ("m", "f", False):
            self.firm.process_gender = gender
            said[gender] = self.firm._get_requisites("uk_UA")["acts"]
        self.assertEqual(said, {"m": "який діє", "f": "яка діє", False: "що діє"})

    def test_names_are_not_inflected(self):
        self.firm.process_signatory_genitive = False
        party = self.firm._get_requisites("uk_UA")
        self.assertEqual(party["signatory_genitive"], "")

    def test_tax_status_tells_of_vat(self):
        self.firm.write({"process_tax_status": "single_3_5", "process_is_vat_payer": 0})
        self.assertEqual(
            self.firm._get_requisites("uk_UA")["tax_status"],
            "платник єдиного податку 3 групи за ставкою 5\u00a0%, не є платником ПДВ",
        )

    def test_every_tax_status_has_its_phrase(self):
        field = self.env["res.partner"]._fields["process_tax_status"]
        for status in field.get_values(self.env):
            self.firm.process_tax_status = status
            for lang in ("uk_UA", "en_US"):
                with self.subTest(status=status, lang=lang):
                    phrase = self.firm._get_requisites(lang)["tax_status"]
                    self.assertNotEqual(phrase.split(", ")[0], phrase)

    def test_english_paper_takes_the_spelling_of_the_party(self):
        self.firm.write(
            {
                "process_full_name_en": "Sviato LLC",
                "process_signatory_en": "Mariia Koval",
                "process_position_en": "Director",
                "process_basis_en": "the Charter",
            }
        )
        party = self.firm._get_requisites("en_US")
        self.assertEqual(party["full_name"], "Sviato LLC")
        self.assertEqual(party["short_name"], "Sviato LLC")
        self.assertEqual(party["signatory"], "Mariia Koval")
        self.assertEqual(party["position"], "Director")
        self.assertEqual(party["basis"], "the Charter")
        self.assertEqual(party["acts"], "acting")
        self.assertEqual(party["code_label"], "USREOU code")
        self.assertEqual(
            party["tax_status"],
            "payer of corporate income tax on general terms, VAT payer",
        )

    def test_nothing_is_transliterated(self):
        party = self.firm._get_requisites("en_US")
        self.assertEqual(party["signatory"], "Коваль Марія Іванівна")

    def test_foreign_code_is_not_called_a_ukrainian_one(self):
        self.client.country_id = self.env.ref("base.pl")
        party = self.client._get_requisites("uk_UA")
        self.assertEqual(party["code_label"], "Реєстраційний №")
        self.assertIn("Poland", self.client._get_requisites("en_US")["address"])

    def test_slash_is_no_number_of_a_vat_payer(self):
        self.firm.vat = "/"
        self.assertEqual(self.firm._get_requisites("uk_UA")["vat"], "")

    def test_account_of_the_currency_is_printed(self):
        dollar = self.env.ref("base.USD")
        self._add_account(self.firm, OTHER_IBAN, currency_id=dollar.id)
        party = self.firm._get_requisites("uk_UA", currency=dollar)
        self.assertEqual(party["iban"], IBAN)
        self.firm.bank_ids[:1].currency_id = self.hryvnia
        party = self.firm._get_requisites("uk_UA", currency=dollar)
        self.assertEqual(party["iban"], OTHER_IBAN)

    def test_account_is_kept_without_spaces(self):
        self.client.process_iban = "ua22 3052 9900 0002 6001 2345 6789 0"
        self.assertEqual(self.client._get_requisites("uk_UA")["iban"], IBAN)

    def test_nobody_has_no_requisites(self):
        party = self.env["res.partner"]._get_requisites("uk_UA")
        self.assertFalse(party["full_name"])
        self.assertEqual(party["kind"], "person")

    def test_requisites_are_plain_data(self):
        for partner in (self.firm, self.sole, self.env["res.partner"]):
            for key, value in partner._get_requisites("uk_UA").items():
                wanted = bool if key == "is_vat_payer" else str
                self.assertIsInstance(value, wanted, key)
