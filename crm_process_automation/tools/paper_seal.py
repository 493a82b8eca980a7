"""The last look at a whole page before wkhtmltopdf reads it: nothing leads out of it.

wkhtmltopdf fetches what a page names, and cannot be forbidden to. WeasyPrint can.
"""

import re

ACTING = [
    "script",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "link",
    "base",
    "meta[@http-equiv]",
    "video",
    "audio",
    "source",
    "track",
    "template",
    "portal",
]
STYLE_ATTRIBUTE = "style"
SAFE_ADDRESS = re.compile(
    r"\s*(#|data:image/(png|jpeg|gif|webp|svg\+xml);base64,)", re.IGNORECASE
)
ADDRESSES = frozenset(
    [
        "src",
        "href",
        "xlink:href",
        "data",
        "background",
        "poster",
        "srcset",
        "action",
        "formaction",
        "cite",
        "longdesc",
        "lowsrc",
        "dynsrc",
        "profile",
        "manifest",
        "codebase",
        "classid",
        "archive",
        "ping",
    ]
)
IMPORT = re.compile(r"@import[^;]*;?", re.IGNORECASE)
URL = re.compile(
    r"(?:url|image|image-set|src)\s*\((?!\s*['\"]?data:image/)[^)]*\)?", re.IGNORECASE
)


def seal_page(root):
    """Take all that would be fetched or run out of a page, a tree of lxml."""
    for name in ACTING:
        for node in root.xpath(f"//{name}"):
            node.drop_tree()
    for node in root.iter():
        if isinstance(node.tag, str):
            _seal(node)


def _seal(node):
    for name, value in list(node.attrib.items()):
        if name.startswith("on") or (
            name.lower() in ADDRESSES and not SAFE_ADDRESS.match(value)
        ):
            del node.attrib[name]
        elif name == STYLE_ATTRIBUTE:
            node.set(name, _seal_style(value))
    if node.tag == "style" and node.text:
        node.text = _seal_style(node.text)


def _seal_style(text):
    """Return the style sheet without ways out; an escaped one is given up whole."""
    if "\\" in text:
        plain = _unescape(text)
        if URL.search(plain) or IMPORT.search(plain):
            return ""
    return URL.sub("none", IMPORT.sub("", text))


def _unescape(text):
    return re.sub(
        r"\\([0-9a-f]{1,6})\s?|\\(.)",
        lambda found: chr(int(found[1], 16) % 0x110000) if found[1] else found[2],
        text,
        flags=re.IGNORECASE,
    )
