"""What a layout asks of a snapshot: its words and numbers as they stand on paper."""

from babel.dates import format_date as format_babel_date

from odoo import fields

from ...tools.paper_text import (
    format_number,
    format_place,
    get_next_number,
    get_unit,
    group_account,
    has_gross_prices,
)
from ..definition.paper_html import clean_html

LONG_DATES = {"uk": "d MMMM y 'р.'", "en": "d MMMM y"}
SHORT_CLAUSE = 1500  # letters, tags included


class PaperView:
    """A snapshot as its layout reads it, in one language.

    It holds nothing but the snapshot: the same snapshot gives the same paper.
    """

    def __init__(self, env, snapshot, lang):
        self.env = env
        self.data = snapshot
        self.lang = lang
        self.html_lang = lang.partition("_")[0]
        self.decimals = snapshot["currency"]["decimals"]
        self.unit = get_unit(snapshot["currency"]["name"], lang)
        self.lines = snapshot.get("lines") or []
        self.is_gross = has_gross_prices(self.lines)

    # === NUMBERS AND DATES === #

    def money(self, value):
        """Return a sum without its currency: “1 234,56”."""
        return format_number(value, self.lang, self.decimals)

    def sum(self, value):
        """Return a sum with its currency: “1 234,56 грн”."""
        return f"{self.money(value)}\u00a0{self.unit}"

    def number(self, value):
        """Return a quantity or a share with as many decimals as it needs."""
        return format_number(value, self.lang)

    def percent(self, value):
        """Return a share: “33,33 %”, in English “33.33%”."""
        space = "" if self.html_lang == "en" else "\u00a0"
        return f"{self.number(value)}{space}%"

    def date(self, value):
        """Return a date in digits: “12.12.2026”, in English as in `long_date`."""
        if self.html_lang == "en":
            return self.long_date(value)
        date = fields.Date.to_date(value)
        return date.strftime("%d.%m.%Y") if date else ""

    def long_date(self, value):
        """Return a date with its month as a word: “12 грудня 2026 р.”."""
        date = fields.Date.to_date(value)
        if not date:
            return ""
        pattern = LONG_DATES.get(self.html_lang, "long")
        text = format_babel_date(date, pattern, locale=self.lang)
        return text.replace(" ", "\u00a0").replace("\u202f", "\u00a0")

    def account(self, value):
        """Return an IBAN in groups of four."""
        return group_account(value)

    def html(self, value):
        """Return formatted text with only what may stand on a paper."""
        return clean_html(value)

    # === WHAT THE PAPER IS CALLED === #

    @property
    def is_draft(self):
        """Return whether the paper was not issued: it has no number yet."""
        return not self.data.get("number")

    @property
    def name(self):
        """Return “Invoice for payment No. 17 of 12 December 2026”."""
        return f"{self.data['title']} {self.mark}"

    @property
    def mark(self):
        """Return the number and date: “No. 17 of 12 December 2026”."""
        return self.get_mark(self.data.get("number"), self.data["date"])

    def get_mark(self, number, date):
        """Return how a paper with this number and date is referred to."""
        date = self.long_date(date)
        if not date:
            return self.env._("No.\u00a0%(number)s", number=number)
        if not number:
            return self.env._("of %(date)s", date=date)
        return self.env._("No.\u00a0%(number)s of %(date)s", number=number, date=date)

    @property
    def number_mark(self):
        """Return the number alone, with a line to write it on while there is none."""
        number = self.data.get("number") or "________"
        return self.env._("No.\u00a0%(number)s", number=number)

    @property
    def outgoing(self):
        """Return the number and date in digits, as on a letter that goes out."""
        date = self.date(self.data["date"])
        return self.env._(
            "Our ref. No.\u00a0%(number)s of %(date)s",
            number=self.data.get("number") or "________",
            date=date,
        )

    @property
    def place(self):
        """Return where the paper is made: “м. Київ”."""
        return format_place(self.data.get("place"), self.lang)

    # === PARTS === #

    def clauses(self, place):
        """Return the clauses that stand before or after the table."""
        return [c for c in self.data.get("clauses") or [] if c["place"] == place]

    @property
    def facts(self):
        """Return the details of the matter that are the client's to read."""
        rows = self.data.get("properties") or []
        return [row for row in rows if row.get("is_printed", True)]

    @property
    def opening_clauses(self):
        """Return the clauses after the table but for `closing_clauses`."""
        clauses = self.clauses("after")
        return clauses[: len(clauses) - len(self.closing_clauses)]

    @property
    def closing_clauses(self):
        """Return the last clause when it is short enough to keep by the signatures."""
        last = self.clauses("after")[-1:]
        return [c for c in last if len(c.get("html") or "") <= SHORT_CLAUSE]

    @property
    def item_count(self):
        """Return how many lines have a price: headings and notes do not."""
        return sum(1 for line in self.lines if line["kind"] == "line")

    @property
    def is_taxed(self):
        """Return whether the seller shows VAT: a payer does, nobody else may."""
        return self.data["supplier"]["is_vat_payer"] and bool(self.data.get("taxes"))

    @property
    def has_discount(self):
        """Return whether a line has a discount."""
        return any(float(line.get("discount") or 0) for line in self.lines)

    @property
    def has_taxes(self):
        """Return whether the lines differ in their taxes."""
        return len({ln["tax_text"] for ln in self.lines if ln["kind"] == "line"}) > 1

    @property
    def next_number(self):
        """Return the number of the heading after the clauses, 0 without numbers."""
        return get_next_number(
            clause.get("title") or "" for clause in self.data.get("clauses") or []
        )
