from odoo.tests import tagged

from ..tools.payment_qr import read_payment_url
from .requisites_common import IBAN, RequisitesCase


@tagged("post_install", "-at_install")
class TestDocumentPaymentLink(RequisitesCase):
    """An invoice tells a bank whom to pay, how much, and what for."""

    def _read(self, snapshot):
        return read_payment_url(self.papers._get_payment_url(snapshot)).split("\n")

    def test_link_holds_what_the_invoice_says(self):
        self.assertEqual(
            self._read(self._take("invoice"))[5:12],
            [
                *("ТОВ «Свято»", IBAN, "UAH1200", "31935815", "", ""),
                "Оплата за послуги зг. рахунку № 17 від 12.12.2026, у т.ч. ПДВ "
                "200,00 грн",
            ],
        )

    def test_one_who_pays_no_vat_says_so(self):
        snapshot = self._take(
            "invoice", totals={"untaxed": "5.00", "tax": "0.00", "total": "5.00"}
        )
        self.assertRegex(self._read(snapshot)[11], "від 12.12.2026, без ПДВ$")

    def test_no_link_without_an_account(self):
        snapshot = self._change(self._take("invoice"), "supplier.iban", "")
        self.assertIsNone(self.papers._get_payment_url(snapshot))

    def test_no_link_in_another_currency(self):
        snapshot = self._change(self._take("invoice"), "currency.name", "EUR")
        self.assertIsNone(self.papers._get_payment_url(snapshot))
