from odoo import api, fields, models

SHORTEST_SERVICE = 15  # characters; shorter texts make auditors ask
SIGNING = ["signatory", "position", "basis"]
IN_UKRAINIAN = ["signatory_genitive", "position_genitive"]


class CrmProcessDocument(models.Model):
    """What looks wrong in a paper, but may be right: it is shown, and stops nothing."""

    _inherit = "crm.process.document"

    @api.model
    def _find_warnings(self, snapshot):
        """Return sentences: what to look at before the paper is issued.

        Each type of paper has its `_find_warnings_<type>`.
        """
        find = getattr(self, f"_find_warnings_{snapshot['type']}")
        warnings = [*find(snapshot), *self._find_blank_warnings(snapshot)]
        return list(dict.fromkeys(warnings))

    # === BY TYPE === #

    @api.model
    def _find_warnings_minutes(self, snapshot):
        minutes = snapshot.get("minutes") or {}
        warnings = []
        if not minutes.get("participants"):
            warnings.append(
                self.env._("The minutes name no participants. Add who was there.")
            )
        if not minutes.get("decisions"):
            warnings.append(
                self.env._("The minutes hold no decisions. Add what was agreed.")
            )
        return warnings

    @api.model
    def _find_warnings_proposal(self, snapshot):
        return [
            *self._find_expiry_warnings(snapshot),
            *self._find_party_warnings(snapshot, "supplier"),
        ]

    @api.model
    def _find_warnings_contract(self, snapshot):
        return [
            *self._find_party_warnings(snapshot, "supplier"),
            *self._find_missing(
                snapshot, "supplier", ["address", "iban", "tax_status"]
            ),
            *self._find_signing_warnings(snapshot, "supplier"),
            *self._find_party_warnings(snapshot, "customer"),
            *self._find_missing(snapshot, "customer", ["address"]),
            *self._find_signing_warnings(snapshot, "customer"),
        ]

    @api.model
    def _find_warnings_act(self, snapshot):
        return [
            *self._find_party_warnings(snapshot, "supplier"),
            *self._find_signing_warnings(snapshot, "supplier"),
            *self._find_party_warnings(snapshot, "customer"),
            *self._find_signing_warnings(snapshot, "customer"),
            *self._find_future_warnings(snapshot),
            *self._find_service_warnings(snapshot),
        ]

    @api.model
    def _find_warnings_invoice(self, snapshot):
        return [
            *self._find_expiry_warnings(snapshot),
            *self._find_party_warnings(snapshot, "supplier"),
            *self._find_party_warnings(snapshot, "customer"),
        ]

    @api.model
    def _find_warnings_questionnaire(self, snapshot):
        return []

    # === BY WHAT IS CHECKED === #

    @api.model
    def _find_party_warnings(self, snapshot, role):
        party = snapshot.get(role) or {}
        needs_vat = party.get("is_vat_payer") and self._is_ukrainian(party)
        return [
            *self._find_code_warnings(party, self._name_party(snapshot, role)),
            *self._find_missing(snapshot, role, ["vat"] if needs_vat else []),
        ]

    @api.model
    def _find_signing_warnings(self, snapshot, role):
        """Return what is not known about who signs; a person signs for himself."""
        party = snapshot.get(role) or {}
        find = getattr(self, f"_get_signing_names_{party.get('kind') or 'person'}")
        return self._find_missing(snapshot, role, find(snapshot))

    @api.model
    def _get_signing_names_company(self, snapshot):
        is_inflected = snapshot["type"] == "contract" and self._is_in_ukrainian(
            snapshot
        )
        return SIGNING + (IN_UKRAINIAN if is_inflected else [])

    @api.model
    def _get_signing_names_sole(self, snapshot):
        return ["basis"]

    @api.model
    def _get_signing_names_person(self, snapshot):
        return []

    @api.model
    def _find_expiry_warnings(self, snapshot):
        end = snapshot.get("valid_until")
        if not end or end >= self._get_today_text():
            return []
        return [
            self.env._(
                "The paper was valid until %(end)s only. Choose a later day.",
                end=self._say_date(end),
            )
        ]

    @api.model
    def _find_future_warnings(self, snapshot):
        if (snapshot.get("date") or "") <= self._get_today_text():
            return []
        return [
            self.env._(
                "The act is dated %(date)s, which is still to come. An act is dated "
                "when the work is done.",
                date=self._say_date(snapshot["date"]),
            )
        ]

    @api.model
    def _find_service_warnings(self, snapshot):
        return [
            self.env._(
                "Line %(number)s says only “%(text)s”. Say which service it is, and "
                "for which time.",
                number=line.get("no"),
                text=line["text"],
            )
            for line in self._get_counted_lines(snapshot)
            if 0 < len((line.get("text") or "").strip()) < SHORTEST_SERVICE
        ]

    @api.model
    def _find_blank_warnings(self, snapshot):
        """Return what the text of the form asks for, and nobody has filled in."""
        forms = self.env["crm.process.document.template"]
        # sudo: the form that the paper was made from, which may be retired by now
        form = forms.sudo().browse((snapshot.get("form") or {}).get("id")).exists()
        blanks = form._find_blanks(snapshot) if form else []
        if not blanks:
            return []
        return [
            self.env._(
                "The text has an empty line instead of: %s. Fill it in, and revise the "
                "paper.",
                "; ".join(dict.fromkeys(blanks)),
            )
        ]

    # === HELPERS === #

    @api.model
    def _get_today_text(self):
        """Return today as snapshots write dates, so that texts compare as days."""
        return fields.Date.to_string(self._get_today())

    @api.model
    def _is_in_ukrainian(self, snapshot):
        return (snapshot.get("lang") or "").startswith("uk")
