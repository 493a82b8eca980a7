from datetime import date

from odoo import api, models
from odoo.tools.misc import format_date

from .crm_process_document_check_sums import read_money


class CrmProcessDocument(models.Model):
    """What stops a paper from being issued; only its snapshot is looked at."""

    _inherit = "crm.process.document"

    @api.model
    def _find_problems(self, snapshot):
        """Return sentences: what has to be mended before the paper may be issued.

        Each type of paper has its `_find_problems_<type>`.
        """
        find = getattr(self, f"_find_problems_{snapshot['type']}")
        problems = [
            *self._find_missing(snapshot, "supplier", ["full_name"]),
            *self._find_client_problems(snapshot),
            *self._find_date_problems(snapshot),
            *find(snapshot),
        ]
        return list(dict.fromkeys(problems))

    # === BY TYPE === #

    @api.model
    def _find_problems_minutes(self, snapshot):
        return []

    @api.model
    def _find_problems_proposal(self, snapshot):
        return [
            *self._find_line_problems(snapshot),
            *self._find_sum_problems(snapshot),
            *self._find_payment_problems(snapshot),
        ]

    @api.model
    def _find_problems_contract(self, snapshot):
        return [
            *self._find_party_problems(snapshot, "supplier"),
            *self._find_party_problems(snapshot, "customer"),
            *self._find_line_problems(snapshot),
            *self._find_sum_problems(snapshot),
            *self._find_payment_problems(snapshot),
        ]

    @api.model
    def _find_problems_act(self, snapshot):
        return [
            *self._find_party_problems(snapshot, "supplier"),
            *self._find_party_problems(snapshot, "customer"),
            *self._find_basis_problems(snapshot),
            *self._find_line_problems(snapshot),
            *self._find_unit_problems(snapshot),
            *self._find_sum_problems(snapshot),
        ]

    @api.model
    def _find_problems_invoice(self, snapshot):
        return [
            *self._find_party_problems(snapshot, "supplier"),
            *self._find_missing(snapshot, "supplier", ["iban"]),
            *self._find_party_problems(snapshot, "customer"),
            *self._find_line_problems(snapshot),
            *self._find_sum_problems(snapshot),
            *self._find_money_problems(snapshot),
        ]

    @api.model
    def _find_problems_questionnaire(self, snapshot):
        if snapshot.get("questions"):
            return []
        return [
            self.env._("The questionnaire has no questions. Add some to its survey.")
        ]

    # === BY WHAT IS CHECKED === #

    @api.model
    def _find_client_problems(self, snapshot):
        if (snapshot.get("customer") or {}).get("full_name"):
            return []
        return [
            self.env._("The paper names no client. Choose one, and give him a name.")
        ]

    @api.model
    def _find_date_problems(self, snapshot):
        if not snapshot.get("date"):
            return [self.env._("The paper has no date. Fill it in.")]
        if (snapshot.get("valid_until") or snapshot["date"]) >= snapshot["date"]:
            return []
        return [
            self.env._(
                "The paper would be valid until %(end)s, before its date %(date)s. "
                "Choose a later day.",
                end=self._say_date(snapshot["valid_until"]),
                date=self._say_date(snapshot["date"]),
            )
        ]

    @api.model
    def _find_party_problems(self, snapshot, role):
        """Return sentences about who the law wants to be told apart by a code."""
        party = snapshot.get(role) or {}
        # A person who buys for himself need not give his number.
        is_business = role == "supplier" or party.get("kind") in ("company", "sole")
        needs_code = is_business and self._is_ukrainian(party)
        return [
            *self._find_missing(snapshot, role, ["code"] if needs_code else []),
            *self._find_account_problems(party, self._name_party(snapshot, role)),
        ]

    @api.model
    def _find_basis_problems(self, snapshot):
        basis = snapshot.get("basis") or {}
        if basis.get("contract_number") or basis.get("invoice_number"):
            return []
        return [
            self.env._(
                "An act names the contract or the invoice that it belongs to. Issue "
                "one of them first."
            )
        ]

    @api.model
    def _find_money_problems(self, snapshot):
        total = read_money(snapshot.get("totals") or {}, "total")
        if total > 0:
            return []
        return [
            self.env._(
                "The invoice asks for %(total)s, so there is nothing to pay. Check its "
                "lines.",
                total=self._say_money(snapshot, total),
            )
        ]

    # === HELPERS === #

    @api.model
    def _say_date(self, text):
        """Return a date of a snapshot as the user writes dates."""
        return format_date(self.env, date.fromisoformat(text))
