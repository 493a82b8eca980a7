"""What of a text with formatting may stand on a paper: an island of plain HTML.

Nothing in it acts, and nothing in it is fetched from anywhere.
"""

import re

import lxml.html
from lxml import etree
from markupsafe import Markup

TAGS = frozenset(
    [
        "p",
        "div",
        "span",
        "br",
        "hr",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "sub",
        "sup",
        "small",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "img",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "caption",
        "colgroup",
        "col",
    ]
)
# Taken away with all that they hold; other unknown tags leave their text behind.
SILENCED = frozenset(
    [
        "script",
        "style",
        "iframe",
        "frame",
        "frameset",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "template",
        "noscript",
        "noembed",
        "noframes",
        "textarea",
        "select",
        "option",
        "title",
        "head",
        "link",
        "meta",
        "base",
        "video",
        "audio",
        "source",
        "track",
        "canvas",
        "xmp",
        "plaintext",
    ]
)
ATTRIBUTES = frozenset(["colspan", "rowspan", "start", "span"])
NUMBER = re.compile(r"\d{1,4}")
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")
# What the editor of Odoo writes for alignment.
CLASSES = frozenset(["text-center", "text-end", "text-start", "text-justify"])
PROPERTIES = frozenset(
    [
        "text-align",
        "text-indent",
        "text-decoration",
        "vertical-align",
        "color",
        "background-color",
        "font-weight",
        "font-style",
        "font-size",
        "width",
        "height",
        "margin-left",
        "padding-left",
        "list-style-type",
        "page-break-before",
        "page-break-after",
        "page-break-inside",
    ]
)
# No quotes, colons, slashes, escapes or functions but these: no `url()` in any writing.
STYLE_VALUE = re.compile(r"rgba?\([\d\s.,%]+\)|[\w\s.,%#-]+")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean_html(html):
    """Return `html` with only what may stand on a paper, ready to be shown."""
    html = CONTROLS.sub("", str(html or ""))
    if not html.strip():
        return Markup()
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for node in list(root.iterdescendants()):
        _clean(node)
    inner = etree.tostring(root, encoding="unicode", method="html", with_tail=False)
    return Markup(inner[len("<div>") : -len("</div>")])


def _clean(node):
    if not isinstance(node.tag, str) or node.tag.lower() in SILENCED:
        if node.getparent() is not None:
            node.drop_tree()
    elif node.tag not in TAGS:
        node.drop_tag()
    else:
        kept = {name: _clean_attribute(node, name) for name in node.attrib}
        node.attrib.clear()
        node.attrib.update({name: value for name, value in kept.items() if value})
        if node.tag == "img" and not node.get("src"):
            node.drop_tree()


def _clean_attribute(node, name):
    """Return what remains of the attribute, empty for nothing."""
    value = node.get(name)
    if name in ATTRIBUTES:
        return value if NUMBER.fullmatch(value) else ""
    if name == "class":
        return " ".join(sorted(CLASSES.intersection(value.split())))
    if name == "style":
        return _clean_style(value)
    if node.tag == "img" and name in ("src", "alt"):
        return value if name == "alt" or PICTURE.fullmatch(value) else ""
    return ""


def _clean_style(style):
    kept = []
    for declaration in style.split(";"):
        name, _colon, value = (part.strip() for part in declaration.partition(":"))
        if name.lower() in PROPERTIES and STYLE_VALUE.fullmatch(value):
            kept.append(f"{name.lower()}: {value}")
    return "; ".join(kept)
