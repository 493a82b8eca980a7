from types import ModuleType

from odoo.tests import tagged

from ..models.runtime.paper_engine import _get_fetcher, get_weasyprint
from ..models.runtime.paper_page import read_page
from .layout_common import LayoutCase, read_pages

PAGE = "<html><head>{head}</head><body>{body}</body></html>"


@tagged("post_install", "-at_install")
class TestPaperPage(LayoutCase):
    """WeasyPrint reads a page as it would by itself, though not with its own parser."""

    def _read(self, body, head=""):
        """Return the lines of the page that is made of the tags in `body`."""
        page = PAGE.format(head=head, body=body)
        lines = read_pages(self.papers._print("weasyprint", page))[0].split("\n")
        return [line for line in lines if line.strip()]

    def setUp(self):
        super().setUp()
        if "weasyprint" not in self.engines:
            self.skipTest("WeasyPrint is not installed.")

    def test_blocks_and_breaks_begin_lines(self):
        lines = self._read("<p>one<br>two</p><div>three <b>four</b></div>")
        self.assertEqual(lines, ["one", "two", "three four"])

    def test_list_is_numbered(self):
        lines = self._read("<ol><li>price</li><li>term</li></ol>")
        self.assertEqual(sorted(lines), ["1.", "2.", "price", "term"])

    def test_what_is_hidden_is_not_printed(self):
        lines = self._read(
            "<p>seen</p><p hidden='hidden'>unseen</p>", "<title>T</title>"
        )
        self.assertEqual(lines, ["seen"])

    def test_comment_does_not_part_a_text(self):
        self.assertEqual(self._read("<p>con<!-- no -->tract</p>"), ["contract"])

    def test_drawing_in_the_page_is_drawn(self):
        drawing = "<svg width='99' height='40'><text x='9' y='20'>plan</text></svg>"
        self.assertEqual(self._read(f"<p>room</p>{drawing}"), ["room", "plan"])

    def test_page_without_anything_is_a_blank_sheet(self):
        pdf = self.papers._print("weasyprint", "")
        self.assertEqual(len(read_pages(pdf)), 1)

    def test_weasyprint_that_keeps_its_tree_elsewhere_reads_the_page_itself(self):
        module = get_weasyprint()

        class Elsewhere(module.HTML):
            """A page of another version of WeasyPrint."""

            def __init__(self, *arguments, **options):
                module.HTML.__init__(self, *arguments, **options)
                self.root = self.__dict__.pop("etree_element")

        other = ModuleType("weasyprint")
        other.HTML, other.CSS = Elsewhere, module.CSS
        page = read_page(other, "<p>Hall</p>", _get_fetcher())
        self.assertEqual("".join(page.root.itertext()).strip(), "Hall")
