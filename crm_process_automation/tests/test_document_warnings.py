from odoo.tests import tagged

from .requisites_common import RequisitesCase

TYPES = ("minutes", "proposal", "contract", "act", "invoice", "questionnaire")


@tagged("post_install", "-at_install")
class TestDocumentWarnings(RequisitesCase):
    """What looks wrong in a paper is said, each thing on the papers it matters for."""

    def assertWarnedWhen(self, types, path, value, pattern, at="2026-12-12 10:00:00"):
        for document_type in TYPES:
            snapshot = self._change(self._take(document_type), path, value)
            with self.subTest(document_type), self.at(at):
                wanted = [pattern] if document_type in types else []
                self.assertWarned(snapshot, *wanted)

    def test_faultless_papers_bear_no_warning(self):
        for document_type in TYPES:
            for customer in (self.client, self.sole, self._create_party("Ольга")):
                with self.subTest(document_type), self.at("2026-12-12 10:00:00"):
                    self.assertWarned(self._take(document_type, customer))

    # === CODES === #

    def test_wrong_code_of_the_client_is_named(self):
        pattern = "«Соняшник».*ЄДРПОУ 45074010"
        types = ("contract", "act", "invoice")
        self.assertWarnedWhen(types, "customer.code", "45074010", pattern)

    def test_wrong_number_of_our_vat_is_named(self):
        pattern = "«Свято».*ІПН 319358126558"
        types = ("proposal", "contract", "act", "invoice")
        self.assertWarnedWhen(types, "supplier.vat", "319358126558", pattern)

    def test_vat_payer_without_a_number_is_named(self):
        pattern = "«Свято».*“Number of the VAT payer” is not filled in"
        types = ("proposal", "contract", "act", "invoice")
        self.assertWarnedWhen(types, "supplier.vat", "", pattern)

    # === WHO SIGNS === #

    def test_unknown_basis_of_the_client_is_named(self):
        pattern = "«Соняшник».*“Acts on the basis of” is not filled in"
        self.assertWarnedWhen(("contract", "act"), "customer.basis", "", pattern)

    def test_unknown_signatory_is_named(self):
        pattern = "«Соняшник».*“Signatory” is not filled in"
        self.assertWarnedWhen(("contract", "act"), "customer.signatory", "", pattern)

    def test_contract_in_ukrainian_wants_the_genitive(self):
        pattern = "«Свято».*“Signatory in the genitive” is not filled in"
        path = "supplier.signatory_genitive"
        self.assertWarnedWhen(("contract",), path, "", pattern)

    def test_contract_in_english_wants_no_genitive(self):
        self.firm.process_signatory_genitive = False
        self.assertWarned(self._take("contract", lang="en_US"))

    def test_sole_proprietor_wants_no_position(self):
        self.sole.process_basis = False
        with self.at("2026-12-12 10:00:00"):
            self.assertWarned(self._take("act", self.sole), "“Acts on the basis of”")

    def test_contract_wants_our_address_account_and_tax_status(self):
        for key, label in (
            ("address", "Address"),
            ("iban", "IBAN"),
            ("tax_status", "Tax status"),
        ):
            snapshot = self._change(self._take("contract"), f"supplier.{key}", "")
            self.assertWarned(snapshot, f"«Свято».*“{label}” is not filled in")

    # === WHEN AND WHAT === #

    def test_proposal_and_invoice_past_their_day_are_named(self):
        types = ("proposal", "invoice")
        pattern = "valid until 12/15/2026 only"
        after = "2026-12-15 22:30:00"  # 00:30 of the 16th in Kyiv
        self.env.company.resource_calendar_id.tz = "Europe/Kyiv"
        self.assertWarnedWhen(types, "number", "17", pattern, at=after)

    def test_act_that_is_still_to_come_is_named(self):
        self.env.company.resource_calendar_id.tz = "Europe/Kyiv"
        before = "2026-12-11 21:30:00"  # 23:30 of the 11th in Kyiv
        pattern = "dated 12/12/2026, which is still to come"
        self.assertWarnedWhen(("act",), "number", "17", pattern, at=before)

    def test_service_of_a_word_is_named(self):
        pattern = "Line 2 says only “Консультації”"
        self.assertWarnedWhen(("act",), "lines.1.text", "Консультації", pattern)

    def test_minutes_of_nobody_and_nothing_are_named(self):
        self.assertWarned(
            self._take("minutes", minutes={}), "no participants", "no decisions"
        )
