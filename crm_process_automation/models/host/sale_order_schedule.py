from odoo import models


class SaleOrder(models.Model):
    """The schedule of payments as papers print it, before confirmation and after."""

    _inherit = "sale.order"

    # === BUSINESS METHODS === #

    def _get_payment_schedule(self):
        """Return the instalments for a paper: money as decimals, dates as ISO texts.

        A quotation has none yet: its contract prints what its plan will make of it.
        """
        self.ensure_one()
        order = self.sudo()  # sudo: whoever issues the paper need not be in accounting
        rows = order.instalment_ids.sorted()
        if not rows and order.state in ("draft", "sent"):
            return order._get_planned_schedule()
        return [
            order._prepare_schedule_line(
                number, row, row.amount, row.date_due, row.state
            )
            for number, row in enumerate(rows, 1)
        ]

    def _get_planned_schedule(self):
        """Return what the plan will make of the quotation; its dates are open yet."""
        lines, rest, schedule = (
            self.payment_plan_id.line_ids.sorted(),
            self.amount_total,
            [],
        )
        for number, line in enumerate(lines, 1):
            amount = (
                self._round(rest)
                if number == len(lines)
                else self._get_share(self.amount_total, line.percent, 100.0)
            )
            rest -= amount
            schedule.append(
                self._prepare_schedule_line(number, line, amount, False, "planned")
            )
        return schedule

    def _prepare_schedule_line(self, number, row, amount, date_due, state):
        field = self.env["crm.process.instalment"]._fields["state"]
        return {
            "no": number,
            "name": row.name,
            "percent": f"{row.percent:.2f}".rstrip("0").rstrip("."),
            "amount": f"{amount:.{self.currency_id.decimal_places}f}",
            "date": date_due.isoformat() if date_due else None,
            "due_text": "" if date_due else getattr(self, f"_say_due_{row.base}")(row),
            "state_text": dict(field._description_selection(self.env))[state],
        }

    # === WHEN, WHILE THE DATE IS OPEN === #

    def _say_due_confirmation(self, row):
        if not row.days:
            return self.env._("on the day of the confirmation of the order")
        return self.env._(
            "within %(days)s calendar days after the confirmation of the order",
            days=row.days,
        )

    def _say_due_act(self, row):
        if not row.days:
            return self.env._("on the day of the act")
        return self.env._("within %(days)s calendar days after the act", days=row.days)

    def _say_due_date(self, _row):
        return self.env._("on the date that the Parties agree")
