from odoo import models

from .crm_process_case_amount import CONFIRMED


class CrmLead(models.Model):
    """The open quotation of a deal: the newest one that nobody has agreed to yet."""

    _inherit = "crm.lead"

    # === BUSINESS METHODS === #

    def _find_open_offer(self):
        """Return the open quotation, else none and why there can be none.

        Without either a quotation may be made.
        """
        self.ensure_one()
        if reason := self._explain_no_offer():
            return self.order_ids.browse(), reason
        # sudo: a colleague's quotation is looked for, too, lest there be a second one;
        # whoever may not change it is refused when it is changed
        orders = self.sudo().order_ids.with_env(self.env)
        offers = orders.sudo().filtered(lambda order: order._is_open_offer())
        if offers:
            return offers.sorted("id")[-1:].with_env(self.env), ""
        # sudo: as above
        confirmed = orders.sudo().filtered(lambda order: order.state in CONFIRMED)
        for order in confirmed.sorted("id")[-1:]:
            return order._find_open_offer()
        return orders.browse(), ""

    def _explain_no_offer(self):
        """Return why nothing is offered on the deal, or an empty text."""
        self.ensure_one()
        if not self.active:
            return self.env._("“%s” is lost or archived", self.name)
        if self.type == "lead":
            return self.env._("“%s” is no opportunity yet: qualify it first", self.name)
        return ""

    def _find_client(self):
        """Return the client, made of what the deal says of him if there is none yet.

        Nobody is made up: a deal that names nobody has no client.
        """
        self.ensure_one()
        if self.partner_id:
            return self.partner_id
        if partner := self._find_matching_partner():
            self.partner_id = partner
        elif self.contact_name or self.partner_name or self.email_from:
            self._handle_partner_assignment(create_missing=True)
        return self.partner_id

    def _get_offer_company(self):
        """Return the company that makes the offer."""
        self.ensure_one()
        # sudo: which company the process belongs to is no secret
        return self.company_id or self.sudo().case_id.company_id or self.env.company

    def _prepare_offer_values(self):
        """Return the values of a new quotation, as the deal's button fills them."""
        defaults = self._prepare_opportunity_quotation_context()
        values = {
            name.removeprefix("default_"): value
            for name, value in defaults.items()
            if name.startswith("default_")
        }
        return values | {"company_id": self._get_offer_company().id}

    def _follow_offer(self, offer):
        """Let a deal without a process be worth what its quotation is.

        With a process its own switch says so; with a confirmed order, Odoo.
        """
        self.ensure_one()
        orders = self.sudo().order_ids  # sudo: the orders of colleagues count, too
        is_confirmed = any(order.state in CONFIRMED for order in orders)
        if is_confirmed or self._filter_driven():
            return
        amount = offer._sum_untaxed(self.company_currency)
        if self.company_currency.compare_amounts(self.expected_revenue, amount):
            self.expected_revenue = amount
