from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ...tools.date_words import spell_date


class CrmProcessDocumentTemplate(models.Model):
    """An invented paper, to see what a form makes of its texts; the list of names."""

    _inherit = "crm.process.document.template"

    placeholder_guide = fields.Html(
        string="What Can Be Put In",
        compute="_compute_placeholder_guide",
        sanitize=False,
    )

    # === COMPUTE METHODS === #

    @api.depends("document_type")
    @api.depends_context("lang")
    def _compute_placeholder_guide(self):
        for form in self:
            sample = form._get_sample_snapshot()
            form.placeholder_guide = self.env["ir.qweb"]._render(
                "crm_process_automation.crm_process_document_guide",
                {
                    "rows": [
                        (f"{{{name}}}", meaning, form._say(name, sample))
                        for name, meaning in form._get_placeholders().items()
                    ]
                },
            )

    # === BUSINESS METHODS === #

    def _get_sample_snapshot(self, lang=None):
        """Return an invented snapshot of a paper of this type, in the language."""
        self.ensure_one()
        lang = lang or self.env.lang or "en_US"
        form = self.with_context(lang=lang)
        company = form.company_id or self.env.company
        today = company._get_process_today()
        later = today + relativedelta(days=form.validity_days or 14)
        types = dict(form._fields["document_type"]._description_selection(form.env))
        snapshot = {
            "schema": 1,
            "title": form.title or types.get(form.document_type, ""),
            "type": form.document_type or "contract",
            "number": "17/2026",
            "revision": 1,
            "date": today.isoformat(),
            "valid_until": later.isoformat(),
            "lang": lang,
            "place": form.env._("Kyiv"),
            "form": {
                "id": form._origin.id,
                "code": form.code or "",
                "version": form.version,
                "name": form.name or "",
            },
            "minutes": None,
            "questions": None,
            **form._get_sample_people(),
            **form._get_sample_money(today, later),
            **form._get_sample_matter(today, later),
        }
        if form.document_type in ("minutes", "questionnaire"):
            snapshot |= {"lines": [], "taxes": [], "payments": [], "totals": {}}
        return snapshot

    def _get_sample_people(self):
        return {
            "supplier": self._get_sample_party(
                self.env._("Bright Event LLC"),
                "31935815",
                self.env._("Petro Sample"),
                self.env._("Mr Petro Sample"),
            ),
            "customer": self._get_sample_party(
                self.env._("Sample Client LLC"),
                "21560045",
                self.env._("Ivan Example"),
                self.env._("Mr Ivan Example"),
            ),
            "contact": {
                "name": self.env._("Mariia Manager"),
                "phone": "+380 44 000 00 00",
                "email": "sales@example.com",
            },
        }

    def _get_sample_party(self, name, code, signatory, genitive):
        return {
            "name": name,
            "full_name": name,
            "short_name": name,
            "kind": "company",
            "code_label": self.env._("Register code"),
            "code": code,
            "vat": "",
            "iban": "UA223052990000026001234567890",
            "bank": self.env._("Sample Bank JSC"),
            "address": self.env._("1 Sample Street, Kyiv"),
            "phone": "+380 44 111 11 11",
            "email": "office@example.com",
            "tax_status": self.env._("payer of the general profit tax"),
            "is_vat_payer": True,
            "signatory": signatory,
            "signatory_genitive": genitive,
            "position": self.env._("Director"),
            "position_genitive": self.env._("the Director"),
            "basis": self.env._("the Charter"),
            "acts": self.env._("who acts"),
        }

    def _get_sample_money(self, today, later):
        half = {"percent": 50.0, "amount": "6000.00", "state_text": ""}
        return {
            "currency": {"name": "UAH", "symbol": "₴", "decimals": 2},
            "lines": [
                {
                    "no": 1,
                    "kind": "line",
                    "text": self.env._("Preparing and holding an event for 40 guests"),
                    "unit": self.env._("service"),
                    "quantity": "1.00",
                    "price": "10000.00",
                    "discount": "0.00",
                    "tax_text": self.env._("VAT 20 %"),
                    "untaxed": "10000.00",
                    "tax": "2000.00",
                    "total": "12000.00",
                }
            ],
            "taxes": [
                {
                    "text": self.env._("VAT 20 %"),
                    "base": "10000.00",
                    "amount": "2000.00",
                }
            ],
            "totals": {
                "untaxed": "10000.00",
                "tax": "2000.00",
                "total": "12000.00",
                "total_words": self.env._("Twelve thousand hryvnias 00 kopiykas"),
                "tax_words": self.env._("Two thousand hryvnias 00 kopiykas"),
                "vat_text": "",
            },
            "payments": [
                {"no": 1, "name": self.env._("Advance"), "date": today.isoformat()}
                | half,
                {"no": 2, "name": self.env._("The rest"), "date": later.isoformat()}
                | half,
            ],
        }

    def _get_sample_matter(self, today, later):
        return {
            "basis": {
                "order": "S00012",
                "order_date": today.isoformat(),
                "contract_number": "CT-9/2026",
                "contract_date": today.isoformat(),
                "invoice_number": "INV-17/2026",
            },
            "properties": self._get_sample_properties(later),
            "minutes": {
                "place": self.env._("Office of the client"),
                "date": today.isoformat(),
                "agenda": [self.env._("Programme and budget of the event")],
                "participants": [
                    {
                        "name": self.env._("Ivan Example"),
                        "side": "customer",
                        "position": self.env._("Director"),
                    }
                ],
                "decisions": [
                    {
                        "text": self.env._("Send the proposal"),
                        "responsible": self.env._("Mariia Manager"),
                        "deadline": later.isoformat(),
                    }
                ],
            },
            "questions": [
                {
                    "text": self.env._("How satisfied are you with the event?"),
                    "kind": "scale",
                    "scale_min": 1,
                    "scale_max": 5,
                }
            ],
        }

    def _get_sample_properties(self, later):
        """Return an invented answer to each thing that the processes ask about."""
        samples = {
            "date": spell_date(later.isoformat(), self.env.lang),
            "integer": 40,
            "float": 25,
            "monetary": 100,
        }
        samples |= {"boolean": True, "datetime": later.isoformat()}
        return [
            {
                "name": name,
                "label": definition.get("string") or name,
                "value": samples.get(definition["type"])
                or self._get_sample_choice(definition),
                "is_printed": bool(definition.get("view_in_cards")),
            }
            for name, definition in self._get_property_definitions().items()
        ]

    def _get_sample_choice(self, definition):
        choices = definition.get("selection") or [("", self.env._("sample"))]
        return choices[0][1]
