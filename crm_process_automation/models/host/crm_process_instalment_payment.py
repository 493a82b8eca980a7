from odoo import api, fields, models


class CrmProcessInstalment(models.Model):
    """What follows when money comes in, or does not."""

    _inherit = "crm.process.instalment"

    partial_deviation_id = fields.Many2one(
        "crm.process.deviation",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="Written once, when it was first paid in part.",
    )
    is_overdue_told = fields.Boolean(readonly=True, copy=False)

    # === HOOKS === #

    def _after_payment(self):
        """Let the deal react to money that came in or went back. `super` first."""
        self._note_partial_payments()

    def _on_overdue(self):
        """Let the deal react once to instalments that became overdue. `super` first.

        Nothing follows yet, on purpose: overdue instalments become dated obligations
        with an incident when control points get deadlines of their own.
        """

    # === BUSINESS METHODS === #

    def _note_partial_payments(self):
        """Write the deviation of each instalment that is paid in part, once."""
        for row in self.filtered(lambda row: not row.partial_deviation_id):
            is_paid_in_part = (
                row.currency_id.compare_amounts(row.amount_paid, 0) > 0
                and row.currency_id.compare_amounts(row.residual, 0) > 0
            )
            case = row.order_id.case_id
            if is_paid_in_part and case and case._is_open():
                row.partial_deviation_id = self.env["crm.process.deviation"].create(
                    row._prepare_partial_deviation_values(case)
                )

    def _prepare_partial_deviation_values(self, case):
        self.ensure_one()
        cause = self.env._(
            "%(instalment)s: %(paid)s of %(amount)s came in.",
            instalment=self.display_name,
            paid=self.currency_id.format(self.amount_paid),
            amount=self.currency_id.format(self.amount),
        )
        return case._prepare_deviation_values("partial_payment", cause, case.user_id)

    @api.model
    def _cron_mark_overdue(self):
        """Mark what became overdue since, company by company, and tell of each once."""
        tomorrow = fields.Date.add(fields.Date.today(), days=1)
        open_rows = self.search(
            [
                ("date_due", "<", tomorrow),
                ("state", "in", ("planned", "invoiced", "partly")),
            ]
        )
        for company, rows in open_rows.grouped("company_id").items():
            today = company._get_process_today()
            late = rows.filtered(lambda row, today=today: row.date_due < today)
            self.env.add_to_compute(self._fields["state"], late)
        self._tell_overdue()

    @api.model
    def _tell_overdue(self):
        paid_since = self.search(
            [("is_overdue_told", "=", True), ("state", "!=", "overdue")]
        )
        paid_since.is_overdue_told = False
        fresh = self.search(
            [("is_overdue_told", "=", False), ("state", "=", "overdue")]
        )
        fresh.is_overdue_told = True
        if fresh:
            fresh._on_overdue()


class AccountPartialReconcile(models.Model):
    """Money that meets an invoice of an instalment, or leaves it again."""

    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        partials._get_instalments()._after_payment()
        return partials

    def unlink(self):
        instalments = self._get_instalments()
        result = super().unlink()
        instalments._after_payment()
        return result

    def _get_instalments(self):
        # sudo: whoever registers the payment need not see the deal
        moves = self.sudo().debit_move_id.move_id | self.sudo().credit_move_id.move_id
        return (moves | moves.reversed_entry_id).instalment_ids


class AccountPayment(models.Model):
    """A payment that has no journal entry until the bank confirms it."""

    _inherit = "account.payment"

    def write(self, vals):
        result = super().write(vals)
        # sudo: whoever registers the payment need not see the deal
        if "state" in vals and (found := self.sudo().invoice_ids.instalment_ids):
            found._after_payment()
        return result
