from odoo import fields, models


class SaleOrder(models.Model):
    """What an act does to its order: the work is delivered, so it can be billed."""

    _inherit = "sale.order"

    # === BUSINESS METHODS === #

    def _deliver_by_act(self, act=None):
        """Mark as delivered what is billed by delivery, once the act is issued.

        Only what people mark by hand: deliveries of goods have their own papers.

        :param act: the `crm.process.document` that says so
        """
        today = act.date if act else fields.Date.context_today(self)
        # sudo: whoever issues the act (or the client who signs it) delivers by it
        for order in self.sudo().filtered(lambda order: order.state == "sale"):
            lines = order._get_undelivered_lines().filtered(
                lambda line: line.qty_delivered_method == "manual"
            )
            for line in lines:
                line.write(
                    {
                        "qty_delivered": line.product_uom_qty,
                        "process_act_id": act.id if act else False,
                    }
                )
            rows = order.instalment_ids.filtered(
                lambda row: (
                    row.base == "act" and not row.date_due and not row._is_billed()
                )
            )
            for row in rows:
                row.date_due = row._plan_date(today)

    def _take_back_delivery(self, act):
        """Undo what `act` has delivered, because it is rejected or cancelled.

        What is billed already stays: that is settled by a credit note.
        """
        # sudo: as the act has delivered
        for order in self.sudo():
            lines = order.order_line.filtered(
                lambda line: line.process_act_id == act and not line.qty_invoiced
            )
            if lines:
                lines.write({"qty_delivered": 0, "process_act_id": False})
                order.instalment_ids.filtered(
                    lambda row: row.base == "act" and not row._is_billed()
                ).date_due = False


class SaleOrderLine(models.Model):
    """A line that an act says is delivered."""

    _inherit = "sale.order.line"

    process_act_id = fields.Many2one(
        "crm.process.document",
        string="Delivered by the Act",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
