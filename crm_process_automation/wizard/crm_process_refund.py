from odoo import api, fields, models


class CrmProcessRefund(models.TransientModel):
    """The dialogue that asks why an order is taken back, and shows what follows."""

    _name = "crm.process.refund"
    _description = "Refund an Order"

    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, ondelete="cascade"
    )
    order_name = fields.Char(compute="_compute_preview")
    lost_reason_id = fields.Many2one("crm.lost.reason", string="Reason")
    reason = fields.Char(string="In Words", required=True)
    cost = fields.Monetary(
        compute="_compute_cost",
        store=True,
        readonly=False,
        help="What the company loses by it: goes into the list of deviations.",
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_preview")
    preview = fields.Text(string="What Will Be Done", compute="_compute_preview")
    problems = fields.Text(compute="_compute_preview")

    # === COMPUTE METHODS === #

    @api.depends("order_id")
    def _compute_preview(self):
        for dialog in self:
            order = dialog._get_order()
            dialog.order_name = order.name
            dialog.currency_id = order.company_id.currency_id
            problems = order._find_refund_problems() if order else []
            dialog.problems = "\n".join(problems)
            done = [] if problems or not order else order._tell_refund()
            dialog.preview = "\n".join(f"• {text}" for text in done)

    @api.depends("order_id")
    def _compute_cost(self):
        for dialog in self:
            order = dialog._get_order()
            dialog.cost = order._get_refund_cost() if order else 0.0

    # === ACTION METHODS === #

    def action_apply(self):
        """Refund the order: everything that was shown, or nothing."""
        self.ensure_one()
        self.check_access("write")
        self.order_id._refund(self.reason, self.lost_reason_id, self.cost)
        return {"type": "ir.actions.act_window_close"}

    # === BUSINESS METHODS === #

    def _get_order(self):
        """Return the order as the system sees it, if it is the user's to refund."""
        order = self.order_id
        if order:
            order._check_may_refund()
        return order.sudo()  # sudo: the accountant's, who need not see orders
