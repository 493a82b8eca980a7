from odoo import api, models

PARTIES = ("supplier", "customer")


class CrmProcessDocumentTemplate(models.Model):
    """What can be put into the texts of a form: {name} and what it means.

    All of it stands in the snapshot of a paper; nothing else is ever read.
    """

    _inherit = "crm.process.document.template"

    # === BUSINESS METHODS === #

    @api.model
    def _get_placeholders(self):
        """Return {name: what it means}, in the order in which they are listed."""
        return self._get_fixed_names() | self._get_property_names()

    def _get_fixed_names(self):
        """Return those that every paper knows, whatever its process."""
        return {
            **self._get_paper_names(),
            **self._get_party_names(),
            **self._get_money_names(),
            **self._get_basis_names(),
            **self._get_minutes_names(),
        }

    def _get_paper_names(self):
        return {
            "title": self.env._("Title of the paper"),
            "number": self.env._("Number of the paper"),
            "date": self.env._("Date of the paper"),
            "valid_until": self.env._("Valid until"),
            "place": self.env._("Place where it is made"),
            "contact.name": self.env._("Our responsible: name"),
            "contact.phone": self.env._("Our responsible: telephone"),
            "contact.email": self.env._("Our responsible: e-mail"),
        }

    def _get_party_names(self):
        parties = {
            "supplier": self.env._("Our company"),
            "customer": self.env._("The client"),
        }
        return {
            f"{party}.{name}": self.env._(
                "%(party)s: %(what)s", party=parties[party], what=meaning
            )
            for party in PARTIES
            for name, meaning in self._get_requisite_names().items()
        }

    def _get_requisite_names(self):
        return {
            "introduced": self.env._("name, who signs and on what basis"),
            "requisites": self.env._("all requisites"),
            "name": self.env._("name"),
            "full_name": self.env._("full name"),
            "short_name": self.env._("short name"),
            "code_label": self.env._("name of the register code"),
            "code": self.env._("register code"),
            "vat": self.env._("VAT payer's number"),
            "iban": self.env._("IBAN"),
            "bank": self.env._("bank"),
            "address": self.env._("address"),
            "phone": self.env._("telephone"),
            "email": self.env._("e-mail"),
            "tax_status": self.env._("tax status"),
            "signatory": self.env._("who signs"),
            "signatory_genitive": self.env._("who signs, in the genitive"),
            "position": self.env._("position of who signs"),
            "position_genitive": self.env._("position, in the genitive"),
            "basis": self.env._("on the basis of what"),
            "acts": self.env._("“who acts”, in the right gender"),
        }

    def _get_money_names(self):
        return {
            "total": self.env._("Total"),
            "untaxed": self.env._("Total without VAT"),
            "tax": self.env._("VAT"),
            "total_words": self.env._("Total in words"),
            "tax_words": self.env._("VAT in words"),
            "vat_text": self.env._("VAT, or that there is none"),
            "payments": self.env._("Schedule of payments"),
            "currency.name": self.env._("Currency"),
        }

    def _get_basis_names(self):
        return {
            "basis.order": self.env._("Number of the order"),
            "basis.order_date": self.env._("Date of the order"),
            "basis.contract_number": self.env._("Number of the contract"),
            "basis.contract_date": self.env._("Date of the contract"),
            "basis.invoice_number": self.env._("Number of the invoice"),
        }

    def _get_minutes_names(self):
        return {
            "minutes.place": self.env._("Meeting: place"),
            "minutes.date": self.env._("Meeting: date"),
            "minutes.agenda": self.env._("Meeting: agenda"),
            "minutes.participants": self.env._("Meeting: participants"),
            "minutes.decisions": self.env._("Meeting: decisions"),
        }

    def _get_property_names(self):
        """Return the properties of the processes: a paper tells those of its case."""
        names = {"properties": self.env._("Everything that is known of the event")}
        for name, definition in self._get_property_definitions().items():
            names[f"properties.{name}"] = self.env._(
                "Property “%s”", definition.get("string") or name
            )
        return names

    def _get_property_definitions(self):
        """Return {name: definition} of what the processes ask about."""
        # sudo: what a process asks about is no secret, whichever company draws it
        processes = (
            self.env["crm.process.template"].sudo().search([("state", "!=", "retired")])
        )
        definitions = {}
        for process in processes:
            for each in process.case_properties_definition or []:
                if each["type"] != "separator":
                    definitions.setdefault(each["name"], each)
        return definitions
