from odoo import api, models
from odoo.fields import Domain


class CrmProcessMixin(models.AbstractModel):
    """A deal or an order shows what automation did there."""

    _name = "crm.process.mixin"
    _inherit = ["crm.process.mixin", "crm.process.journal.mixin"]


class CrmProcessCase(models.Model):
    """A case shows what automation did there."""

    _name = "crm.process.case"
    _inherit = ["crm.process.case", "crm.process.journal.mixin"]


class ResPartner(models.Model):
    """A client shows what automation did with him and his matters."""

    _name = "res.partner"
    _inherit = ["res.partner", "crm.process.journal.mixin"]


class CrmProcessRun(models.Model):
    """A run is found from the deal, its orders and its cases alike.

    Whoever may read the deal may read what automation did there; managers read the
    journal of their company.
    """

    _inherit = "crm.process.run"

    # === HOOKS === #

    @api.model
    def _get_manager_domain(self):
        return Domain.TRUE

    @api.model
    def _get_bare_domain(self, operation, rows=None, within=None):
        domain = super()._get_bare_domain(operation, rows, within)
        if operation != "read":
            return domain
        is_about_client = Domain("case_id", "=", False)
        return domain | (
            is_about_client & self._get_link_domain("partner_id", "read", rows, within)
        )

    # === BUSINESS METHODS === #

    @api.model
    def _get_domain_about(self, record):
        domain = super()._get_domain_about(record)
        # sudo: which rows belong together; each is shown only to whoever may read it
        record = record.sudo()
        if record._name == "crm.lead":
            domain |= Domain("lead_id", "in", record.ids)
            domain |= Domain("case_id", "in", record.case_ids.ids)
        elif record._name == "sale.order":
            domain |= Domain("order_id", "in", record.ids)
            domain |= Domain("case_id", "in", (record.case_ids | record.case_id).ids)
            domain |= Domain("lead_id", "in", record.opportunity_id.ids)
        elif record._name == "crm.process.case":
            domain |= Domain("lead_id", "in", record.lead_id.ids)
            domain |= Domain("order_id", "in", record.order_id.ids)
        return domain


class CrmProcessScenario(models.Model):
    """A scenario finds the deal or the order that its rules ask."""

    _inherit = "crm.process.scenario"

    # === BUSINESS METHODS === #

    @api.model
    def _get_subject_links(self):
        return [
            *super()._get_subject_links(),
            "lead_id",
            "opportunity_id",
            "order_ids",
            "order_id",
        ]
