from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import float_compare

from ..definition.crm_process_payment_plan import PERCENT_DIGITS


class CrmProcessInstalment(models.Model):
    """How an instalment is billed: by Odoo's own down payment or closing invoice."""

    _inherit = "crm.process.instalment"

    can_invoice = fields.Boolean(compute="_compute_can_invoice")

    # === COMPUTE METHODS === #

    @api.depends("state", "order_id.state", "amount")
    @api.depends_context("uid")
    def _compute_can_invoice(self):
        mine = self._filter_may_bill()
        # sudo: the order may be closed to the accountant
        for instalment, own in zip(self, self.sudo(), strict=True):
            instalment.can_invoice = (
                instalment in mine and not own._find_billing_problem()
            )

    # === ACTION METHODS === #

    def action_invoice(self):
        """Make the invoice of each instalment of `self`, and open them.

        Whoever may post invoices gets posted ones; for the others they stay drafts,
        which accounting checks and posts.

        :raise UserError: naming the instalment, what is in the way and the remedy
        """
        self.check_access("read")
        for instalment in self:
            if not instalment._may_bill():
                raise AccessError(
                    self.env._(
                        "You may not bill “%s”: its order is closed to you. Ask its "
                        "salesperson or an accountant.",
                        instalment.display_name,
                    )
                )
        for instalment in self.sorted(lambda row: (row.order_id.id, row.sequence)):
            instalment._bill()
        return self.action_open_invoices()

    def action_open_invoices(self):
        """Open the invoices of the instalments, to those who may read them."""
        self.check_access("read")
        # sudo: the link is read, whether it may be followed is asked
        moves = self.sudo().move_id.with_env(self.env)._filtered_access("read")
        if not moves:
            return False
        action = {
            "type": "ir.actions.act_window",
            "res_model": "account.move",
            "name": self.env._("Invoices"),
            "context": {"create": False},
        }
        if len(moves) == 1:
            return action | {"view_mode": "form", "res_id": moves.id}
        return action | {"view_mode": "list,form", "domain": [("id", "in", moves.ids)]}

    def action_refund(self):
        """Open the refund of the order, also to whoever may not see that."""
        self.ensure_one()
        self.check_access("read")
        return self.sudo().order_id._open_refund()  # sudo: only its id is handed on

    # === BUSINESS METHODS === #

    def _filter_may_bill(self):
        """Return what the user may bill: who may write the orders, or make invoices."""
        if self.env["account.move"].has_access("create"):
            return self
        # sudo: the link is read, whether the user may is asked, of all orders at once
        orders = self.sudo().order_id.with_env(self.env)._filtered_access("write")
        own = self.sudo().filtered(lambda row: row.order_id.id in orders.ids)
        return own.with_env(self.env)

    def _may_bill(self):
        """Return whether the user may bill the instalment."""
        self.ensure_one()
        return bool(self._filter_may_bill())

    def _find_billing_problem(self):
        """Return in a sentence why it cannot be billed now, or an empty text."""
        self.ensure_one()
        order = self.order_id
        if problem := self._find_order_problem():
            return problem
        if self._is_billed() and self.state != "refunded":
            return self.env._(
                "“%(instalment)s” has its invoice already: %(invoice)s.",
                instalment=self.display_name,
                invoice=self.move_name,
            )
        if self._is_closing():
            return order._find_closing_problem(self)
        if self == order.instalment_ids.sorted()[-1]:
            return self.env._(
                "“%s” closes the order. Bill the instalments before it first.",
                self.display_name,
            )
        return self._find_amount_problem(self.amount)

    def _find_order_problem(self):
        """Return in a sentence why nothing of the order can be billed, if so."""
        order = self.order_id
        if order.state != "sale":
            return self.env._(
                "“%s” is not a confirmed order. Confirm it first: only then is there "
                "something to be paid.",
                order.name,
            )
        total = sum(order.instalment_ids.mapped("percent"))
        if not float_compare(total, 100, precision_digits=PERCENT_DIGITS):
            return ""
        return self.env._(
            "The instalments of “%(order)s” add up to %(total)s %% instead of 100 %%. "
            "Choose its payment plan anew.",
            order=order.name,
            total=f"{total:.2f}".rstrip("0").rstrip("."),
        )

    def _find_amount_problem(self, amount):
        if self.currency_id.compare_amounts(amount, 0) > 0:
            return ""
        return self.env._(
            "There is nothing left to be billed for “%s”: the order is billed to the "
            "last. Change the order, or credit an invoice.",
            self.display_name,
        )

    def _is_closing(self):
        """Return whether everything else of the order is billed."""
        self.ensure_one()
        others = self.order_id.instalment_ids - self
        return all(other._is_billed() and other.state != "refunded" for other in others)

    def _bill(self):
        """Make the invoice of one instalment and keep it.

        :raise UserError: when it cannot be billed now
        """
        self.ensure_one()
        # sudo: the order may be closed to the accountant, invoices to the salesperson
        own = self.sudo()
        own.order_id.lock_for_update()  # of two clicks one makes the invoice
        own.invalidate_recordset()
        if problem := own._find_billing_problem():
            raise UserError(problem)
        order = own.order_id.with_env(self.env)
        if not self.env["sale.advance.payment.inv"].has_access("create"):
            # The accountant's: Odoo would write on the order in the name of the user.
            order = order.with_user(api.SUPERUSER_ID)
        if own._is_closing():
            move = order._make_closing_invoice(own)
        else:
            move = order._make_down_payment(own.amount)
        own._take_invoice(move.sudo())  # sudo: as above
        if self.env["account.move"].has_access("write"):
            move.with_env(self.env).sudo(False).action_post()

    def _take_invoice(self, move):
        """Keep the draft `move` as the invoice, due when the instalment is due."""
        today = self.company_id._get_process_today()
        due = max(self.date_due, today) if self.date_due else False
        if due:
            move.write({"invoice_payment_term_id": False, "invoice_date_due": due})
        self.move_id = move
