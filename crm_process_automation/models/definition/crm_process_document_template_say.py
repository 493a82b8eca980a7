from odoo import models

from ...tools.date_words import spell_date
from ...tools.paper_text import format_number, get_unit, group_account

PROPERTY = "properties."
KIND_BY_NAME = {
    **dict.fromkeys(("untaxed", "tax", "total"), "money"),
    **dict.fromkeys(("date", "valid_until", "minutes.date"), "date"),
    **dict.fromkeys(("basis.order_date", "basis.contract_date"), "date"),
    **dict.fromkeys(("supplier.requisites", "customer.requisites"), "requisites"),
    **dict.fromkeys(("supplier.introduced", "customer.introduced"), "introduced"),
    **dict.fromkeys(("supplier.iban", "customer.iban"), "account"),
    "vat_text": "vat",
    "payments": "payments",
    "properties": "properties",
    "minutes.agenda": "lines",
    "minutes.participants": "participants",
    "minutes.decisions": "decisions",
}
# Where a short name stands in the snapshot.
PATH_BY_NAME = (
    {
        name: f"totals.{name}"
        for name in ("untaxed", "tax", "total", "total_words", "tax_words")
    }
    | {
        "vat_text": "totals",
    }
    | {
        f"{party}.{name}": party
        for party in ("supplier", "customer")
        for name in ("requisites", "introduced")
    }
)


class CrmProcessDocumentTemplate(models.Model):
    """How what a snapshot holds is said in the paper: `_say_<kind>`.

    Only the snapshot is read, so that a reprint says the same.
    """

    _inherit = "crm.process.document.template"

    # === BUSINESS METHODS === #

    def _say(self, name, snapshot):
        """Return as plain text what `snapshot` says at `name`; empty when nothing."""
        form = self.with_context(lang=snapshot.get("lang") or self.env.lang)
        if name.startswith(PROPERTY):
            return form._say_property(name.removeprefix(PROPERTY), snapshot)
        value = snapshot
        for key in PATH_BY_NAME.get(name, name).split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if value in (None, False, "", [], {}):
            return ""
        return getattr(form, f"_say_{KIND_BY_NAME.get(name, 'text')}")(value, snapshot)

    def _say_text(self, value, _snapshot):
        return str(value)

    def _say_date(self, value, _snapshot):
        return spell_date(value, self._get_language()) if value else ""

    def _say_money(self, value, snapshot):
        """Return a sum as the table of the paper has it: “1 234,56 грн”."""
        currency, lang = snapshot.get("currency") or {}, self._get_language()
        number = format_number(value, lang, currency.get("decimals", 2))
        unit = get_unit(currency.get("name") or "", lang)
        return f"{number}\N{NO-BREAK SPACE}{unit}".strip()

    def _say_vat(self, totals, _snapshot):
        """Return that there is no VAT, or how much is in it, in words."""
        words = totals.get("tax_words") or ""
        if totals.get("vat_text") or not words:
            return totals.get("vat_text") or ""
        words = words[:1].lower() + words[1:]
        return self.env._("including VAT: %(words)s", words=words)

    def _say_account(self, value, _snapshot):
        return group_account(value)

    def _get_language(self):
        return self.env.lang or "en_US"

    def _say_lines(self, value, _snapshot):
        return "\n".join(f"{number}. {each}" for number, each in enumerate(value, 1))

    def _say_property(self, name, snapshot):
        for each in snapshot.get("properties") or ():
            if each.get("name") == name:
                return self._say_value(each.get("value"))
        return ""

    def _say_properties(self, value, _snapshot):
        return "\n".join(
            f"{each.get('label') or each.get('name')}: {text}"
            for each in value
            if (text := self._say_value(each.get("value")))
        )

    def _say_value(self, value):
        """Return the value of a property; the snapshot holds most of them as texts."""
        if isinstance(value, bool):
            return self.env._("yes") if value else ""
        if isinstance(value, str) and len(value) == len("2026-12-12"):
            try:
                return self._say_date(value, None)
            except ValueError:
                return value
        return "" if value is None else str(value)

    def _say_payments(self, value, snapshot):
        return "\n".join(self._say_payment(each, snapshot) for each in value)

    def _say_payment(self, payment, snapshot):
        values = {
            "no": payment.get("no") or "",
            "name": payment.get("name") or "",
            "amount": self._say_money(payment.get("amount") or "0", snapshot),
            "date": self._say_date(payment.get("date"), snapshot),
        }
        if values["date"]:
            return self.env._("%(no)s) %(name)s: %(amount)s, by %(date)s", **values)
        return self.env._("%(no)s) %(name)s: %(amount)s", **values)

    def _say_participants(self, value, _snapshot):
        return "\n".join(
            ", ".join(filter(None, (each.get("name"), each.get("position"))))
            for each in value
        )

    def _say_decisions(self, value, _snapshot):
        return "\n".join(
            f"{number}. {self._say_decision(each)}"
            for number, each in enumerate(value, 1)
        )

    def _say_decision(self, decision):
        deadline = self._say_date(decision.get("deadline"), None)
        parts = (decision.get("text"), decision.get("responsible"), deadline)
        return " — ".join(filter(None, parts))

    def _say_requisites(self, party, _snapshot):
        """Return the requisites in the order in which contracts have them."""
        label = party.get("code_label") or ""
        lines = [
            party.get("full_name") or party.get("name"),
            party.get("address"),
            party.get("code") and f"{label} {party['code']}".strip(),
            party.get("vat") and self.env._("VAT payer's number %s", party["vat"]),
            party.get("iban")
            and self.env._("IBAN %s", self._say_account(party["iban"], None)),
            party.get("bank"),
            party.get("tax_status"),
            party.get("phone"),
            party.get("email"),
        ]
        return "\n".join(filter(None, lines))

    def _say_introduced(self, party, _snapshot):
        """Return a party as it stands at the head of a contract."""
        return getattr(self, f"_introduce_{party.get('kind') or 'company'}")(
            dict.fromkeys(("signatory_genitive", "position_genitive", "basis"), "")
            | {"name": party.get("full_name") or party.get("name") or ""}
            | {"acts": self.env._("acting")}
            | {name: value for name, value in party.items() if value and name != "name"}
        )

    def _introduce_company(self, party):
        if not party["signatory_genitive"]:
            return party["name"]
        if not party["basis"]:
            return self.env._(
                "%(name)s, represented by %(position_genitive)s %(signatory_genitive)s",
                **self._pick(party),
            )
        return self.env._(
            "%(name)s, represented by %(position_genitive)s %(signatory_genitive)s, "
            "%(acts)s on the basis of %(basis)s",
            **self._pick(party),
        )

    def _introduce_sole(self, party):
        """A sole trader acts for himself; the register entry is the basis."""
        if not party["basis"]:
            return self._introduce_person(party)
        return self.env._(
            "%(name)s, %(acts)s on the basis of %(basis)s", **self._pick(party)
        )

    def _introduce_person(self, party):
        code = f"{party.get('code_label') or ''} {party.get('code') or ''}".strip()
        return f"{party['name']} ({code})" if party.get("code") else party["name"]

    def _pick(self, party):
        names = ("name", "acts", "signatory_genitive", "position_genitive", "basis")
        return {name: party[name] for name in names}
