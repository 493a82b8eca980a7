from odoo.tests import tagged

from .document_samples import get_sample
from .layout_common import LayoutCase, read_pages, squeeze

SENTENCE = (
    "Виконавець зобов’язується надати послуги якісно та у строк, а Замовник — "
    "прийняти й оплатити їх у порядку, визначеному цим Договором і додатками до нього. "
)
HEADING = "Розділ Щ"
HEADER = squeeze("Goods (works, services)")


def make_long_contract(sections=40):
    """Return a contract of many sections of unequal length: some fifteen pages."""
    clauses = [
        {
            "place": "after",
            "title": f"{number}. {HEADING}{number}.",
            "html": "".join(
                f"<p>{number}.{point}. {SENTENCE * (1 + (number + point) % 4)}</p>"
                for point in range(1, 3 + number % 4)
            ),
        }
        for number in range(2, sections + 2)
    ]
    return get_sample("contract", clauses=clauses)


def make_long_invoice(document_type="invoice", count=70):
    """Return a paper with a table over several pages."""
    line = get_sample(document_type)["lines"][1]
    lines = [line | {"no": number} for number in range(1, count + 1)]
    return get_sample(document_type, "en_US", lines=lines)


@tagged("post_install", "-at_install")
class TestLayoutBreaks(LayoutCase):
    """Pages break where a typesetter would break them."""

    def _get_bodies(self, pdf):
        """Return the lines of each page, without those of the foot."""
        pages = [page.strip().splitlines() for page in read_pages(pdf)]
        return [[ln for ln in page if "Page" not in ln] for page in pages]

    def test_long_contract_has_some_fifteen_pages(self):
        pages = read_pages(self._draw_snapshot("weasyprint", make_long_contract()))
        self.assertIn(len(pages), range(12, 19))

    def test_heading_stays_with_what_follows(self):
        pdf = self._draw_snapshot("weasyprint", make_long_contract())
        for lines in self._get_bodies(pdf):
            feet = [n for n, line in enumerate(lines) if "svyato.example" in line]
            last = lines[feet[-1] - 1] if feet and feet[-1] else lines[-1]
            self.assertNotIn(HEADING, last)

    def test_signatures_stand_on_a_page_with_text_of_the_contract(self):
        for engine in self.engines:
            with self.subTest(engine=engine):
                pdf = self._draw_snapshot(engine, make_long_contract())
                last = squeeze(read_pages(pdf)[-1])
                self.assertIn("Їжакевич", last)
                self.assertIn("31935815", last)
                self.assertIn("Виконавецьзобов’язується", last)

    def test_heading_of_the_table_is_repeated(self):
        for document_type in ("invoice", "act"):
            snapshot = make_long_invoice(document_type)
            pages = read_pages(self._draw_snapshot("weasyprint", snapshot))
            with_lines = [page for page in pages if "послуга" in page]
            self.assertGreater(len(with_lines), 2)
            for page in with_lines:
                self.assertIn(HEADER, squeeze(page))

    def test_sum_and_signature_stand_with_the_last_lines(self):
        # Whatever the length: the block never stands alone on the last page.
        for count in range(8, 26, 2):
            with self.subTest(lines=count):
                snapshot = make_long_invoice(count=count)
                last = read_pages(self._draw_snapshot("weasyprint", snapshot))[-1]
                self.assertIn("Olena KOVALENKO", last)
                self.assertIn("95,591.70", last)
                self.assertIn("послуга", last)

    def test_every_line_of_a_long_table_is_there_in_both_engines(self):
        for engine in self.engines:
            pdf = self._draw_snapshot(engine, make_long_invoice(count=200))
            text = squeeze("".join(read_pages(pdf)))
            self.assertEqual(text.count("послуга"), 200, engine)

    def test_very_long_word_does_not_leave_the_page(self):
        lines = [get_sample("invoice")["lines"][1] | {"text": "Щ" * 400}]
        for engine in self.engines:
            text = squeeze(
                "".join(read_pages(self._draw(engine, "invoice", lines=lines)))
            )
            self.assertGreaterEqual(text.count("Щ"), 400, engine)
