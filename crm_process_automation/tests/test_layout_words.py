from odoo.tests import tagged

from .document_samples import get_sample
from .layout_common import LayoutCase, read_pages, squeeze

DRAFT = "DRAFT"


@tagged("post_install", "-at_install")
class TestLayoutWords(LayoutCase):
    """Words that depend on what the snapshot says."""

    def _write(self, document_type, **values):
        snapshot = get_sample(document_type, "en_US", **values)
        return str(self.papers._render_html(snapshot))

    def _change(self, document_type, **parts):
        """Return the HTML of a sample with parts of its parts changed."""
        snapshot = get_sample(document_type, "en_US")
        for name, values in parts.items():
            snapshot[name] |= values
        return str(self.papers._render_html(snapshot))

    def test_paper_without_a_number_is_marked_as_a_draft(self):
        for engine in self.engines:
            with self.subTest(engine=engine):
                pages = read_pages(self._draw(engine, "contract", "en_US", number=""))
                self.assertIn(DRAFT, squeeze(pages[0]))
        issued = self._draw(self.engines[0], "contract", "en_US")
        self.assertNotIn(DRAFT, squeeze("".join(read_pages(issued))))

    def test_weasyprint_writes_page_numbers_and_the_name_on_every_page(self):
        pages = read_pages(self._draw("weasyprint", "contract", "en_US"))
        self.assertGreater(len(pages), 1)
        for number, page in enumerate(pages, 1):
            self.assertIn(squeeze(f"Page {number} of {len(pages)}"), squeeze(page))
            self.assertIn(squeeze("Service Agreement No. 12/2026-01"), squeeze(page))

    def test_seller_who_is_no_payer_shows_no_vat(self):
        html = self._change(
            "invoice",
            supplier={"is_vat_payer": False},
            totals={"vat_text": "without VAT", "tax_words": ""},
        )
        self.assertNotIn("Total with VAT", html)
        self.assertNotIn("VAT 20%", html)
        self.assertIn("hryvnias 70 kopiykas, without VAT", html)

    def test_prices_that_hold_the_tax_say_so(self):
        lines = get_sample("invoice")["lines"]
        line = lines[1] | {"price": "58200.00"}
        html = self._write("invoice", lines=[line])
        self.assertIn("Price with VAT", html)
        self.assertIn("58,200.00", html)

    def test_column_of_discounts_is_there_only_with_a_discount(self):
        lines = [line | {"discount": "0"} for line in get_sample("invoice")["lines"]]
        self.assertIn("Discount", self._write("invoice"))
        self.assertNotIn("Discount", self._write("invoice", lines=lines))

    def test_lines_of_different_taxes_name_them(self):
        lines = get_sample("invoice", "en_US")["lines"]
        lines[1]["tax_text"] = "7%"
        self.assertIn(">7%<", self._write("invoice", lines=lines).replace("\n", ""))

    def test_contract_without_words_of_its_own_introduces_the_parties(self):
        html = self._write("contract", clauses=[])
        self.assertIn("represented by Director Olena Kovalenko, acting on", html)
        self.assertNotIn("represented by", self._write("contract"))

    def test_revision_is_named(self):
        self.assertIn("Revision", self._write("contract", revision=2))
        self.assertNotIn("Revision", self._write("contract"))

    def test_language_that_is_not_installed_is_replaced(self):
        snapshot = get_sample("invoice", "en_US") | {"lang": "xx_XX"}
        self.assertIn("Supplier", self.papers._render_html(snapshot))

    def test_same_snapshot_gives_the_same_text(self):
        first, second = (self._draw("weasyprint", "contract") for _time in range(2))
        self.assertEqual(read_pages(first), read_pages(second))

    def test_payment_code_is_drawn_only_where_it_can_be_paid(self):
        self.assertIn("data:image/png;base64", self._write("invoice"))
        euro = {"name": "EUR", "symbol": "€", "decimals": 2}
        self.assertNotIn("data:image/png", self._write("invoice", currency=euro))
        self.assertNotIn("data:image/png", self._write("invoice", number=""))

    def test_bank_that_nobody_knows_leaves_no_empty_box(self):
        supplier = get_sample("invoice", "en_US")["supplier"]
        self.assertIn("Bank of the payee", self._write("invoice"))
        nameless = supplier | {"bank": ""}
        html = self._write("invoice", supplier=nameless)
        self.assertNotIn("Bank of the payee", html)
        self.assertIn("Account (IBAN)", html)
