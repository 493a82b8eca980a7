from odoo import api, models
from odoo.fields import Domain

from ..runtime.crm_process_call import CrmProcessCall as Call


class CrmProcessCall(models.Model):
    """A call about a deal or an order.

    Whoever may read the deal reads its calls. A call about neither is its people's and
    the managers'; one with a stranger, or that no colleague answers for, is everybody's
    in the company, so that no client is lost.
    """

    _name = "crm.process.call"
    _inherit = ["crm.process.call", "crm.process.history.mixin"]
    _corrected = Call._corrected | {"lead_id", "order_id"}

    # === COMPUTE METHODS === #

    @api.depends("lead_id", "order_id")
    def _compute_is_matched(self):
        about = self.filtered(lambda call: call.lead_id or call.order_id)
        about.is_matched = True
        return super(CrmProcessCall, self - about)._compute_is_matched()

    # === CRUD METHODS === #

    def write(self, vals):
        if "case_id" in vals:
            vals = self._add_links_of_case(vals)
        return super().write(vals)

    # === HOOKS === #

    @api.model
    def _get_access_people(self):
        return ["user_id", "matched_by_id"]

    @api.model
    def _get_bare_domain(self, operation, rows=None, within=None):
        domain = super()._get_bare_domain(operation, rows, within)
        of_nobody = Domain("is_matched", "=", False) | Domain("user_id", "=", False)
        return domain | (Domain("case_id", "=", False) & of_nobody)

    # === BUSINESS METHODS === #

    def _get_responsible(self):
        order = self.order_id
        return super()._get_responsible() | self.lead_id.user_id | order.user_id

    def _get_party_name(self):
        return (
            self.partner_id.display_name
            or self.lead_id.display_name
            or super()._get_party_name()
        )

    def _get_chatter_record(self):
        return self.lead_id or self.order_id or super()._get_chatter_record()

    def _get_callback_key(self):
        self.ensure_one()
        if self.partner_id or not self.lead_id:
            return super()._get_callback_key()
        return f"{self.company_id.id}:deal {self.lead_id.id}"

    def _prepare_callback_values(self, clock):
        links = {name: self[name].id for name in self._get_access_links()}
        return super()._prepare_callback_values(clock) | links
