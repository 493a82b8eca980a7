from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

# By how many of its smallest coins Odoo's rounding of an invoice may be off.
COINS = 5


class SaleOrder(models.Model):
    """The invoices of an order in instalments, made by Odoo, exact to the kopiyka."""

    _inherit = "sale.order"

    # === BUSINESS METHODS === #

    def _get_open_invoices(self):
        """Return the invoices and credit notes of the order that count."""
        self.ensure_one()
        moves = self.invoice_ids
        counting = moves.filtered(lambda move: move.state != "cancel")
        return counting.with_prefetch(moves._prefetch_ids)  # many orders, read at once

    def _get_billed(self):
        """Return what is billed so far, in the currency of the order, credits off."""
        self.ensure_one()
        own_lines = self.order_line.invoice_lines
        billed = 0.0
        for move in self._get_open_invoices():
            sign = -1 if move.move_type == "out_refund" else 1
            is_own = move.line_ids.sale_line_ids.order_id <= self
            amount = (
                move.amount_total
                if is_own
                else sum((move.invoice_line_ids & own_lines).mapped("price_total"))
            )
            billed += sign * move.currency_id._convert(
                amount,
                self.currency_id,
                self.company_id,
                move.invoice_date or self.company_id._get_process_today(),
            )
        return self._round(billed)

    def _find_closing_problem(self, instalment):
        """Return in a sentence why the order cannot be closed now, or an empty text."""
        self.ensure_one()
        rest = self._round(self.amount_total - self._get_billed())
        if problem := instalment._find_amount_problem(rest):
            return problem
        if self._is_closable() or (
            instalment.base != "act" and not self._is_begun_delivery()
        ):
            return ""
        return self.env._(
            "“%(instalment)s” comes after the act: what is billed by delivery is not "
            "delivered as ordered yet (%(lines)s). Issue the act, or correct the "
            "delivered quantities.",
            instalment=instalment.display_name,
            lines=", ".join(self._get_undelivered_lines().product_id.mapped("name")),
        )

    def _get_sold_lines(self):
        """Return the lines that are sold: no texts, no down payments."""
        return self.order_line.filtered(
            lambda line: not line.display_type and not line.is_downpayment
        )

    def _get_undelivered_lines(self):
        """Return the lines billed by delivery that are not delivered as ordered."""
        return self._get_sold_lines().filtered(
            lambda line: (
                line.product_id.invoice_policy == "delivery"
                and line.product_uom_id.compare(
                    line.qty_delivered, line.product_uom_qty
                )
            )
        )

    def _is_closable(self):
        """Return whether Odoo's regular invoice would bill all that was ordered."""
        self.ensure_one()
        return not self._get_undelivered_lines()

    def _is_begun_delivery(self):
        return any(self._get_undelivered_lines().mapped("qty_delivered"))

    def _make_down_payment(self, amount):
        """Return Odoo's draft of a down payment invoice over `amount`."""
        self.ensure_one()
        wizard = (
            self.env["sale.advance.payment.inv"]
            .with_context(active_ids=self.ids)
            .create(
                {
                    "advance_payment_method": "fixed",
                    "fixed_amount": amount,
                    "sale_order_ids": [Command.set(self.ids)],
                }
            )
        )
        return wizard._create_invoices(self)._settle_at(amount)

    def _make_closing_invoice(self, instalment):
        """Return the draft of the last invoice: the order, less what was billed.

        Where nothing is delivered yet and nothing has to be, it is a down payment, too:
        the regular invoice would give all the money back.
        """
        self.ensure_one()
        order = self.sudo()  # sudo: sums of invoices, for the salesperson's own order
        rest = order._round(order.amount_total - order._get_billed())
        if not order._is_closable():
            return self._make_down_payment(rest)
        return self._create_invoices(final=True)._settle_at(rest)


class AccountMove(models.Model):
    """A draft that has to come to an exact sum."""

    _inherit = "account.move"

    def _settle_at(self, amount):
        """Let the draft come to `amount`, where rounding has left it some coins off.

        The difference goes into its largest tax, else into its largest line.

        :raise UserError: when it is off by more than rounding explains
        """
        self.ensure_one()
        move = self.sudo()  # sudo: the salesperson's own invoice, a coin or two
        currency = move.currency_id
        off = currency.round(amount - move.amount_total)
        if currency.is_zero(off) and move.move_type == "out_invoice":
            return self
        bound = COINS * currency.rounding
        if move.move_type != "out_invoice" or abs(off) > bound:
            raise UserError(
                self.env._(
                    "Odoo would bill %(found)s instead of %(wanted)s. Compare the "
                    "invoices with the order: somebody has billed or changed something "
                    "meanwhile.",
                    found=currency.format(move.amount_total),
                    wanted=currency.format(amount),
                )
            )
        move._add_coins(off)
        return self

    def _add_coins(self, off):
        """Add `off` to the largest tax, else to the largest line without tax."""
        taxes = self.line_ids.filtered(lambda line: line.display_type == "tax")
        largest = max(taxes, key=lambda line: abs(line.amount_currency), default=None)
        if largest:
            changed = largest.amount_currency - off  # income is negative here
            command = Command.update(largest.id, {"amount_currency": changed})
            self.write({"line_ids": [command]})
            return
        line = max(self.invoice_line_ids, key=lambda line: abs(line.price_subtotal))
        self.write(
            {
                "invoice_line_ids": [
                    Command.update(
                        line.id,
                        {
                            "price_unit": line.price_unit
                            + off / line.quantity / (1 - line.discount / 100)
                        },
                    )
                ]
            }
        )
