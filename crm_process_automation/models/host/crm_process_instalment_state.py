from odoo import api, fields, models

from .crm_process_instalment import INSTALMENT_STATES


class CrmProcessInstalment(models.Model):
    """How far an instalment is paid: what its invoice in accounting says."""

    _inherit = "crm.process.instalment"

    move_id = fields.Many2one(
        "account.move",
        string="Invoice",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    move_name = fields.Char(
        string="Invoice Number", compute="_compute_payment", store=True
    )
    amount = fields.Monetary(compute="_compute_amount", store=True)
    amount_paid = fields.Monetary(string="Paid", compute="_compute_payment", store=True)
    residual = fields.Monetary(string="Rest", compute="_compute_payment", store=True)
    amount_to_return = fields.Monetary(
        string="To Be Returned", compute="_compute_payment", store=True
    )
    state = fields.Selection(
        INSTALMENT_STATES,
        compute="_compute_payment",
        store=True,
        index=True,
        help="What accounting says; nobody sets it by hand.",
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "percent",
        "order_id.amount_total",
        "order_id.instalment_ids.percent",
        "order_id.instalment_ids.move_id.amount_total",
        "order_id.instalment_ids.move_id.state",
    )
    def _compute_amount(self):
        for order in self.order_id:
            order._share_out_total()

    @api.depends("move_id.invoice_date_due", "move_id.state")
    def _compute_date_due(self):
        for instalment in self:
            if instalment._is_billed() and instalment.move_id.invoice_date_due:
                instalment.date_due = instalment.move_id.invoice_date_due
            else:
                instalment.date_due = instalment.date_due

    @api.depends(
        "amount",
        "date_due",
        "move_id.name",
        "move_id.state",
        "move_id.amount_total",
        "move_id.amount_residual",
        "move_id.payment_state",
        "move_id.matched_payment_ids.state",
        "move_id.matched_payment_ids.amount",
        "move_id.reversal_move_ids.state",
        "move_id.reversal_move_ids.amount_total",
        "move_id.reversal_move_ids.amount_residual",
    )
    def _compute_payment(self):
        for instalment in self:
            move = instalment.move_id if instalment._is_billed() else None
            instalment.update(
                {
                    "move_name": move and instalment._get_move_name(),
                    "amount_paid": move._sum_received() if move else 0.0,
                    "amount_to_return": move._sum_to_return() if move else 0.0,
                }
            )
            is_refunded = bool(move) and move._is_refunded()
            rest = instalment.amount - instalment.amount_paid
            instalment.residual = 0.0 if is_refunded else max(rest, 0.0)
            instalment.state = "refunded" if is_refunded else instalment._get_state()

    # === BUSINESS METHODS === #

    def _is_billed(self):
        """Return whether there is an invoice for it that counts."""
        self.ensure_one()
        move = self.sudo().move_id  # sudo: that there is one, is no secret
        return bool(move) and move.state != "cancel"

    def _get_move_name(self):
        move = self.move_id
        return self.env._("Draft") if move.state == "draft" else move.name

    def _get_state(self):
        self.ensure_one()
        is_open = self.currency_id.compare_amounts(self.residual, 0) > 0
        if self._is_billed() and not is_open:
            return "paid"
        if is_open and self._is_late():
            return "overdue"
        if not self._is_billed():
            return "planned"
        return "invoiced" if self.currency_id.is_zero(self.amount_paid) else "partly"

    def _is_late(self):
        self.ensure_one()
        today = self.company_id._get_process_today()
        return bool(self.date_due) and self.date_due < today
