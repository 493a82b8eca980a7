from datetime import date

from odoo import api, models

from ...tools.payment_qr import make_payment_url, make_purpose
from .crm_process_document_check_sums import read_money

DATE = "%d.%m.%Y"


class CrmProcessDocument(models.Model):
    """The link that an invoice prints as a QR code, for the client's bank to read."""

    _inherit = "crm.process.document"

    @api.model
    def _get_payment_url(self, snapshot):
        """Return the link to pay an invoice by, or None when there cannot be one.

        What is paid for is said in Ukrainian, whatever the language of the paper: it
        is a bank that reads it.
        """
        supplier, totals = snapshot["supplier"], snapshot["totals"]
        return make_payment_url(
            supplier.get("short_name") or supplier["name"],
            supplier.get("iban"),
            supplier.get("code"),
            totals["total"],
            make_purpose(
                "послуги",
                snapshot.get("number") or "",
                date.fromisoformat(snapshot["date"]).strftime(DATE),
                self._say_payment_vat(snapshot),
            ),
            currency=snapshot["currency"]["name"],
        )

    @api.model
    def _say_payment_vat(self, snapshot):
        tax = read_money(snapshot["totals"], "tax")
        if not tax:
            return "без ПДВ"
        return "у т.ч. ПДВ " + f"{tax:.2f} грн".replace(".", ",")
