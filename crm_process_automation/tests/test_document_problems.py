from odoo.tests import tagged

from .requisites_common import RequisitesCase

TYPES = ("minutes", "proposal", "contract", "act", "invoice", "questionnaire")
WITH_MONEY = ("proposal", "contract", "act", "invoice")
WITH_REQUISITES = ("contract", "act", "invoice")


@tagged("post_install", "-at_install")
class TestDocumentProblems(RequisitesCase):
    """A paper that the law or arithmetic does not bear is stopped with a sentence."""

    def assertStoppedWhen(self, types, path, value, pattern):
        """Each of the types is stopped by this one change; other types are not."""
        for document_type in TYPES:
            snapshot = self._change(self._take(document_type), path, value)
            with self.subTest(document_type):
                wanted = [pattern] if document_type in types else []
                self.assertStopped(snapshot, *wanted)

    def test_faultless_papers_are_not_stopped(self):
        for document_type in TYPES:
            for customer in (self.client, self.sole, self._create_party("Ольга")):
                with self.subTest(document_type, customer=customer.name):
                    self.assertStopped(self._take(document_type, customer))

    # === WHO AND WHEN === #

    def test_paper_without_a_client_is_stopped(self):
        self.assertStoppedWhen(TYPES, "customer.full_name", "", "names no client")

    def test_paper_without_our_name_is_stopped(self):
        self.assertStoppedWhen(TYPES, "supplier.full_name", "", "“Full name”")

    def test_paper_without_a_date_is_stopped(self):
        self.assertStoppedWhen(TYPES, "date", "", "no date")

    def test_paper_valid_until_before_its_date_is_stopped(self):
        pattern = "valid until 12/11/2026, before its date 12/12/2026"
        self.assertStoppedWhen(TYPES, "valid_until", "2026-12-11", pattern)

    def test_paper_without_an_end_is_valid(self):
        self.assertStoppedWhen((), "valid_until", None, "")

    # === REQUISITES === #

    def test_paper_without_our_code_is_stopped(self):
        pattern = "«Свято».*“Код ЄДРПОУ” is not filled in.*card of the contact"
        self.assertStoppedWhen(WITH_REQUISITES, "supplier.code", "", pattern)

    def test_paper_without_the_code_of_a_company_is_stopped(self):
        pattern = "«Соняшник».*“Код ЄДРПОУ” is not filled in"
        self.assertStoppedWhen(WITH_REQUISITES, "customer.code", "", pattern)

    def test_sole_proprietor_without_a_code_is_stopped(self):
        self.sole.company_registry = False
        snapshot = self._take("contract", self.sole)
        self.assertStopped(snapshot, "ФОП Іваненко.*“РНОКПП” is not filled in")

    def test_client_abroad_needs_no_code(self):
        self.client.write(
            {"country_id": self.env.ref("base.pl").id, "company_registry": False}
        )
        self.assertStopped(self._take("contract", self.client))

    def test_wrong_check_digit_stops_nothing(self):
        self.assertStoppedWhen((), "customer.code", "45074010", "")

    def test_wrong_account_stops_a_paper_with_requisites(self):
        wrong = "UA223052990000026001234567891"
        for role in ("supplier", "customer"):
            self.assertStoppedWhen(WITH_REQUISITES, f"{role}.iban", wrong, wrong)

    def test_invoice_without_our_account_is_stopped(self):
        pattern = "«Свято».*“IBAN” is not filled in"
        self.assertStoppedWhen(("invoice",), "supplier.iban", "", pattern)

    # === LINES === #

    def test_paper_without_lines_is_stopped(self):
        for document_type in WITH_MONEY:
            snapshot = self._take(document_type)
            snapshot["lines"] = snapshot["lines"][:1]  # a section
            self.assertStopped(snapshot, "no lines")

    def test_line_without_a_text_is_stopped(self):
        self.assertStoppedWhen(WITH_MONEY, "lines.1.text", " ", "Line 2 has no text")

    def test_line_of_an_act_without_a_unit_is_stopped(self):
        pattern = "Line 2, “Оренда.*no unit of measure"
        self.assertStoppedWhen(("act",), "lines.1.unit", "", pattern)

    def test_act_without_a_contract_or_an_invoice_is_stopped(self):
        pattern = "names the contract or the invoice"
        self.assertStoppedWhen(("act",), "basis", {"order": "S00001"}, pattern)

    def test_act_to_an_invoice_needs_no_contract(self):
        self.assertStopped(self._take("act", basis={"invoice_number": "17"}))

    def test_questionnaire_without_questions_is_stopped(self):
        self.assertStoppedWhen(("questionnaire",), "questions", None, "no questions")
