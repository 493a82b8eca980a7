"""A page as WeasyPrint takes it: a tree, and how tags look that no style speaks of.

WeasyPrint's own parser and its own sheet cost a fifth of the time that a paper takes:
the parser is plain Python, and six rules of the sheet, for notes, match every element.
"""

import functools
import re
from xml.etree import ElementTree

from lxml import etree

# Drawn by WeasyPrint only where its own parser has put them into their namespace.
FOREIGN = re.compile(r"<(?:svg|math)\b", re.IGNORECASE)
# What WeasyPrint's own sheet says of tags, without its forms, notes and directions.
DEFAULTS = """
area, base, datalist, head, link, meta, noembed, noframes, param, rp, script, style,
template, title, [hidden] { display: none }
address, article, aside, blockquote, body, center, dd, details, dir, div, dl, dt,
fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, html,
legend, main, menu, nav, ol, p, pre, section, summary, ul { display: block }
button, input, select, textarea { display: inline-block }
li { display: list-item }
table { display: table; border-spacing: 2px; border-collapse: separate;
    box-sizing: border-box; border-color: gray; text-indent: initial }
caption { display: table-caption; text-align: center }
colgroup { display: table-column-group }
col { display: table-column }
thead { display: table-header-group }
tbody { display: table-row-group }
tfoot { display: table-footer-group }
tr { display: table-row }
td, th { display: table-cell; padding: 1px; border-color: gray }
thead, tbody, tfoot, table > tr { vertical-align: middle }
tr, td, th { vertical-align: inherit }
thead, tbody, tfoot, tr { border-color: inherit }
blockquote, dl, figure, ol, p, pre, ul { margin-top: 1em; margin-bottom: 1em }
ul ul, ul ol, ol ul, ol ol { margin-top: 0; margin-bottom: 0 }
body { margin: 8px }
blockquote, figure { margin-left: 40px; margin-right: 40px }
dd { margin-left: 40px }
menu, ol, ul { padding-left: 40px }
html { color-scheme: light }
address, cite, dfn, em, i, var { font-style: italic }
b, strong, th, h1, h2, h3, h4, h5, h6 { font-weight: bold }
code, kbd, pre, samp, tt { font-family: monospace }
h1 { font-size: 2em; margin-top: .67em; margin-bottom: .67em; bookmark-level: 1 }
h2 { font-size: 1.5em; margin-top: .83em; margin-bottom: .83em; bookmark-level: 2 }
h3 { font-size: 1.17em; margin-top: 1em; margin-bottom: 1em; bookmark-level: 3 }
h4 { font-size: 1em; margin-top: 1.33em; margin-bottom: 1.33em; bookmark-level: 4 }
h5 { font-size: .83em; margin-top: 1.67em; margin-bottom: 1.67em; bookmark-level: 5 }
h6 { font-size: .67em; margin-top: 2.33em; margin-bottom: 2.33em; bookmark-level: 6 }
h1, h2, h3, h4, h5, h6 { bookmark-label: content(text); hyphens: manual;
    break-after: avoid; break-inside: avoid }
big { font-size: larger }
small, sub, sup { font-size: smaller }
sub, sup { line-height: normal }
sub { vertical-align: sub }
sup { vertical-align: super }
a[href] { color: blue; text-decoration: underline }
mark { background: yellow; color: black }
ins, u { text-decoration: underline }
del, s, strike { text-decoration: line-through }
br::before { content: "\\A"; white-space: pre-line }
nobr { white-space: nowrap }
pre { white-space: pre }
hr { border-style: inset; border-width: 1px; color: gray; margin: .5em auto }
ol { list-style-type: decimal }
ul { list-style-type: disc }
ul ul, ol ul { list-style-type: circle }
li::marker { font-variant-numeric: tabular-nums; white-space: pre;
    text-transform: none }
ol, ul { counter-reset: list-item; break-before: avoid }
center { text-align: center }
img, svg { overflow: hidden }
@page { margin: 75px;
    @top-left { text-align: left; vertical-align: middle }
    @top-center { text-align: center; vertical-align: middle }
    @top-right { text-align: right; vertical-align: middle }
    @bottom-left { text-align: left; vertical-align: middle }
    @bottom-center { text-align: center; vertical-align: middle }
    @bottom-right { text-align: right; vertical-align: middle }
}
"""


def read_page(weasyprint, html, fetcher):
    """Return the `weasyprint.HTML` of a page whose style sheets are given apart."""
    root = None if FOREIGN.search(html) else _parse(html)
    if root is None:
        return weasyprint.HTML(string=html, url_fetcher=fetcher)
    page = _get_page_class(weasyprint)(string="", url_fetcher=fetcher)
    if not page.has_tree():
        return weasyprint.HTML(string=html, url_fetcher=fetcher)
    page.set_tree(root)
    return page


def _parse(html):
    """Return the tree of a page, None of an empty one."""
    parser = etree.HTMLParser(target=_TreeBuilder(), huge_tree=True)
    return etree.fromstring(html, parser)


class _TreeBuilder(ElementTree.TreeBuilder):
    """Makes a tree of the standard library of what the parser of lxml reads."""

    def start(self, tag, attributes):
        return super().start(tag, dict(attributes))


@functools.cache
def _get_page_class(weasyprint):
    """Return the class, made when it is asked for: WeasyPrint may be missing."""
    from cssselect2 import ElementWrapper

    defaults = weasyprint.CSS(string=DEFAULTS)

    class Page(weasyprint.HTML):
        """A page of a paper: its tree is given, and so are its defaults."""

        def has_tree(self):
            """Return whether this version keeps its tree where it is put below."""
            return {"wrapper_element", "etree_element"} <= vars(self).keys()

        def set_tree(self, root):
            self.wrapper_element = ElementWrapper.from_html_root(root)
            self.etree_element = root

        # A version of WeasyPrint that asks otherwise gets its own sheet: only slower.
        def _ua_stylesheets(self, *_forms, **_options):
            return [defaults]

    return Page
