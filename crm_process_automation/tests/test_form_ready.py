import re

from odoo.tests import tagged

from .form_common import FormCase

CODES = {
    "minutes": "meeting_minutes",
    "proposal": "commercial_proposal",
    "contract": "service_contract",
    "act": "services_act",
    "invoice": "payment_invoice",
    "questionnaire": "satisfaction_questionnaire",
}


@tagged("post_install", "-at_install")
class TestFormReady(FormCase):
    """The forms that come with the add-on."""

    def _get_ready(self, document_type):
        return self.env.ref(f"crm_process_automation.document_{document_type}_v1")

    def test_six_forms_come_as_drafts(self):
        for document_type, code in CODES.items():
            with self.subTest(document_type):
                form = self._get_ready(document_type)
                self.assertEqual((form.document_type, form.code), (document_type, code))
                self.assertEqual((form.state, form.version), ("draft", 1))

    def test_manager_approves_each_as_it_is(self):
        for document_type in CODES:
            with self.subTest(document_type):
                form = self._get_ready(document_type).with_user(self.head)
                form.action_approve()
                self.assertEqual(form.state, "approved")

    def test_contract_has_its_sections_in_order(self):
        headings = self._get_ready("contract").clause_ids.sorted().mapped("name")
        numbers = [int(re.match(r"\d+", name)[0]) for name in headings if name]
        self.assertEqual(numbers, list(range(1, 12)))

    def test_paragraphs_are_numbered_without_a_gap_whatever_applies(self):
        form = self._get_ready("contract")
        sample = form._get_sample_snapshot("en_US")
        two = sample["payments"]
        for is_payer in (True, False):
            for payments in (two, two[:1]):
                for properties in ([], [{"name": "event_date", "value": "x"}]):
                    snapshot = sample | {
                        "payments": payments,
                        "properties": properties,
                        "supplier": sample["supplier"] | {"is_vat_payer": is_payer},
                    }
                    self._check_numbers(form._fill_clauses(snapshot), bool(properties))

    def _check_numbers(self, clauses, has_date):
        text = " ".join(clause["html"] for clause in clauses)
        found = [
            (int(section), int(number))
            for section, number in re.findall(r"<p>(\d+)\.(\d+)\.", text)
        ]
        if not has_date:
            found = [pair for pair in found if pair[0] != 5]
        for section in {section for section, _number in found}:
            numbers = [number for each, number in found if each == section]
            self.assertEqual(numbers, list(range(1, len(numbers) + 1)))

    def test_only_the_civil_code_is_cited(self):
        for document_type in CODES:
            form = self._get_ready(document_type)
            texts = " ".join(str(body) for body in form.clause_ids.mapped("body"))
            self.assertNotIn("Commercial Code", texts)
            self.assertNotIn("Economic Code", texts)

    def test_sample_of_each_leaves_no_braces(self):
        for document_type in CODES:
            with self.subTest(document_type):
                form = self._get_ready(document_type)
                snapshot = form._get_sample_snapshot("en_US")
                for clause in form._fill_clauses(snapshot):
                    self.assertNotIn("{", clause["html"] + clause["title"])
