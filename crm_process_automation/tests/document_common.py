from odoo.fields import Command

from .access_common import AccessCase

TYPES = ("minutes", "proposal", "contract", "act", "invoice", "questionnaire")
ABOUT_MONEY = ("proposal", "contract", "act", "invoice")
IBAN = "UA223052990000026001234567890"


class DocumentCase(AccessCase):
    """Sally's deal with a quotation for a hall and a banquet, and a form of each type.

    20 % of VAT are added: 1 × 1,000.00 and 2 × 100.50, in all 1,441.20.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.process.document.template"].search(
            [("state", "=", "approved")]
        ).write({"state": "retired"})
        cls.forms = {
            document_type: cls._create_form(document_type) for document_type in TYPES
        }
        cls.env.company.partner_id.write(
            {
                "company_registry": "31935815",
                "process_is_vat_payer": True,
                "process_iban": IBAN,
            }
        )
        cls.client.write({"is_company": True, "company_registry": "45074018"})
        cls.vat = cls._create_tax(20)
        cls.hall = cls._create_product("Hall", 1000)
        cls.banquet = cls._create_product("Banquet", 100.5)
        cls.order = cls._create_order(
            [(cls.hall, 1), (cls.banquet, 2)], opportunity_id=cls.lead.id
        )

    # === FACTORIES === #

    @classmethod
    def _create_form(cls, document_type, **values):
        """Return an approved form of the type."""
        form = cls.env["crm.process.document.template"].create(
            {
                "name": document_type.capitalize(),
                "code": document_type,
                "document_type": document_type,
                **values,
            }
        )
        form.sudo().write({"state": "approved"})
        return form

    @classmethod
    def _create_tax(cls, percent, **values):
        return cls.env["account.tax"].create(
            {
                "name": f"{percent}%",
                "amount": percent,
                "type_tax_use": "sale",
                "price_include_override": "tax_excluded",
                **values,
            }
        )

    @classmethod
    def _create_product(cls, name, price, **values):
        return cls.env["product.product"].create(
            {
                "name": name,
                "list_price": price,
                "type": "service",
                "taxes_id": [Command.set(cls.vat.ids)],
                **values,
            }
        )

    @classmethod
    def _create_order(cls, lines, **values):
        """Return Sally's quotation with lines of (product, quantity)."""
        return cls.env["sale.order"].create(
            {
                "partner_id": cls.client.id,
                "user_id": cls.sally.id,
                "order_line": [
                    Command.create(
                        {"product_id": product.id, "product_uom_qty": quantity}
                    )
                    for product, quantity in lines
                ],
                **values,
            }
        )

    def _issue(self, document_type="proposal", host=None, user=None, **values):
        """Return a paper that Sally issues from her quotation.

        An invoice prints the one that was posted for the whole order.
        """
        if document_type == "invoice" and not host:
            self._bill()
        host = (host or self.order).with_user(user or self.sally)
        return host._issue_document(document_type, **values)

    def _bill(self):
        """Return the posted invoice of the confirmed order."""
        if self.order.state != "sale":
            self.order.action_confirm()
        if not self.order.invoice_ids:
            self.order._create_invoices().action_post()
        return self.order.invoice_ids
