"""The sentences of a paper that are put together of what its snapshot holds."""

import re

from markupsafe import Markup

from ...tools.paper_text import NO_BREAK
from .paper_view import PaperView

PAGE, PAGES = "\x01", "\x02"
OTHERS = "others"


class PaperWords(PaperView):
    """A snapshot with its sentences: the parties, the basis, the purpose."""

    sides = ["ours", "client", OTHERS]

    def __init__(self, env, snapshot, lang, qr=""):
        super().__init__(env, snapshot, lang)
        self.qr = qr

    # === PARTIES === #

    def join(self, *texts):
        """Return the texts that are there, with commas."""
        return ", ".join(text for text in texts if text)

    def end_sentence(self, text):
        """Return the text with a full stop, which “р.” has already."""
        return text if text.endswith(".") else f"{text}."

    def code(self, party):
        """Return the party's code with what it is called."""
        if not party.get("code"):
            return ""
        return f"{party['code_label']}{NO_BREAK}{party['code']}"

    def get_party_line(self, party):
        """Return the party's codes, address and how to reach it, in one line."""
        vat = party.get("vat")
        return self.join(
            self.code(party),
            vat and self.env._("VAT payer's tax number %(number)s", number=vat),
            party.get("address"),
            (party.get("phone") or "").replace(" ", NO_BREAK),
            party.get("email"),
        )

    def signer(self, party):
        """Return who signs: the head, or the sole proprietor himself."""
        return party.get("signatory") or party.get("short_name") or party["full_name"]

    def participants(self, side):
        """Return the people of one side who were at the meeting."""
        people = (self.data.get("minutes") or {}).get("participants") or []
        return [
            person
            for person in people
            if (person.get("side") if person.get("side") in self.sides else OTHERS)
            == side
        ]

    # === SENTENCES === #

    @property
    def page_count_style(self):
        """Return “Page 1 of 3” as a style sheet says it."""
        words = self.env._("Page %(page)s of %(pages)s", page=PAGE, pages=PAGES)
        words = re.sub(r"[\\\"<>{};]", "", words)
        words = words.replace(PAGE, '" counter(page) "')
        return Markup(f'"{words}"'.replace(PAGES, '" counter(pages) "'))

    @property
    def item_words(self):
        """Return “Items in all: 2, for the sum of 1 200,00 грн”."""
        return self.env._(
            "Items in all: %(count)s, for the sum of %(sum)s.",
            count=self.item_count,
            sum=self.sum(self.data["totals"]["total"]),
        )

    @property
    def total_words(self):
        """Return the sum in words, with the tax in it or that there is none."""
        totals = self.data["totals"]
        if totals.get("vat_text"):
            return self.join(totals["total_words"], totals["vat_text"])
        words = totals.get("tax_words") or ""
        if not self.is_taxed or not words:
            return totals["total_words"]
        tax = self.env._(
            "including VAT: %(words)s", words=words[:1].lower() + words[1:]
        )
        return self.join(totals["total_words"], tax)

    @property
    def basis(self):
        """Return what the paper rests on: the contract, the invoice, the order."""
        basis = self.data.get("basis") or {}
        found = []
        if basis.get("contract_number"):
            mark = self.get_mark(basis["contract_number"], basis.get("contract_date"))
            found.append(self.env._("contract %(mark)s", mark=mark))
        if basis.get("invoice_number") and self.data["type"] != "invoice":
            mark = self.get_mark(basis["invoice_number"], None)
            found.append(self.env._("invoice %(mark)s", mark=mark))
        if basis.get("order"):
            mark = self.get_mark(basis["order"], basis.get("order_date"))
            found.append(self.env._("order %(mark)s", mark=mark))
        words = ", ".join(found)
        return words[:1].upper() + words[1:]

    @property
    def purpose(self):
        """Return what the payer writes into his payment instruction."""
        text = self.env._(
            "Payment by invoice No. %(number)s of %(date)s",
            number=self.data.get("number") or "________",
            date=self.date(self.data["date"]),
        )
        if self.is_taxed:
            vat = self.env._("VAT included %(sum)s", sum=self.sum(self.vat))
        else:
            vat = (self.data.get("totals") or {}).get("vat_text") or ""
        return self.join(text, vat)

    @property
    def vat(self):
        """Return the sum of the tax."""
        return self.data["totals"]["tax"]

    @property
    def preamble(self):
        """Return how a contract begins whose form brings no words of its own."""
        return self.env._(
            "%(supplier)s (hereinafter the Contractor), of the one part, and "
            "%(customer)s (hereinafter the Customer), of the other part, together the "
            "Parties, have made this Contract as follows:",
            supplier=self.introduce("supplier"),
            customer=self.introduce("customer"),
        )

    @property
    def act_preamble(self):
        """Return how an act begins whose form brings no words of its own."""
        words = self.env._(
            "We, the undersigned, the Contractor — %(supplier)s, and the Customer — "
            "%(customer)s, have drawn up this act: the Contractor has rendered and the "
            "Customer has accepted the following services (works).",
            supplier=self.introduce("supplier"),
            customer=self.introduce("customer"),
        )
        if not self.basis:
            return words
        basis = self.env._("Basis: %(basis)s", basis=self.basis)
        return f"{words} {self.end_sentence(basis)}"

    def introduce(self, side):
        """Return a party with the person who acts for it and by what right."""
        party = self.data[side]
        if not party.get("signatory_genitive") or party["kind"] != "company":
            return party["full_name"]
        return self.env._(
            "%(name)s, represented by %(position)s %(signatory)s, %(acts)s on the "
            "basis of %(basis)s",
            name=party["full_name"],
            position=party.get("position_genitive") or "",
            signatory=party["signatory_genitive"],
            acts=party.get("acts") or "",
            basis=party.get("basis") or "",
        )

    # === QUESTIONS === #

    def marks(self, question):
        """Return the marks of a scale, at most eleven; [] for another question."""
        low, high = question.get("scale_min"), question.get("scale_max")
        if question["kind"] != "scale" or low is None or high is None:
            return []
        return list(range(int(low), min(int(high), int(low) + 10) + 1))

    def ends(self, question):
        """Return what the ends of a scale mean: “0 – never, 10 – certainly”."""
        ends = (
            (question.get("scale_min"), question.get("min_label")),
            (question.get("scale_max"), question.get("max_label")),
        )
        return ", ".join(f"{mark} – {label}" for mark, label in ends if label)
