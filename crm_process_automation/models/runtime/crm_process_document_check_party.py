import re

from odoo import api, models

from ...tools.tax_codes import (
    check_edrpou,
    check_iban,
    check_ipn,
    check_rnokpp,
    compact_account,
)

# Instead of an own code: a number from the tax office, a passport.
TAX_OFFICE_NUMBER = re.compile(r"\d{8}[\dА-ЯІЇЄҐ]")
PASSPORT = re.compile(r"[А-ЯІЇЄҐ]{2} ?\d{6}|\d{9}")
LOOKS_LIKE_IBAN = re.compile(r"[A-Z]{2}\d{2}")


class CrmProcessDocument(models.Model):
    """What is missing or wrong in the data of a party that a paper names.

    A party is the dict that `_get_requisites` returns. Codes of other countries are
    not checked.
    """

    _inherit = "crm.process.document"

    # === WHAT IS MISSING === #

    @api.model
    def _find_missing(self, snapshot, role, names):
        """Return a sentence for each of the names that the party has no value for."""
        party = snapshot.get(role) or {}
        who = self._name_party(snapshot, role)
        return [
            self.env._(
                "%(party)s: “%(field)s” is not filled in. Fill it in on the card of "
                "the contact, tab “For Papers”.",
                party=who,
                field=label,
            )
            for name, label in self._get_party_labels(party).items()
            if name in names and not party.get(name)
        ]

    @api.model
    def _name_party(self, snapshot, role):
        """Return how sentences call a party, who may have no name."""
        party = snapshot.get(role) or {}
        unknown = {
            "supplier": self.env._("Our company"),
            "customer": self.env._("The client"),
        }
        return party.get("short_name") or party.get("name") or unknown[role]

    @api.model
    def _get_party_labels(self, party):
        return {
            "full_name": self.env._("Full name"),
            "code": party.get("code_label") or self.env._("Company ID"),
            "vat": self.env._("Number of the VAT payer"),
            "iban": self.env._("IBAN"),
            "address": self.env._("Address"),
            "tax_status": self.env._("Tax status"),
            "signatory": self.env._("Signatory"),
            "signatory_genitive": self.env._("Signatory in the genitive"),
            "position": self.env._("Position"),
            "position_genitive": self.env._("Position in the genitive"),
            "basis": self.env._("Acts on the basis of"),
        }

    # === WHAT IS WRONG === #

    @api.model
    def _find_account_problems(self, party, who):
        """Return a sentence when the account number is no IBAN."""
        number = compact_account(party.get("iban"))
        is_meant = self._is_ukrainian(party) or LOOKS_LIKE_IBAN.match(number)
        if not number or not is_meant or check_iban(number):
            return []
        return [
            self.env._(
                "%(party)s: the account %(number)s is no valid IBAN. Compare it with "
                "what the bank has given, and correct it on the card of the contact.",
                party=who,
                number=number,
            )
        ]

    @api.model
    def _find_code_warnings(self, party, who):
        """Return a sentence for each code that does not hold its check digit."""
        if not self._is_ukrainian(party):
            return []
        find = getattr(self, f"_find_code_warnings_{party.get('kind') or 'person'}")
        return [
            *find(party.get("code") or "", who),
            *self._find_vat_warnings(party, who),
        ]

    @api.model
    def _find_code_warnings_company(self, code, who):
        if not code or check_edrpou(code) or TAX_OFFICE_NUMBER.fullmatch(code):
            return []
        return [self._say_wrong_code("ЄДРПОУ", code, who, 8)]

    @api.model
    def _find_code_warnings_sole(self, code, who):
        if not code or check_rnokpp(code) or PASSPORT.fullmatch(code):
            return []
        return [self._say_wrong_code("РНОКПП", code, who, 10)]

    @api.model
    def _find_code_warnings_person(self, code, who):
        return self._find_code_warnings_sole(code, who)

    @api.model
    def _find_vat_warnings(self, party, who):
        vat, code = party.get("vat") or "", party.get("code") or ""
        if not vat:
            return []
        is_company = party.get("kind") == "company"
        length = 12 if is_company else 10
        if len(vat) != length or not check_ipn(vat):
            return [self._say_wrong_code("ІПН", vat, who, length)]
        if is_company and check_edrpou(code) and vat[:7] != code[:7]:
            return [
                self.env._(
                    "%(party)s: the ІПН %(vat)s usually begins with the first seven "
                    "digits of the ЄДРПОУ %(code)s. Check whose number it is.",
                    party=who,
                    vat=vat,
                    code=code,
                )
            ]
        return []

    @api.model
    def _say_wrong_code(self, name, code, who, length):
        if len(code) != length or not (code.isascii() and code.isdigit()):
            return self.env._(
                "%(party)s: the %(name)s %(code)s does not have %(length)s digits. "
                "Check it, and correct it on the card of the contact.",
                party=who,
                name=name,
                code=code,
                length=length,
            )
        return self.env._(
            "%(party)s: the %(name)s %(code)s has a wrong check digit. Check it, and "
            "correct it on the card of the contact.",
            party=who,
            name=name,
            code=code,
        )

    @api.model
    def _is_ukrainian(self, party):
        return (party.get("country") or "UA") == "UA"
