from odoo import api, fields, models

from .crm_process_case_amount import OPEN_QUOTATION


class SaleOrder(models.Model):
    """An order as an offer: what automation may still change in it."""

    _inherit = "sale.order"

    # === BUSINESS METHODS === #

    def _is_open_offer(self):
        """Return whether the order is a quotation that nobody has agreed to yet."""
        self.ensure_one()
        return self.state in OPEN_QUOTATION and not self.locked

    def _find_open_offer(self):
        """Return the order if it may be changed, else none and a sentence why."""
        self.ensure_one()
        if self._is_open_offer():
            return self, ""
        states = dict(self._fields["state"]._description_selection(self.env))
        reason = self.env._(
            "“%(order)s” cannot be changed any more: %(state)s",
            order=self.name,
            state=self.env._("locked") if self.locked else states[self.state].lower(),
        )
        return self.browse(), reason

    def _get_offer_company(self):
        """Return the company that makes the offer."""
        self.ensure_one()
        return self.company_id

    @api.model
    def _explain_missing_rate(self, currency, company):
        """Return why amounts in `currency` are not to be trusted, or an empty text.

        Odoo takes one for one where nobody has written down a rate.
        """
        own = company.currency_id
        if not currency or currency == own:
            return ""
        today = fields.Date.context_today(self)
        domain = [
            ("currency_id", "=", currency.id),
            ("company_id", "in", (False, company.root_id.id)),
            ("name", "<=", today),
        ]
        # sudo: whether there is a rate is no secret
        rates = self.env["res.currency.rate"].sudo()
        is_known = rates.search_count(domain, limit=1)
        if (
            is_known
            or currency._get_conversion_rate(currency, own, company, today) != 1
        ):
            return ""
        return self.env._(
            "there is no exchange rate of %(currency)s to %(own)s",
            currency=currency.name,
            own=own.name,
        )
