"""Pages for wkhtmltopdf of Debian, which keeps whole blocks together and little else.

It cuts a row in two where a page ends, so each row becomes a table. It may leave the
foot alone on the last page, so the foot joins the block before it.
"""

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
    columns = [cell.get("style") or "" for cell in table.xpath("./thead//th")]
    if not columns or len(rows) < 2:
        return
    for row in reversed(rows[1:]):
        table.addnext(_make_table(row, columns))
    table.set("class", f"{table.get('class')} whole rows")


def _make_table(row, columns):
    row.tail = None
    cells = row.xpath("./td")
    if len(cells) == len(columns):  # not a heading over all columns
        for cell, style in zip(cells, columns, strict=True):
            cell.set("style", style)
    return builder.TABLE(builder.TBODY(row), {"class": "lines whole rows"})
