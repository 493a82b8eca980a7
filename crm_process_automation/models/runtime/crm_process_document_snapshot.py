from odoo import fields, models

SCHEMA = 1

# What every paper says of itself; the rest depends on its type.
COMMON = ("head", "form", "parties", "contact", "basis", "currency", "properties")
MONEY = ("lines", "payments")
PARTS = {
    "minutes": ("minutes",),
    "proposal": MONEY,
    "contract": MONEY,
    "act": MONEY,
    "invoice": MONEY,
    "questionnaire": ("questions",),
}


class CrmProcessDocument(models.Model):
    """The data that a paper is made from: the only thing that its layout reads.

    Kept as JSON, with dates and decimals as texts, so that the same text can be printed
    again whatever becomes of the deal. Each part is collected by `_collect_<part>`.
    """

    _inherit = "crm.process.document"

    # === BUSINESS METHODS === #

    def _take_snapshot(self):
        """Return all that the paper says, as it would be issued now."""
        return self._finish_snapshot(self._collect_data())

    def _collect_data(self):
        """Return the data of the paper; its clauses are filled in with them later."""
        document = self._as_writer()
        snapshot = {"schema": SCHEMA, "type": self.document_type}
        snapshot |= {"lines": [], "taxes": [], "totals": None, "payments": []}
        snapshot |= {"minutes": None, "questions": None, "clauses": []}
        for part in (*COMMON, *PARTS[self.document_type]):
            snapshot |= getattr(document, f"_collect_{part}")()
        return snapshot

    def _finish_snapshot(self, snapshot):
        """Return the data with the number and the texts of the form, filled in."""
        document = self._as_writer()
        snapshot = snapshot | {"number": self.number or ""}
        return snapshot | document._collect_texts(snapshot)

    def _as_writer(self):
        """Return the paper as it is written: in its language, by the company.

        What is printed does not depend on the rights of whoever issues it.
        """
        self.ensure_one()
        # sudo: as above; whether the user may issue the paper was asked
        document = self.sudo().with_company(self.company_id)
        return document.with_context(lang=self._get_language())

    def _get_language(self):
        """Return the code of the language: asked for, the client's, the company's."""
        self.ensure_one()
        document = self.sudo()  # sudo: the language of a client is no secret
        installed = dict(self.env["res.lang"].get_installed())
        wishes = [document.lang, document.partner_id.lang]
        wishes += [document.company_id.partner_id.lang, self.env.lang, "en_US"]
        return next(lang for lang in wishes if lang in installed or lang == "en_US")

    def _find_valid_until(self):
        """Return the last day on which the paper holds, None when it has no end."""
        self.ensure_one()
        days = self.template_id.validity_days
        if self.date_valid_until:
            return self.date_valid_until
        return fields.Date.add(self.date, days=days) if days else None

    def _get_currency(self):
        """Return in which currency the paper is. A host asks its order."""
        self.ensure_one()
        return self.currency_id

    # === PARTS === #

    def _collect_head(self):
        types = dict(self._fields["document_type"]._description_selection(self.env))
        valid_until = self._find_valid_until()
        return {
            "title": self.template_id.title or types[self.document_type],
            "number": self.number or "",
            "revision": self.revision,
            "date": fields.Date.to_string(self.date),
            "valid_until": fields.Date.to_string(valid_until) or None,
            "lang": self.env.lang,
            "place": self.company_id.city or "",
        }

    def _collect_form(self):
        form = self.template_id
        return {
            "form": {
                "id": form.id,
                "code": form.code,
                "version": form.version,
                "name": form.name,
            }
        }

    def _collect_texts(self, snapshot):
        """Return the texts of the form with their placeholders filled in."""
        form = self.template_id
        clauses = form._fill_clauses(snapshot)
        return form._fill_frame(snapshot) | {"clauses": clauses}

    def _collect_parties(self):
        lang, currency = self.env.lang, self._get_currency()
        return {
            "supplier": self.company_id.partner_id._get_requisites(lang, currency),
            "customer": self.partner_id._get_requisites(lang, currency),
        }

    def _collect_contact(self):
        person = self.user_id.partner_id
        return {
            "contact": {
                "name": person.name or "",
                "phone": person.phone or "",
                "email": person.email or "",
            }
        }

    def _collect_currency(self):
        currency = self._get_currency()
        return {
            "currency": {
                "name": currency.name,
                "symbol": currency.symbol,
                "decimals": currency.decimal_places,
            }
        }

    def _collect_basis(self):
        """Return what the paper goes back to. A host adds the order."""
        return {"basis": {}}

    def _collect_properties(self):
        """Return what the process knows of the matter. A host puts it into words."""
        return {"properties": []}

    def _collect_lines(self):
        """Return what is sold, and for how much. A host reads its order."""
        return {}

    def _collect_payments(self):
        """Return when how much is to be paid. A host reads its order."""
        return {}

    def _collect_minutes(self):
        """Return what was agreed at the meeting."""
        return {"minutes": None}

    def _collect_questions(self):
        """Return what the client is asked."""
        return {"questions": None}
