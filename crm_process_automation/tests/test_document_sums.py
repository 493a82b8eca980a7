from odoo.tests import tagged

from .requisites_common import RequisitesCase

WITH_MONEY = ("proposal", "contract", "act", "invoice")


@tagged("post_install", "-at_install")
class TestDocumentSums(RequisitesCase):
    """A paper whose figures do not add up is stopped, be it by a kopiyka."""

    def _take_sums(self, lines, totals, **values):
        """Return an invoice of lines and totals, each (untaxed, tax, total)."""
        return self._take(
            values.pop("document_type", "invoice"),
            lines=[self._take_line(no, *sums) for no, sums in enumerate(lines, 1)],
            totals=dict(zip(("untaxed", "tax", "total"), totals, strict=True)),
            taxes=[{"text": "ПДВ 20 %", "base": totals[0], "amount": totals[1]}],
            **values,
        )

    def test_total_that_is_not_the_sum_of_lines_is_stopped(self):
        for document_type in WITH_MONEY:
            snapshot = self._take_sums(
                [("1000.00", "200.00", "1200.00")],
                ("1000.01", "200.00", "1200.01"),
                document_type=document_type,
            )
            with self.subTest(document_type):
                self.assertStopped(
                    snapshot, "add up to 1,200.00 UAH, but the total is 1,200.01 UAH"
                )

    def test_taxes_rounded_line_by_line_are_accepted(self):
        lines = [("10.03", "2.01", "12.04")] * 3
        self.assertStopped(self._take_sums(lines, ("30.09", "6.03", "36.12")))

    def test_taxes_rounded_for_the_whole_paper_are_accepted(self):
        lines = [("10.03", "2.01", "12.04")] * 3
        self.assertStopped(self._take_sums(lines, ("30.09", "6.02", "36.11")))

    def test_taxes_taken_out_of_the_whole_paper_are_accepted(self):
        lines = [("83.33", "16.67", "100.00")] * 3
        self.assertStopped(self._take_sums(lines, ("250.00", "50.00", "300.00")))

    def test_rounding_excuses_no_more_than_it_can_do(self):
        lines = [("10.03", "2.01", "12.04")] * 3
        snapshot = self._take_sums(lines, ("30.09", "5.99", "36.08"))
        self.assertStopped(snapshot, "add up to 36.12 UAH")

    def test_net_and_vat_that_are_not_gross_are_stopped(self):
        lines = [("1000.00", "200.00", "1200.00")]
        snapshot = self._take_sums(lines, ("1000.00", "200.01", "1200.00"))
        self.assertStopped(
            snapshot, "1,000.00 UAH without VAT and 200.01 UAH of VAT .* 1,200.00 UAH"
        )

    def test_rates_that_are_not_the_vat_are_stopped(self):
        snapshot = self._take("invoice")
        snapshot["taxes"][0]["amount"] = "199.99"
        self.assertStopped(snapshot, "add up to 199.99 UAH, but the VAT is 200.00 UAH")

    def test_vat_of_one_who_does_not_pay_it_is_stopped(self):
        self.firm.process_is_vat_payer = False
        for document_type in WITH_MONEY:
            self.assertStopped(
                self._take(document_type), "«Свято» is not marked .*200.00 UAH of VAT"
            )

    def test_vat_that_cancels_out_is_stopped_all_the_same(self):
        self.firm.process_is_vat_payer = False
        lines = [("100.00", "20.00", "120.00"), ("-100.00", "-20.00", "-120.00")]
        lines.append(("50.00", "0.00", "50.00"))
        snapshot = self._take_sums(lines, ("50.00", "0.00", "50.00"))
        self.assertStopped(snapshot, "not marked as a VAT payer")

    def test_one_who_pays_no_vat_sells_without_it(self):
        self.firm.process_is_vat_payer = False
        lines = [("1000.00", "0.00", "1000.00")]
        self.assertStopped(self._take_sums(lines, ("1000.00", "0.00", "1000.00")))

    def test_tax_of_another_country_is_no_vat_of_ours(self):
        self.firm.write(
            {"process_is_vat_payer": False, "country_id": self.env.ref("base.us").id}
        )
        self.assertStopped(self._take("proposal"))

    def test_invoice_for_nothing_is_stopped(self):
        snapshot = self._take_sums([("0.00",) * 3], ("0.00",) * 3)
        self.assertStopped(snapshot, "asks for 0.00 UAH")

    def test_schedule_that_is_not_the_total_is_stopped(self):
        payments = [{"amount": "600.00"}, {"amount": "599.99"}]
        for document_type in ("proposal", "contract"):
            snapshot = self._take(document_type, payments=payments)
            self.assertStopped(snapshot, "payments add up to 1,199.99 UAH")

    def test_invoice_of_a_part_may_tell_the_whole_schedule(self):
        payments = [{"amount": "1200.00"}, {"amount": "1200.00"}]
        self.assertStopped(self._take("invoice", payments=payments))
