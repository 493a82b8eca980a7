"""Pages for wkhtmltopdf of Debian, which keeps whole blocks together and little else.

It cuts a row in two where a page ends, so each row becomes a table, with the same
columns. It may leave the foot alone on the last page, so the foot joins the block
before it.
"""

import copy

from lxml.html import builder

TABLES = "//table[contains(concat(' ', @class, ' '), ' lines ')]"
FOOT = "//body/div[@class='foot']"
LAST_BLOCK = "./preceding-sibling::*[1][self::div][contains(@class, 'whole')]"


def arrange_blocks(root):
    """Arrange a page, a tree of lxml, for wkhtmltopdf."""
    for table in root.xpath(TABLES):
        _split_rows(table)
    for foot in root.xpath(FOOT):
        for block in foot.xpath(LAST_BLOCK):
            block.append(foot)


def _split_rows(table):
    """Make each row but the first, which stays with the head, a table of its own."""
    rows = table.xpath("./tbody/tr")
    columns = table.find("colgroup")
    if columns is None or len(rows) < 2:
        return
    for row in reversed(rows[1:]):
        table.addnext(_make_table(row, columns))
    table.set("class", f"{table.get('class')} whole rows")


def _make_table(row, columns):
    row.tail = None
    parts = copy.deepcopy(columns), builder.TBODY(row)
    return builder.TABLE(*parts, {"class": "lines whole rows"})
