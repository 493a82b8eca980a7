from odoo import fields, models


class CrmProcessCase(models.Model):
    """The deal that a case is about: real columns, so that rights are plain SQL."""

    _inherit = "crm.process.case"

    lead_id = fields.Many2one(
        "crm.lead",
        string="Deal",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
    )
    order_id = fields.Many2one(
        "sale.order",
        string="Order",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        help="The order that the case started on.",
    )
    order_ids = fields.One2many(
        "sale.order", "case_id", string="Orders", help="All the orders of the deal."
    )

    # === BUSINESS METHODS === #

    def _get_subject(self, subject):
        self.ensure_one()
        if subject == "lead":
            return self.lead_id
        if subject == "order":
            return self.order_id or self.order_ids.sorted("id")[-1:]
        return super()._get_subject(subject)

    def _get_chatter_record(self):
        return self.lead_id or self.order_id or super()._get_chatter_record()

    def _prepare_move_values(self, stage, passage):
        values = super()._prepare_move_values(stage, passage)
        return values | {"lead_id": self.lead_id.id, "order_id": self.order_id.id}

    def _prepare_task_values(self, step, move, clock):
        values = super()._prepare_task_values(step, move, clock)
        return values | {"lead_id": self.lead_id.id, "order_id": self.order_id.id}

    def _prepare_child_values(self, template):
        values = super()._prepare_child_values(template)
        return values | {"lead_id": self.lead_id.id, "order_id": self.order_id.id}
