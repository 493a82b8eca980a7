from odoo import fields, models

from ...tools.party_words import (
    ACTS,
    CODE_LABELS,
    SOLE_FULL,
    SOLE_SHORT,
    name_sole,
    say_tax_status,
    strip_sole,
)
from ...tools.tax_codes import compact_account

TAX_STATUSES = [
    ("general", "Income tax on general terms"),
    ("single_1", "Single tax, group 1"),
    ("single_2", "Single tax, group 2"),
    ("single_3_5", "Single tax, group 3, 5%"),
    ("single_3_3", "Single tax, group 3, 3%"),
    ("single_4", "Single tax, group 4"),
    ("person_general", "Sole proprietor on the general system"),
    ("nonprofit", "Non-profit organisation"),
    ("diia_city", "Diia.City resident"),
    ("non_resident", "Non-resident"),
]
# {what a paper prints: the field, its words for papers in English}
NAMES = {
    "signatory": ("process_signatory", "process_signatory_en"),
    "position": ("process_position", "process_position_en"),
    "basis": ("process_basis", "process_basis_en"),
}


class ResPartner(models.Model):
    """What papers print about a party: who it is, who signs for it, how it pays taxes.

    The code (ЄДРПОУ, РНОКПП), the number of a VAT payer and the bank accounts are
    Odoo's own fields. Names are printed as they are written here: nothing is inflected
    or transliterated.
    """

    _inherit = "res.partner"

    # Who it is
    process_full_name = fields.Char(
        string="Full Name",
        help="As the charter says it: “Limited Liability Company …”. Empty: the name.",
    )
    process_is_sole = fields.Boolean(
        string="Sole Proprietor", help="Papers call it ФОП, and its code РНОКПП."
    )
    process_tax_status = fields.Selection(TAX_STATUSES, string="Tax Status")
    process_is_vat_payer = fields.Boolean(string="VAT Payer")

    # Who signs
    process_signatory = fields.Char(
        string="Signatory", help="The full name of the person who signs papers."
    )
    process_signatory_genitive = fields.Char(
        string="Signatory in the Genitive",
        help="As a contract begins in Ukrainian: “в особі директора Іваненка Івана”.",
    )
    process_position = fields.Char(
        string="Position", help="Of who signs, such as “Director”."
    )
    process_position_genitive = fields.Char(
        string="Position in the Genitive",
        help="As a contract begins in Ukrainian: “в особі директора”.",
    )
    process_basis = fields.Char(
        string="Acts on the Basis of",
        help="As it follows these words, in Ukrainian in the genitive: “Статуту”, "
        "“довіреності № 5 від 12.01.2026”, “запису в ЄДР № …”.",
    )
    process_gender = fields.Selection(
        [("m", "He"), ("f", "She")],
        string="Signatory's Gender",
        help="Decides between “який діє” and “яка діє”. Empty: “що діє”.",
    )

    # For papers in English
    process_full_name_en = fields.Char(string="Full Name in English")
    process_signatory_en = fields.Char(string="Signatory in English")
    process_position_en = fields.Char(string="Position in English")
    process_basis_en = fields.Char(string="Acts on the Basis of, in English")

    # === BUSINESS METHODS === #

    def _get_requisites(self, lang, currency=None):
        """Return what a paper prints about the party that `self` belongs to.

        Every value is a text, empty when it is not known; `is_vat_payer` is a boolean.

        :param lang: code of the paper's language; Ukrainian, else English is used
        :param currency: of the paper; an account in it is preferred
        """
        contact = self.with_context(lang=lang)
        party = contact.commercial_partner_id
        lang = "uk" if lang and lang[:2] == "uk" else "en"
        account = party._get_main_account(currency)
        return {
            **party._get_requisites_name(lang),
            **party._get_requisites_code(lang),
            "iban": compact_account(account.acc_number),
            "bank": account.bank_id.name or "",
            "address": party._get_requisites_address(lang),
            "phone": party.phone or contact.phone or "",
            "email": party.email or contact.email or "",
            "tax_status": say_tax_status(
                party.process_tax_status or "", party.process_is_vat_payer, lang
            ),
            "is_vat_payer": party.process_is_vat_payer,
            **party._get_requisites_signatory(lang),
        }

    def _get_requisites_name(self, lang):
        name = self.name or ""
        full_name = self.process_full_name or ""
        if lang == "en" and self.process_full_name_en:
            name = full_name = self.process_full_name_en
        kind = self._get_party_kind()
        if kind == "sole":
            short_name = name_sole(name, SOLE_SHORT[lang])
            full_name = full_name or name_sole(strip_sole(name), SOLE_FULL[lang])
        else:
            short_name = name
        return {
            "kind": kind,
            "name": name,
            "full_name": full_name or name,
            "short_name": short_name,
        }

    def _get_party_kind(self):
        if self.process_is_sole:
            return "sole"
        return "company" if self.is_company else "person"

    def _get_requisites_code(self, lang):
        country = self.country_id.code or ""
        kind = "company" if self._get_party_kind() == "company" else "person"
        if country not in ("", "UA"):
            kind = "foreign"
        vat = (self.vat or "").strip()
        return {
            "country": country,
            "code_label": CODE_LABELS[lang][kind],
            "code": (self.company_registry or "").strip(),
            # A single character is Odoo's way to say that there is no number.
            "vat": vat.removeprefix("UA") if len(vat) > 1 else "",
        }

    def _get_requisites_address(self, lang):
        """Return the address in one line, as it is written where the paper is read."""
        if lang == "uk" and self.country_id.code in (False, "UA"):
            region = self.state_id.name
            parts = [
                self.zip,
                region if region != self.city else "",
                *(self.city, self.street, self.street2),
            ]
        else:
            parts = self._display_address(without_company=True).splitlines()
        words = (" ".join((part or "").split()) for part in parts)
        return ", ".join(filter(None, words))

    def _get_requisites_signatory(self, lang):
        values = {
            key: (lang == "en" and self[english]) or self[field] or ""
            for key, (field, english) in NAMES.items()
        }
        if not values["signatory"] and self._get_party_kind() != "company":
            values["signatory"] = strip_sole(self.name or "")
        return {
            **values,
            "signatory_genitive": self.process_signatory_genitive or "",
            "position_genitive": self.process_position_genitive or "",
            "acts": ACTS[lang][self.process_gender or ""],
        }
