from odoo import api, fields, models
from odoo.fields import Domain

from ..definition.constants import PROCESS_USER


class CrmProcessMixin(models.AbstractModel):
    """The calls about a deal or an order, and the offer to give it up."""

    _inherit = "crm.process.mixin"

    process_call_count = fields.Integer(
        string="Calls", compute="_compute_process_call_count", groups=PROCESS_USER
    )
    process_refuse_offer = fields.Char(
        compute="_compute_process_refuse_offer", groups=PROCESS_USER
    )

    # === COMPUTE METHODS === #

    def _compute_process_call_count(self):
        calls = self.env["crm.process.call"]
        for record in self:
            record.process_call_count = calls.search_count(record._get_calls_domain())

    @api.depends("case_id.refuse_offer")
    @api.depends_context("lang", "uid")
    def _compute_process_refuse_offer(self):
        for record in self:
            # sudo: the link; whether the user may write the case is asked
            case = record.sudo().case_id.with_env(self.env)
            may_refuse = record.is_process_driven and case.has_access("write")
            record.process_refuse_offer = may_refuse and case.refuse_offer

    # === ACTION METHODS === #

    def action_open_calls(self):
        """Open the calls about the record."""
        self.ensure_one()
        self.check_access("read")
        link = self._get_link_to_calls()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Calls of %s", self.display_name),
            "res_model": "crm.process.call",
            "view_mode": "list,form",
            "domain": list(self._get_calls_domain()),
            "context": {f"default_{link}": self.id},
        }

    def action_open_refusal(self):
        """Open the next-step dialogue with the refusal and its reason filled in."""
        self.ensure_one()
        self.check_access("write")
        return self.case_id.action_open_refusal()

    # === BUSINESS METHODS === #

    @api.model
    def _get_link_to_calls(self):
        return "order_id" if self._name == "sale.order" else "lead_id"

    def _get_calls_domain(self):
        """Return which calls are about the record: its own, and those of its case."""
        self.ensure_one()
        domain = Domain(self._get_link_to_calls(), "=", self.id)
        # sudo: which case it is, is no secret
        if self._name == "sale.order" and (case := self.sudo().case_id):
            domain |= Domain("case_id", "=", case.id)
        return domain
