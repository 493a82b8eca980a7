from odoo import fields, models

CLOSED = ("paid", "in_payment")


class AccountMove(models.Model):
    """An invoice of instalments: what the client has paid, and what goes back."""

    _inherit = "account.move"

    instalment_ids = fields.One2many(
        "crm.process.instalment", "move_id", string="Instalments", readonly=True
    )
    is_refund_told = fields.Boolean(
        readonly=True,
        copy=False,
        help="The refund of an order tells of this credit note.",
    )

    # === BUSINESS METHODS === #

    def _sum_received(self):
        """Return what the client has paid on the invoice, in its currency.

        A payment that is on its way counts. What a credit note took off does not.
        """
        self.ensure_one()
        if self.state != "posted":
            return 0.0
        owed = self.amount_total - self._sum_credited()
        settled = owed - self.amount_residual
        received = min(settled + self._sum_unbooked_payments(), owed)
        return received if self.currency_id.compare_amounts(received, 0) > 0 else 0.0

    def _sum_credited(self):
        """Return what credit notes have taken off what is still to be paid."""
        self.ensure_one()
        partials, _exchange = self._get_reconciled_invoices_partials()
        return sum(
            amount
            for _partial, amount, line in partials
            if line.move_id.move_type == "out_refund"
        )

    def _sum_unbooked_payments(self):
        """Return the payments that have no journal entry until the bank confirms."""
        self.ensure_one()
        if self.payment_state not in CLOSED:
            return 0.0
        payments = self.matched_payment_ids.filtered(
            lambda payment: not payment.move_id and payment.state == "in_process"
        )
        if not payments and self.amount_residual:
            # The bank journal is not kept here: somebody has said that they are paid.
            payments = self.matched_payment_ids.filtered(
                lambda payment: not payment.move_id and payment.state == "paid"
            )
        return sum(
            payment.currency_id._convert(
                payment.amount, self.currency_id, self.company_id, payment.date
            )
            for payment in payments
        )

    def _get_credit_notes(self):
        return self.reversal_move_ids.filtered(lambda move: move.state == "posted")

    def _sum_to_return(self):
        """Return what was credited after it had been paid and is not paid back yet."""
        self.ensure_one()
        return sum(self._get_credit_notes().mapped("amount_residual"))

    def _sum_untold(self):
        """Return what is to be paid back and no refund tells of: credited by hand."""
        self.ensure_one()
        notes = self._get_credit_notes().filtered(lambda note: not note.is_refund_told)
        return sum(notes.mapped("amount_residual"))

    def _is_refunded(self):
        """Return whether credit notes cover the whole invoice."""
        self.ensure_one()
        credited = sum(self._get_credit_notes().mapped("amount_total"))
        return (
            self.state == "posted"
            and bool(self._get_credit_notes())
            and self.currency_id.compare_amounts(credited, self.amount_total) >= 0
        )

    def _sum_unused(self, currency):
        """Return what the payers of the invoices have paid on top, in `currency`."""
        lines = self.line_ids.filtered(
            lambda line: line.account_type == "asset_receivable"
        )
        payers = lines.matched_credit_ids.credit_move_id.filtered(
            lambda line: line.move_id.move_type != "out_refund"
        )
        on_account = sum(
            -line.currency_id._convert(
                line.amount_residual_currency, currency, line.company_id, line.date
            )
            for line in payers
        )
        for move in self.filtered(lambda move: move.state == "posted"):
            extra = move._sum_unbooked_payments() - move.amount_residual
            on_account += move.currency_id._convert(
                max(extra, 0.0),
                currency,
                move.company_id,
                move.company_id._get_process_today(),
            )
        return on_account
