import doctest
from unittest.mock import patch

from odoo.tests import tagged

from ..tools import call_event, call_signature, phone
from .call_common import CallCase

FORMAT = "odoo.addons.crm_process_automation.models.runtime.crm_process_phone"


@tagged("post_install", "-at_install")
class TestCallMatch(CallCase):
    """A number, however it is written, leads to its client and the newest deal."""

    def _match(self, number, company=None):
        company = company or self.env.company
        number = self.env["crm.process.phone"]._normalise(number, company)
        return self.calls.sudo()._match(number, company)

    def _create_client(self, name, number, **values):
        return self.env["res.partner"].create({"name": name, "phone": number, **values})

    # === NUMBERS === #

    def test_examples_in_the_tools_hold(self):
        for module in (phone, call_event, call_signature):
            self.assertFalse(doctest.testmod(module).failed, module.__name__)

    def test_every_way_to_write_a_number_finds_the_client(self):
        for number in (
            "0671234567",
            "+380 67 123-45-67",
            "380671234567",
            "8 067 123 45 67",
            "00380671234567",
            "671234567",
        ):
            with self.subTest(number):
                self.assertEqual(self._match(number)["partner_id"], self.client.id)

    def test_however_the_client_was_typed_in_he_is_found(self):
        for number in ("+380501112233", "8(050)111-22-33", "050 111 22 33"):
            poppy = self._create_client("Poppy", number)
            with self.subTest(number):
                self.assertEqual(self._match("0501112233")["partner_id"], poppy.id)
            poppy.active = False

    def test_numbers_are_matched_without_the_library_too(self):
        with patch(f"{FORMAT}.phone_format", lambda number, *_args, **_kwargs: number):
            self.assertEqual(self._match("0671234567")["partner_id"], self.client.id)

    def test_country_tells_numbers_with_the_same_end_apart(self):
        self.assertFalse(self._match("+48671234567").get("partner_id"))
        pole = self._create_client("Kwiat", "+48 671 234 567")
        self.assertEqual(self._match("0048671234567")["partner_id"], pole.id)
        self.assertEqual(self._match("0671234567")["partner_id"], self.client.id)

    def test_extension_is_nobodys_number(self):
        self._create_client("Office", "101")
        self.assertFalse(self._match("101"))

    # === CLIENT AND DEAL === #

    def test_newest_open_deal_and_its_case_are_meant(self):
        newer = self._create_lead(partner_id=self.client.id)
        values = self._match("0671234567")
        self.assertEqual(
            (values["lead_id"], values["case_id"]), (newer.id, newer.case_id.id)
        )

    def test_closed_deal_is_not_meant(self):
        self.case._move_along(self.refuse_early, text="Too dear")
        values = self._match("0671234567")
        self.assertEqual(values["partner_id"], self.client.id)
        self.assertFalse(values["lead_id"] or values["case_id"])

    def test_deal_is_found_by_its_own_number(self):
        lead = self._create_lead(phone="(050) 111-22-33")
        values = self._match("+380501112233")
        self.assertEqual((values["lead_id"], values["partner_id"]), (lead.id, False))

    def test_case_without_a_deal_is_found_by_its_client(self):
        poppy = self._create_client("Poppy", "0501112233")
        case = self.env["crm.process.case"].create(
            {
                "name": "Stand",
                "template_id": self.template.id,
                "partner_id": poppy.id,
            }
        )
        self.assertEqual(self._match("0501112233")["case_id"], case.id)

    def test_colleagues_with_one_number_stand_for_their_company(self):
        firm = self._create_client("Poppy", False, is_company=True)
        for name in ("Anna", "Borys"):
            self._create_client(name, "0501112233", parent_id=firm.id)
        values = self._match("0501112233")
        self.assertEqual(values["partner_id"], firm.id)
        self.assertRegex(values["note"], "Several clients .*Anna.*It was taken for")

    def test_of_several_clients_the_last_contact_is_meant(self):
        first = self._create_client("Anna", "0501112233")
        self._create_client("Borys", "0501112233")
        self.calls.sudo().create({"partner_id": first.id})
        values = self._match("0501112233")
        self.assertEqual(values["partner_id"], first.id)
        self.assertIn("Several clients", values["note"])

    def test_client_of_another_company_never_matches(self):
        other = self.env["res.company"].create(
            {"name": "Elsewhere", "country_id": self.env.ref("base.ua").id}
        )
        hidden = self._create_client("Poppy", "0501112233", company_id=other.id)
        self.assertFalse(self._match("0501112233").get("partner_id"))
        self.assertEqual(self._match("0501112233", other)["partner_id"], hidden.id)

    def test_deal_of_another_company_never_matches(self):
        other = self.env["res.company"].create(
            {"name": "Elsewhere", "country_id": self.env.ref("base.ua").id}
        )
        self.assertEqual(self._match("0671234567", other)["partner_id"], self.client.id)
        self.lead.sudo().company_id = self.env.company
        self.assertFalse(self._match("0671234567", other)["lead_id"])

    def test_number_is_looked_up_by_an_index(self):
        for table in ("res_partner", "crm_lead"):
            self.env.cr.execute(
                "SELECT 1 FROM pg_indexes WHERE indexname = %s",
                [f"{table}_process_phone_tail_index"],
            )
            with self.subTest(table):
                self.assertTrue(self.env.cr.rowcount)
