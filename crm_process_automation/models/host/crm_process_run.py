from odoo import api, fields, models


class CrmProcessRun(models.Model):
    """The deal or order that a run is about."""

    _name = "crm.process.run"
    _inherit = ["crm.process.run", "crm.process.history.mixin"]

    lead_id = fields.Many2one(readonly=True)
    order_id = fields.Many2one(readonly=True)

    # === BUSINESS METHODS === #

    @api.model
    def _find_links(self, record):
        links = super()._find_links(record) | {"lead_id": None, "order_id": None}
        if record._name == "crm.lead":
            links["lead_id"] = record.id
        elif record._name == "sale.order":
            links |= {
                "order_id": record.id,
                "lead_id": record.opportunity_id.id or None,
            }
        else:
            for name in ("lead_id", "order_id"):
                if name in record._fields:
                    links[name] = record[name].id or None
        return links
