from itertools import product

from odoo.tests import tagged

from .document_samples import TYPES, get_sample, get_texts
from .layout_common import LayoutCase

PARTY = ["full_name", "code", "vat", "address", "email"]
ACCOUNT = "UA22 3052 9900 0002 6001 2345 6789 0"
SUMS = {
    "uk_UA": ["79 659,75", "15 931,95", "95 591,70", "48 500,00", "12,35"],
    "en_US": ["79,659.75", "15,931.95", "95,591.70", "48,500.00", "12.35"],
}
ABOUT_MONEY = ("proposal", "contract", "act", "invoice")
WITH_REQUISITES = ("contract", "act", "invoice")
LANGS = ("uk_UA", "en_US")


@tagged("post_install", "-at_install")
class TestLayoutFields(LayoutCase):
    """Every paper shows what a paper of its type has to, in both engines."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.drawn = {}

    def _draw_all(self, types):
        """Return [(snapshot, PDF)] of the samples of these types, drawn once."""
        found = []
        for key in product(types, self.engines, LANGS):
            document_type, engine, lang = key
            if key not in self.drawn:
                snapshot = get_sample(document_type, lang)
                pdf = self._draw_snapshot(engine, snapshot)
                self.drawn[key] = (snapshot, pdf)
            found.append(self.drawn[key])
        return found

    def test_every_paper_shows_its_title_number_and_parties(self):
        for snapshot, pdf in self._draw_all(TYPES):
            self.assertShows(
                pdf,
                snapshot["title"],
                snapshot["number"],
                snapshot["date"][:4],
                snapshot["supplier"]["full_name"],
                snapshot["customer"]["full_name"],
            )

    def test_papers_about_money_show_every_line_and_sum(self):
        for snapshot, pdf in self._draw_all(ABOUT_MONEY):
            self.assertShows(
                pdf,
                *(line["text"] for line in snapshot["lines"]),
                *(line["unit"] for line in snapshot["lines"]),
                *SUMS[snapshot["lang"]],
                *(tax["text"] for tax in snapshot["taxes"]),
                snapshot["totals"]["total_words"],
                snapshot["totals"]["tax_words"][1:],
            )

    def test_papers_to_be_signed_show_requisites_and_who_signs(self):
        for snapshot, pdf in self._draw_all(WITH_REQUISITES):
            supplier, customer = snapshot["supplier"], snapshot["customer"]
            self.assertShows(
                pdf,
                *(party[name] for party in (supplier, customer) for name in PARTY),
                *(ACCOUNT, supplier["bank"], supplier["tax_status"]),
                *(supplier["position"], supplier["signatory"]),
            )

    def test_schedule_stands_on_contract_and_proposal(self):
        for snapshot, pdf in self._draw_all(("contract", "proposal")):
            for payment in snapshot["payments"]:
                self.assertShows(pdf, payment["name"], "795")

    def test_clauses_and_parameters_are_shown(self):
        types = ("contract", "proposal", "minutes", "questionnaire")
        for snapshot, pdf in self._draw_all(types):
            self.assertShows(
                pdf,
                *(clause["title"] for clause in snapshot["clauses"]),
                *(fact["label"] for fact in snapshot["properties"]),
                *(fact["value"] for fact in snapshot["properties"]),
            )

    def test_minutes_show_who_met_and_what_was_decided(self):
        for snapshot, pdf in self._draw_all(["minutes"]):
            minutes = snapshot["minutes"]
            self.assertShows(
                pdf,
                *minutes["agenda"],
                *(person["name"] for person in minutes["participants"]),
                *get_texts([row["text"] for row in minutes["decisions"]]),
                *(row["responsible"] for row in minutes["decisions"]),
            )

    def test_questionnaire_shows_its_questions(self):
        for snapshot, pdf in self._draw_all(["questionnaire"]):
            self.assertShows(
                pdf,
                *(question["text"] for question in snapshot["questions"]),
                "12345",
                "012345678910",
            )

    def test_invoice_says_until_when_it_is_valid_and_what_for(self):
        for snapshot, pdf in self._draw_all(["invoice"]):
            month = "19 грудня 2026" if snapshot["lang"] == "uk_UA" else "19 December"
            self.assertShows(pdf, month, snapshot["basis"]["contract_number"], ACCOUNT)
