from odoo.fields import Command
from odoo.tests import tagged

from .document_common import DocumentCase


@tagged("post_install", "-at_install")
class TestDocumentSnapshot(DocumentCase):
    """The snapshot holds all that a paper says, in the client's language."""

    def _take(self, document_type="proposal", **values):
        return self._issue(document_type, **values).snapshot

    def test_lines_come_with_sections_and_notes_in_their_order(self):
        self.order.order_line = [
            Command.create(
                {"display_type": "line_section", "name": "Evening", "sequence": 1}
            ),
            Command.create(
                {"display_type": "line_note", "name": "No smoking", "sequence": 99}
            ),
        ]
        rows = self._take()["lines"]
        self.assertEqual(
            [(row["kind"], row["text"]) for row in rows],
            [
                ("section", "Evening"),
                ("line", "Hall"),
                ("line", "Banquet"),
                ("note", "No smoking"),
            ],
        )
        self.assertEqual([row.get("no") for row in rows], [None, 1, 2, None])

    def test_options_that_nobody_has_taken_are_not_sold(self):
        section = {"display_type": "line_section", "is_optional": True}
        option = {"product_id": self.hall.id, "name": "Fireworks"}
        self.order.order_line = [
            Command.create({**section, "name": "Options", "sequence": 98}),
            Command.create({**option, "product_uom_qty": 0, "sequence": 99}),
        ]
        texts = [row["text"] for row in self._take()["lines"]]
        self.assertEqual(texts, ["Hall", "Banquet"])
        self.order.order_line[-1].product_uom_qty = 1
        texts = [row["text"] for row in self._take()["lines"]]
        self.assertEqual(texts, ["Hall", "Banquet", "Options", "Fireworks"])

    def test_composition_that_is_not_for_the_client_is_one_line(self):
        self.order.order_line = [
            Command.create(
                {
                    "display_type": "line_section",
                    "name": "Turnkey event",
                    "collapse_composition": True,
                    "sequence": 1,
                }
            )
        ]
        snapshot = self._take()
        [row] = snapshot["lines"]
        self.assertEqual((row["no"], row["text"]), (1, "Turnkey event"))
        self.assertEqual((row["quantity"], row["price"]), ("1", "1201.00"))
        self.assertEqual(row["total"], snapshot["totals"]["total"])

    def test_line_says_what_it_costs(self):
        self.order.order_line[1].discount = 10
        line = self._take()["lines"][1]
        self.assertEqual(line["unit"], "Units")
        self.assertEqual(
            [line[key] for key in ("quantity", "price", "discount", "tax_text")],
            ["2", "100.50", "10", "VAT 20 %"],
        )
        self.assertEqual(
            [line[key] for key in ("untaxed", "tax", "total")],
            ["180.90", "36.18", "217.08"],
        )

    def test_taxes_are_grouped_by_what_they_are(self):
        exempt = self._create_tax(0, name="0% Exempt", invoice_label="0% Exempt")
        self.order.order_line[0].tax_ids = exempt
        self.order.order_line[1].tax_ids = self._create_tax(7)
        snapshot = self._take()
        self.assertEqual(
            [(row["text"], row["base"], row["amount"]) for row in snapshot["taxes"]],
            [("0% Exempt", "1000.00", "0.00"), ("VAT 7 %", "201.00", "14.07")],
        )

    def test_zero_rate_is_not_the_same_as_no_vat(self):
        self.order.order_line[0].tax_ids = self._create_tax(0)
        self.order.order_line[1].tax_ids = False
        texts = [row["text"] for row in self._take()["taxes"]]
        self.assertEqual(texts, ["VAT 0 %", "without VAT"])

    def test_seller_who_pays_no_vat_says_so(self):
        self.env.company.partner_id.process_is_vat_payer = False
        self.order.order_line.tax_ids = False
        totals = self._take()["totals"]
        self.assertEqual((totals["vat_text"], totals["tax_words"]), ("without VAT", ""))

    def test_down_payment_is_no_line_of_a_contract(self):
        self.order.action_confirm()
        wizard = self.env["sale.advance.payment.inv"].with_context(
            active_model="sale.order", active_ids=self.order.ids
        )
        wizard.create(
            {"advance_payment_method": "percentage", "amount": 50}
        ).create_invoices()
        snapshot = self._take("contract")
        self.assertEqual(
            [row["text"] for row in snapshot["lines"]], ["Hall", "Banquet"]
        )
        self.assertEqual(snapshot["totals"]["total"], "1441.20")

    def test_sum_stands_in_words(self):
        currency = self.env.ref("base.USD")
        currency.active = True
        self.order.currency_id = currency
        words = self._take()["totals"]["total_words"]
        self.assertIn("One thousand four hundred forty-one", words)

    def test_details_of_the_event_are_in_words(self):
        self.template.sudo()._write({"state": "draft"})
        self.env.invalidate_all()
        self.template.case_properties_definition = [
            {"name": "guests", "string": "Guests", "type": "integer"},
            {"name": "date", "string": "Date of the event", "type": "date"},
            {"name": "place", "string": "Place", "type": "char"},
        ]
        self.case.sudo().properties = {"guests": 120, "date": "2026-12-24"}
        rows = self._take()["properties"]
        self.assertEqual(
            [(row["label"], row["value"]) for row in rows],
            [("Guests", "120"), ("Date of the event", "24 December 2026")],
        )

    def test_client_reads_only_the_details_that_cards_show(self):
        self.template.sudo()._write({"state": "draft"})
        self.env.invalidate_all()
        self.template.case_properties_definition = [
            {"name": "guests", "string": "Guests", "type": "integer"}
            | {"view_in_cards": True},
            {"name": "budget", "string": "Budget", "type": "integer"},
        ]
        self.case.sudo().properties = {"guests": 120, "budget": 99000}
        printed = {row["name"]: row["is_printed"] for row in self._take()["properties"]}
        self.assertEqual(printed, {"guests": True, "budget": False})

    def test_parties_and_contact_are_those_of_the_day_of_issue(self):
        snapshot = self._take("contract")
        self.assertEqual(snapshot["customer"]["code"], "45074018")
        self.assertEqual(snapshot["supplier"]["code"], "31935815")
        self.assertEqual(snapshot["contact"]["name"], self.sally.name)

    def test_act_names_its_contract_and_its_order(self):
        contract = self._issue("contract")
        basis = self._take("act")["basis"]
        self.assertEqual(basis["contract_number"], contract.number)
        self.assertEqual(basis["contract_date"], str(contract.date))
        self.assertEqual(basis["order"], self.order.name)

    def test_paper_speaks_the_language_of_the_client(self):
        self.env["res.lang"]._activate_lang("uk_UA")
        self.client.lang = "uk_UA"
        form = self.forms["proposal"]
        form.write({"state": "draft"})
        form.write({"title": "Offer"})
        form.with_context(lang="uk_UA").title = "Пропозиція"
        form.write({"state": "approved"})
        snapshot = self._take()
        self.assertEqual(snapshot["lang"], "uk_UA")
        self.assertEqual(snapshot["title"], "Пропозиція")

    def test_language_that_is_not_installed_gives_way(self):
        self.assertEqual(self._take(lang="fr_FR")["lang"], "en_US")

    def test_minutes_have_no_money(self):
        snapshot = self._take("minutes")
        self.assertFalse(snapshot["lines"])
        self.assertIsNone(snapshot["totals"])
