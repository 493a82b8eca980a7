from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.phone import get_tail, is_extension
from ..runtime.crm_process_case import OPEN_STATES

# By its last digits a number is found at once, however it was typed in.
PHONE_TAIL = "(right(regexp_replace(phone, '[^0-9]', '', 'g'), 9)) WHERE phone > ''"
MANY = 40  # clients with one number: more are not looked at


class ResPartner(models.Model):
    """Clients are found by their number."""

    _inherit = "res.partner"

    _process_phone_tail_index = models.Index(PHONE_TAIL)


class CrmLead(models.Model):
    """Deals are found by their number."""

    _inherit = "crm.lead"

    _process_phone_tail_index = models.Index(PHONE_TAIL)


class CrmProcessCall(models.Model):
    """Whom a number belongs to, and which deal a call is about."""

    _inherit = "crm.process.call"

    # === BUSINESS METHODS === #

    @api.model
    def _match(self, number, company):
        """Return the values that a number tells: client, deal, case, and doubts."""
        if not number or is_extension(number):
            return {}
        partners = self._find_by_number("res.partner", number, company)
        leads = self._find_by_number("crm.lead", number, company)
        leads = leads.filtered(lambda lead: lead.won_status == "pending")
        client = self._choose_client(partners, company)
        values = self._match_client(client, company, leads)
        if len(partners) > 1:
            names = ", ".join(partners[:5].mapped("display_name"))
            values["note"] = self.env._(
                "Several clients have this number: %(clients)s. It was taken for "
                "%(client)s.",
                clients=names,
                client=client.display_name,
            )
        return values

    @api.model
    def _match_client(self, client, company, leads=None):
        """Return the values of a call with `client`: the newest open deal and its case.

        :param leads: more deals that the call may be about
        """
        lead = self._find_newest_deal(client, company, leads)
        client = client or lead.partner_id
        if lead:
            case = lead.case_id.filtered(lambda case: case._is_open())
        else:
            case = self._find_newest_case(client, company)
        return {
            "partner_id": client.id,
            "lead_id": lead.id or case.lead_id.id,
            "order_id": case.order_id.id,
            "case_id": case.id,
        }

    @api.model
    def _find_by_number(self, model, number, company):
        """Return the records of the company, or of all, that have the number.

        The last digits find them, the whole number decides: +48 and +380 may share nine
        digits.
        """
        records = self.env[model]
        records.flush_model(["phone", "company_id", "active"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM %s
                 WHERE right(regexp_replace(phone, '[^0-9]', '', 'g'), 9) = %s
                   AND phone > '' AND active
                   AND (company_id IS NULL OR company_id = %s)
                 ORDER BY id DESC LIMIT %s
                """,
                SQL.identifier(records._table),
                get_tail(number),
                company.id,
                MANY,
            )
        )
        phones = self.env["crm.process.phone"]
        return records.browse(row_id for (row_id,) in rows).filtered(
            lambda record: phones._normalise(record.phone, company) == number
        )

    @api.model
    def _choose_client(self, partners, company):
        """Return one of several clients with the same number.

        Colleagues of one company stand for it; else it is whoever there was contact
        with last.
        """
        if len(partners) <= 1:
            return partners
        firms = partners.commercial_partner_id
        if len(firms) == 1:
            return firms
        last = self.search(
            [("partner_id", "in", partners.ids), ("company_id", "=", company.id)],
            limit=1,
        )
        deal = self._find_newest_deal(partners, company)
        return last.partner_id or partners & deal.partner_id or partners[:1]

    @api.model
    def _find_newest_deal(self, clients, company, leads=None):
        """Return the newest open deal of the clients and their firms, or of `leads`."""
        domain = Domain("id", "in", leads.ids if leads else [])
        if clients:
            firms = clients.commercial_partner_id
            domain |= Domain("partner_id", "child_of", firms.ids)
        return self.env["crm.lead"].search(
            domain
            & Domain("won_status", "=", "pending")
            & Domain("company_id", "in", [False, company.id]),
            order="id desc",
            limit=1,
        )

    @api.model
    def _find_newest_case(self, client, company):
        """Return the newest main case that runs with the client without a deal."""
        if not client:
            return self.env["crm.process.case"]
        return self.env["crm.process.case"].search(
            [
                ("partner_id", "child_of", client.commercial_partner_id.id),
                ("company_id", "=", company.id),
                ("state", "in", OPEN_STATES),
                ("parent_id", "=", False),
                ("lead_id", "=", False),
            ],
            order="id desc",
            limit=1,
        )
