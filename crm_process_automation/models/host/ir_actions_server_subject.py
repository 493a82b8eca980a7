from odoo import models


class IrActionsServer(models.Model):
    """What actions ask of deals, orders and calls about them."""

    _inherit = "ir.actions.server"

    # === BUSINESS METHODS === #

    def _prepare_imagined_values(self, record):
        """A deal without a case says what its case would be: rules ask its amount."""
        values = super()._prepare_imagined_values(record)
        if not hasattr(record, "_prepare_case_values"):
            return values
        no_process = self.env["crm.process.template"]
        # sudo: a rule may look at what is closed to the user
        return values | record.sudo()._prepare_case_values(no_process)

    def _prepare_task_links(self, record):
        links = super()._prepare_task_links(record)
        if record._name == "crm.lead":
            return links | {"lead_id": record.id}
        if record._name == "sale.order":
            return links | {"order_id": record.id, "lead_id": record.opportunity_id.id}
        for name in ("lead_id", "order_id"):
            if name in record._fields:
                links[name] = record[name].id
        return links
