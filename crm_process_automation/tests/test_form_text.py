from odoo.tests import tagged

from .form_common import FormCase


@tagged("post_install", "-at_install")
class TestFormText(FormCase):
    """Texts of a form name what a paper tells, and are filled in with it."""

    # === AT SAVE === #

    def test_unknown_name_is_refused_and_near_ones_are_told(self):
        with self.assertRefused(
            "Clause “Price”", r"\{custmer.name\} is not known", r"\{customer.name\}"
        ):
            self._add_clause(self.form, "<p>{custmer.name}</p>", name="Price")

    def test_unknown_name_in_the_footer_is_refused(self):
        with self.assertRefused("Footer", r"\{phone\}", r"\{supplier.phone\}"):
            self.form.footer = "<p>{phone}</p>"

    def test_name_that_is_cut_by_formatting_is_refused(self):
        with self.assertRefused("in one piece"):
            self.clause.body = "<p>{customer.<b>name</b>}</p>"

    def test_property_of_a_process_is_known(self):
        self.template.case_properties_definition = [
            {"name": "guests", "type": "integer", "string": "Guests"}
        ]
        self.clause.body = "<p>{properties.guests} guests</p>"
        with self.assertRefused(r"\{properties.guest\}", r"\{properties.guests\}"):
            self.clause.body = "<p>{properties.guest} guests</p>"

    def test_unknown_name_in_a_translation_stops_the_approval(self):
        self.clause.update_field_translations(
            "body", {"uk_UA": {"The price is {total}.": "Ціна — {suma}."}}
        )
        with self.assertRefused("cannot be approved yet", r"\{suma\}"):
            self.form.action_approve()

    # === FILLED IN === #

    def test_values_come_from_the_snapshot(self):
        text = self._fill("<p>{customer.name}: {total_words}</p>")
        self.assertIn("Sample Client LLC: Twelve thousand hryvnias", text)

    def test_money_and_dates_are_said_in_the_language_of_the_paper(self):
        ukrainian = self.form._get_sample_snapshot("uk_UA") | {"date": "2026-12-12"}
        text = str(self.form._fill("<p>{date} / {total}</p>", ukrainian))
        text = text.replace("\xa0", " ").replace("\u202f", " ")
        self.assertIn("12 грудня 2026 р. / 12 000,00 грн", text)
        english = self._fill("<p>{date} / {total}</p>", date="2026-12-12")
        self.assertIn("12 December 2026 / 12,000.00\xa0UAH", english)

    def test_payer_of_vat_says_how_much_it_is(self):
        totals = {"tax_words": "Two hryvnias 00 kopiykas", "vat_text": ""}
        text = self._fill("<p>{vat_text}</p>", totals=totals)
        self.assertIn("including VAT: two hryvnias 00 kopiykas", text)

    def test_who_pays_no_vat_says_so(self):
        totals = {"tax_words": "", "vat_text": "without VAT"}
        self.assertIn("without VAT", self._fill("<p>{vat_text}</p>", totals=totals))

    def test_what_a_client_is_called_stays_a_text(self):
        hostile = {"name": "<script>alert(1)</script>\"'><img src=x onerror=a()>"}
        text = self._fill("<p>{customer.name}</p>", customer=hostile)
        self.assertNotIn("<script", text)
        self.assertNotIn("<img", text)
        self.assertIn("&lt;script&gt;", text)

    def test_value_with_braces_is_not_filled_again(self):
        text = self._fill("<p>{customer.name}</p>", customer={"name": "{number}"})
        self.assertIn("{number}", text)

    def test_value_in_a_link_opens_no_script(self):
        text = self._fill(
            '<p><a href="{customer.email}">x</a></p>',
            customer={"email": "javascript:alert(1)"},
        )
        self.assertNotIn("javascript", text)

    def test_nothing_is_fetched(self):
        text = self._fill(
            '<p style="background-image: url(http://evil/a)">'
            '<img src="http://evil/b"/><img src="data:image/png;base64,AA=="/></p>'
        )
        self.assertNotIn("evil", text)
        self.assertIn("data:image/png", text)

    def test_what_is_not_known_leaves_a_line_to_write_on(self):
        text = self._fill("<p>{basis.contract_number}</p>", basis={})
        self.assertIn("________", text)

    def test_blanks_are_told(self):
        self.clause.body = "<p>{customer.iban}, {customer.name}</p>"
        snapshot = self._snapshot(customer={"name": "Client"})
        self.assertEqual(self.form._find_blanks(snapshot), ["The client: IBAN"])

    def test_schedule_of_payments_is_said_line_by_line(self):
        payments = [
            {"no": 1, "name": "Advance", "amount": "10.00", "date": "2026-03-02"},
            {"no": 2, "name": "Rest", "amount": "20.00", "date": None},
        ]
        text = self._fill("<p>{payments}</p>", payments=payments)
        self.assertIn("1) Advance: 10.00\xa0UAH, by 2 March 2026<br>", text)
        self.assertIn("2) Rest: 20.00\xa0UAH", text)

    def test_party_is_introduced_by_what_it_is(self):
        company = self._snapshot()["customer"]
        person = {"kind": "person", "full_name": "Ivan", "code": "3652504575"}
        self.assertIn("represented by", self._fill("{customer.introduced}"))
        text = self._fill("{customer.introduced}", customer=company | person)
        self.assertNotIn("represented by", text)
        self.assertIn("Ivan", text)

    def test_guide_lists_name_meaning_and_sample(self):
        guide = self.form.placeholder_guide
        for text in ("{customer.name}", "The client: name", "Sample Client LLC"):
            self.assertIn(text, guide)

    # === CLAUSES === #

    def test_clauses_come_in_their_order_with_their_heading_filled_in(self):
        self.clause.sequence = 20
        self._add_clause(self.form, "<p>First</p>", name="No. {number}", sequence=10)
        first, second = self.form._fill_clauses(self._snapshot(number="7"))
        self.assertEqual((first["title"], first["place"]), ("No. 7", "after"))
        self.assertIn("12,000.00", second["html"])

    def _shows(self, condition, **values):
        self.clause.condition = condition
        return bool(self.form._fill_clauses(self._snapshot(**values)))

    def test_clause_stands_there_on_its_condition_only(self):
        two = [{"amount": "1.00"}, {"amount": "2.00"}]
        self.assertTrue(self._shows("vat", supplier={"is_vat_payer": True}))
        self.assertFalse(self._shows("vat", supplier={"is_vat_payer": False}))
        self.assertTrue(self._shows("no_vat", supplier={"is_vat_payer": False}))
        self.assertTrue(self._shows("instalments", payments=two))
        self.assertFalse(self._shows("instalments", payments=two[:1]))
        self.assertTrue(self._shows("at_once", payments=[]))
        self.assertTrue(self._shows("person", customer={"kind": "sole"}))
        self.assertFalse(self._shows("company", customer={"kind": "person"}))
        self.assertTrue(self._shows("contract", basis={"contract_number": "5"}))
        self.assertTrue(self._shows("no_contract", basis={}))

    def test_clause_of_a_property_stands_there_when_it_is_filled(self):
        self.clause.write({"condition": "property", "property_name": "guests"})
        for value, is_there in ((40, True), (0, True), (False, False), ("", False)):
            snapshot = self._snapshot(properties=[{"name": "guests", "value": value}])
            self.assertEqual(bool(self.form._fill_clauses(snapshot)), is_there)

    def test_clause_of_a_property_names_it(self):
        with self.assertRefused("which property"):
            self.clause.condition = "property"

    # === THE SCREEN === #

    def test_preview_shows_the_texts_filled_in(self):
        self.assertIn("The price is 12,000.00", self.form.preview_html)
