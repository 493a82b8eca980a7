from collections import Counter

from odoo import api, fields, models
from odoo.tools.misc import format_date, formatLang

# Each part of a snapshot has its own `_compare_<part>`.
SUMS = frozenset({"price", "tax", "total"})
DAYS = frozenset({"date", "valid_until"})
COMPARED = ("form", "dates", "parties", "lines", "totals", "details", "clauses")


class CrmProcessDocument(models.Model):
    """What a revision says otherwise than the one before it, in words."""

    _inherit = "crm.process.document"

    changes_text = fields.Text(
        string="What Changed", compute="_compute_changes_text", compute_sudo=True
    )

    # === COMPUTE METHODS === #

    @api.depends("snapshot", "previous_id.snapshot")
    @api.depends_context("lang")
    def _compute_changes_text(self):
        for document in self:
            # _origin: the revisions as they are kept, not those that a form names
            document.changes_text = "\n".join(document._origin._describe_changes())

    # === BUSINESS METHODS === #

    def _describe_changes(self, before=None):
        """Return sentences: what differs from `before` (the revision before).

        :param before: a snapshot
        """
        after = self.snapshot
        before = before or self.previous_id.snapshot
        if not before or not after:
            return []
        return [
            sentence
            for part in COMPARED
            for sentence in getattr(self, f"_compare_{part}")(before, after)
        ]

    def _compare_form(self, before, after):
        old, new = before["form"], after["form"]
        if (old["code"], old["version"]) == (new["code"], new["version"]):
            return []
        return [
            self.env._(
                "Form: “%(old)s” (version %(old_version)s) → “%(new)s” (version "
                "%(new_version)s)",
                old=old["name"],
                old_version=old["version"],
                new=new["name"],
                new_version=new["version"],
            )
        ]

    def _compare_dates(self, before, after):
        labels = {"date": self.env._("Date"), "valid_until": self.env._("Valid until")}
        return self._compare_values(labels, before, after)

    def _compare_parties(self, before, after):
        labels = self._get_compared_labels()
        sides = {
            "supplier": self.env._("Supplier"),
            "customer": self.env._("Customer"),
        }
        return [
            f"{side}. {sentence}"
            for key, side in sides.items()
            for sentence in self._compare_values(labels, before[key], after[key])
        ]

    def _compare_lines(self, before, after):
        old, new = self._key_lines(before), self._key_lines(after)
        changed = [
            f"{key[0]}. {sentence}"
            for key, line in new.items()
            if key in old
            for sentence in self._compare_values(
                self._get_line_labels(), old[key], line
            )
        ]
        added = [
            self.env._("Added: %s", self._describe_line(line))
            for key, line in new.items()
            if key not in old
        ]
        removed = [
            self.env._("Left out: %s", self._describe_line(line))
            for key, line in old.items()
            if key not in new
        ]
        return [*changed, *added, *removed]

    def _compare_totals(self, before, after):
        labels = {"tax": self.env._("VAT"), "total": self.env._("Total")}
        return self._compare_values(
            labels, before["totals"] or {}, after["totals"] or {}
        )

    def _compare_details(self, before, after):
        """Compare the details of the event, and the schedule of payments."""
        old = {row["name"]: row for row in before["properties"]}
        new = {row["name"]: row for row in after["properties"]}
        labels = {name: row["label"] for name, row in (old | new).items()}
        sentences = self._compare_values(
            labels,
            {name: row["value"] for name, row in old.items()},
            {name: row["value"] for name, row in new.items()},
        )
        if before["payments"] != after["payments"]:
            sentences.append(self.env._("The schedule of payments"))
        return sentences

    def _compare_clauses(self, before, after):
        old = {clause["title"]: clause["html"] for clause in before["clauses"]}
        new = {clause["title"]: clause["html"] for clause in after["clauses"]}
        titles = [title for title in old | new if old.get(title) != new.get(title)]
        if not titles:
            return []
        return [self.env._("Texts: %s", ", ".join(filter(None, titles)) or "…")]

    # === WORDS === #

    @api.model
    def _compare_values(self, labels, before, after):
        return [
            self.env._(
                "%(label)s: %(old)s → %(new)s",
                label=label,
                old=self._say_value(key, before.get(key)),
                new=self._say_value(key, after.get(key)),
            )
            for key, label in labels.items()
            if (before.get(key) or "") != (after.get(key) or "")
        ]

    @api.model
    def _say_value(self, key, value):
        """Return what a snapshot keeps as a text, as the user reads it."""
        if value and key in SUMS:
            return formatLang(
                self.env, float(value), digits=len(value.partition(".")[2])
            )
        if value and key in DAYS:
            return format_date(self.env, value)
        return value or "—"

    @api.model
    def _key_lines(self, snapshot):
        """Return {(text, how many of the same before it): line}."""
        seen, lines = Counter(), {}
        for line in snapshot["lines"]:
            if line["kind"] == "line":
                text = line["text"].split("\n")[0]
                lines[text, seen[text]] = line
                seen[text] += 1
        return lines

    @api.model
    def _describe_line(self, line):
        return self.env._(
            "%(text)s, %(quantity)s %(unit)s, %(total)s",
            text=line["text"].split("\n")[0],
            quantity=line["quantity"],
            unit=line["unit"],
            total=self._say_value("total", line["total"]),
        )

    @api.model
    def _get_line_labels(self):
        return {
            "quantity": self.env._("Quantity"),
            "unit": self.env._("Unit"),
            "price": self.env._("Price"),
            "discount": self.env._("Discount (%)"),
            "tax_text": self.env._("VAT"),
            "total": self.env._("Total"),
        }

    @api.model
    def _get_compared_labels(self):
        return {
            "name": self.env._("Name"),
            "code": self.env._("Registration code"),
            "vat": self.env._("Tax number"),
            "iban": self.env._("IBAN"),
            "bank": self.env._("Bank"),
            "address": self.env._("Address"),
            "signatory": self.env._("Signs"),
            "basis": self.env._("On the basis of"),
        }
