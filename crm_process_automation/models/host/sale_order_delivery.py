from odoo import fields, models
from odoo.fields import Domain


class SaleOrder(models.Model):
    """What an act does to its order: the work is delivered, so it can be billed."""

    _inherit = "sale.order"

    # === BUSINESS METHODS === #

    def _get_acts(self, reached="issued"):
        """Return the acts in force of the order that have come so far, newest first."""
        self.ensure_one()
        papers = self.env["crm.process.document"]
        return papers.search(
            papers._get_in_force_domain(reached)
            & Domain("document_type", "=", "act")
            & Domain("order_id", "=", self.id)
        )

    def _follow_acts(self):
        """Deliver by the act that holds; take back what none says any more.

        One that waits for approval delivers nothing yet. Where it corrects another,
        what that has delivered stays meanwhile.
        """
        for order in self:
            if acts := order._get_acts("approved"):
                order._deliver_by_act(acts[0])
            elif not order._get_acts():
                order._take_back_delivery()

    def _deliver_by_act(self, act=None):
        """Mark as delivered what is billed by delivery, once the act is issued.

        Only what people mark by hand: deliveries of goods have their own papers. What
        an act before has delivered goes over to this one.

        :param act: the `crm.process.document` that says so
        """
        # sudo: whoever issues the act (or the client who signs it) delivers by it
        for order in self.sudo().filtered(lambda order: order.state == "sale"):
            order._get_lines_of_fallen_acts().process_act_id = act
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
            today = act.date if act else order.company_id._get_process_today()
            for row in rows:
                row.date_due = row._plan_date(today)

    def _take_back_delivery(self):
        """Undo what acts have delivered that are rejected or cancelled by now.

        What is billed already stays: that is settled by a credit note.
        """
        # sudo: as the act has delivered
        for order in self.sudo():
            lines = order._get_lines_of_fallen_acts().filtered(
                lambda line: not line.qty_invoiced
            )
            if lines:
                lines.write({"qty_delivered": 0, "process_act_id": False})
                order.instalment_ids.filtered(
                    lambda row: row.base == "act" and not row._is_billed()
                ).date_due = False

    def _get_lines_of_fallen_acts(self):
        """Return the lines that were delivered by an act that is not in force."""
        return self.order_line.filtered(
            lambda line: line.process_act_id and not line.process_act_id._is_in_force()
        )


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
