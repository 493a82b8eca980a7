import operator

from odoo import fields, models

COMPARE = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "in": lambda count, values: count in values,
}


class ResPartner(models.Model):
    """How loyal a client is, and on which day of the year he is congratulated."""

    _inherit = "res.partner"

    process_won_count = fields.Integer(
        string="Won Deals",
        compute="_compute_process_won_count",
        search="_search_process_won_count",
        compute_sudo=True,
        help="How many deals were won with the client, all people of his company "
        "together.",
    )
    process_celebration_date = fields.Date(
        string="Birthday or Anniversary",
        help="The day on which the client is congratulated, every year.",
    )

    # === COMPUTE METHODS === #

    def _compute_process_won_count(self):
        counts = self._count_won_deals(self.commercial_partner_id)
        for partner in self:
            partner.process_won_count = counts.get(partner.commercial_partner_id, 0)

    def _search_process_won_count(self, operator_, value):
        compare = COMPARE.get(operator_)
        if not compare:
            return NotImplemented
        counts = self._count_won_deals()
        if compare(0, value):
            # whoever has bought nothing is meant, too: leave out the others
            rest = [firm.id for firm, n in counts.items() if not compare(n, value)]
            return [("commercial_partner_id", "not in", rest)]
        found = [firm.id for firm, n in counts.items() if compare(n, value)]
        return [("commercial_partner_id", "in", found)]

    def _count_won_deals(self, firms=None):
        """Return {client, or the company he belongs to: won deals}."""
        domain = [("won_status", "=", "won"), ("partner_id", "!=", False)]
        if firms is not None:
            domain += [("partner_id.commercial_partner_id", "in", firms.ids)]
        # sudo: how many, not which
        leads = self.env["crm.lead"].sudo().with_context(active_test=False)
        counts = {}
        for client, count in leads._read_group(domain, ["partner_id"], ["__count"]):
            firm = client.commercial_partner_id.with_env(self.env)
            counts[firm] = counts.get(firm, 0) + count
        return counts
