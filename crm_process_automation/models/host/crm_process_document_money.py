from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.money_words import spell_money

# These say for how much; without an order there is nothing to say.
ABOUT_MONEY = ("proposal", "contract", "act", "invoice")


class CrmProcessDocument(models.Model):
    """The money on a paper: that of its order, or of the accounts' invoice."""

    _inherit = "crm.process.document"

    # === BUSINESS METHODS === #

    def _get_money_record(self):
        """Return what the sums are those of: the invoice if there is one, the order."""
        self.ensure_one()
        return self.move_id or self.order_id

    def _get_currency(self):
        record = self.sudo()._get_money_record()  # sudo: no secret
        return record.currency_id or super()._get_currency()

    def _collect_data(self):
        self._check_has_order()
        return super()._collect_data()

    def _check_has_order(self):
        if self.document_type not in ABOUT_MONEY:
            return
        if not self.sudo()._get_money_record():  # sudo: only whether there is one
            raise UserError(
                self.env._(
                    "“%s” has no quotation or order yet, so there is nothing to sell. "
                    "Make a quotation first, and issue the paper then.",
                    self.case_name or self.partner_id.display_name,
                )
            )

    def _collect_lines(self):
        record = self._get_money_record()
        base_lines = record._get_printed_base_lines()
        return {
            "lines": record._get_document_lines(base_lines),
            "taxes": record._get_document_taxes(base_lines),
            "totals": record._get_document_totals() | self._collect_words(record),
        }

    def _collect_words(self, record):
        """Return the sums in words, and that there is no VAT where there is none."""
        requisites = self.company_id.partner_id._get_requisites(self.env.lang)
        is_payer = requisites["is_vat_payer"]
        return {
            "total_words": self._spell(record.amount_total),
            "tax_words": self._spell(record.amount_tax) if is_payer else "",
            "vat_text": "" if is_payer else self.env._("without VAT"),
        }

    def _spell(self, amount):
        return spell_money(f"{amount:.2f}", self._get_currency().name, self.env.lang)

    def _collect_payments(self):
        order = self.order_id
        return {"payments": order._get_payment_schedule() if order else []}

    def _find_valid_until(self):
        """The quotation and the invoice say it themselves; the form says it else."""
        own = (
            self.date_valid_until
            or getattr(self, f"_find_valid_until_{self.document_type}", lambda: None)()
        )
        if own and own >= self.date:
            return own
        return super()._find_valid_until()

    def _find_valid_until_proposal(self):
        return self.order_id.validity_date

    def _find_valid_until_invoice(self):
        return self.move_id.invoice_date_due

    # === BASIS === #

    def _collect_basis(self):
        order = self.order_id
        contract = self._find_sibling("contract")
        invoice = self._find_sibling("invoice")
        return {
            "basis": {
                "order": order.name or "",
                "order_date": fields.Date.to_string(order.date_order) or None,
                "contract_number": contract.number or "",
                "contract_date": fields.Date.to_string(contract.date) or None,
                "invoice_number": self.move_id.name or invoice.number or "",
            }
        }

    def _find_sibling(self, document_type):
        """Return the last paper of another type that holds for the same deal."""
        domain = (
            self._get_in_force_domain("approved")
            & Domain("document_type", "=", document_type)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("id", "!=", self._origin.id)
        )
        for link in ("order_id", "lead_id", "case_id"):
            if self[link] and (
                found := self.search(domain & Domain(link, "=", self[link].id), limit=1)
            ):
                return found
        return self.browse()
