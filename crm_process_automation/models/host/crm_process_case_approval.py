from odoo import api, models
from odoo.fields import Domain

SUBJECT_LINKS = ("subject_lead_id", "subject_order_id")


class CrmProcessCase(models.Model):
    """Who reads an approval, and the deal or the order that it is about.

    Whoever asked and whoever is asked, in whatever else is closed to them; whoever may
    read the deal or the order; a manager as any other case. Not whoever may read the
    client: every colleague may.
    """

    _inherit = "crm.process.case"

    # === HOOKS === #

    @api.model
    def _get_access_people(self):
        return [*super()._get_access_people(), "asked_by_id"]

    @api.model
    def _get_bare_domain(self, operation, rows=None, within=None):
        domain = super()._get_bare_domain(operation, rows, within)
        if operation != "read":
            return domain
        is_approval = Domain("asked_by_id", "!=", False)
        has_no_team = Domain("team_id", "=", False)
        domain &= ~is_approval | has_no_team if self._is_manager() else ~is_approval
        opened = Domain.OR(
            self._get_link_domain(name, "read", rows, within) for name in SUBJECT_LINKS
        )
        return domain | (is_approval & (opened | self._get_asked_domain(rows)))

    @api.model
    def _get_asked_domain(self, rows=None):
        """Return the cases in which the user is, or was, asked for something."""
        # sudo: only whether there is a task of his own
        tasks = self.env["crm.process.task"].sudo()
        own = Domain("user_id", "=", self.env.uid)
        if rows is None:
            query = tasks._search(own & Domain("case_id.asked_by_id", "!=", False))
            return Domain("id", "in", query.subselect("case_id"))
        asked = tasks.search(own & Domain("case_id", "in", rows.ids))
        return Domain("id", "in", asked.case_id.ids)

    # === BUSINESS METHODS === #

    @api.model
    def _get_about_links(self):
        return [*super()._get_about_links(), *SUBJECT_LINKS]

    @api.model
    def _complete_asking(self, vals, name):
        """Add the client and the sales team of the deal or the order."""
        values = super()._complete_asking(vals, name)
        record = next(
            (
                self[link].browse(values[link])
                for link in SUBJECT_LINKS
                if values.get(link)
            ),
            self.env["crm.lead"],
        )
        # sudo: the team of whoever asks is no secret
        asker = self.env.user.sudo().browse(values["asked_by_id"])
        team = record.team_id or asker.sale_team_id
        return {
            **values,
            "partner_id": values.get("partner_id") or record.partner_id.id,
            "team_id": team.id,
        }

    def _get_worth(self):
        """An approval is worth what the deal or the order is that it is about."""
        worth = super()._get_worth()
        if not self.asked_by_id:
            return worth
        if order := self.subject_order_id:
            return order._sum_untaxed(self.currency_id)
        if lead := self.subject_lead_id:
            return lead.company_currency._convert(
                lead.expected_revenue, self.currency_id, self.company_id
            )
        origin = self.origin_case_id
        return origin._get_amount_in(self.currency_id) if origin else worth

    @api.model
    def _open_at_busiest(self, action_xmlid, domain):
        """Approvals have a screen of their own."""
        return super()._open_at_busiest(
            action_xmlid, domain & Domain("asked_by_id", "=", False)
        )


class CrmProcessDocument(models.Model):
    """The deal and the order that an approval of the paper is about."""

    _inherit = "crm.process.document"

    def _prepare_approval_links(self):
        return super()._prepare_approval_links() | {
            "subject_lead_id": self.lead_id.id,
            "subject_order_id": self.order_id.id,
        }


class CrmProcessApprovalFile(models.Model):
    """A version of a file is read by whoever may read its approval."""

    _name = "crm.process.approval.file"
    _inherit = ["crm.process.approval.file", "crm.process.access.mixin"]

    # === HOOKS === #

    @api.model
    def _get_access_links(self):
        return ["case_id"]

    @api.model
    def _get_bare_domain(self, operation, rows=None, within=None):
        return Domain.FALSE
