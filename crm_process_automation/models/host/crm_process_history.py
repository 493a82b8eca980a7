from odoo import fields, models


class CrmProcessHistoryMixin(models.AbstractModel):
    """The deal on a row of history, copied: it outlives the case and needs no join."""

    _name = "crm.process.history.mixin"
    _description = "Deal of a History Row"

    lead_id = fields.Many2one(
        "crm.lead", string="Deal", index="btree_not_null", ondelete="set null"
    )
    order_id = fields.Many2one(
        "sale.order", index="btree_not_null", ondelete="set null"
    )


class CrmProcessMove(models.Model):
    """A move of a deal or an order."""

    _name = "crm.process.move"
    _inherit = ["crm.process.move", "crm.process.history.mixin"]

    crm_stage_id = fields.Many2one(
        "crm.stage",
        string="Pipeline Stage Before",
        readonly=True,
        ondelete="set null",
        help="Where the deal stood in the pipeline before the move.",
    )

    def _prepare_deviation_values(self, kind):
        values = super()._prepare_deviation_values(kind)
        return values | {"lead_id": self.lead_id.id, "order_id": self.order_id.id}


class CrmProcessTask(models.Model):
    """A task of a deal or an order."""

    _name = "crm.process.task"
    _inherit = ["crm.process.task", "crm.process.history.mixin"]


class CrmProcessDeviation(models.Model):
    """A deviation of a deal or an order."""

    _name = "crm.process.deviation"
    _inherit = ["crm.process.deviation", "crm.process.history.mixin"]
