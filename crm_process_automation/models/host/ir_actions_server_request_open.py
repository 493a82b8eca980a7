from odoo import models
from odoo.fields import Domain

from ...tools.phone import is_extension

CALL = "crm.process.call"


class IrActionsServer(models.Model):
    """Whether the client has an open request already: then there is no need of one.

    Colleagues of one company are one client. A stranger who calls is known by the
    number.
    """

    _inherit = "ir.actions.server"

    # === BUSINESS METHODS === #

    def _filter_without_request(self, records):
        """Return the records that need a request; the journal says why not the rest."""
        open_by_client = self._find_open_requests(records)
        kept, seen = [], set()
        for record in records:
            who = self._get_request_key(record)
            reason = self._explain_no_request(record, open_by_client, who in seen)
            if reason:
                self._note_skip(record, reason)
            else:
                seen.add(who)
                kept.append(record.id)
        return records.browse(kept)

    def _get_request_key(self, record):
        """Return what stands for the client of the record, none: a number, itself."""
        if firm := self._find_firm(record):
            return firm.id
        return (record._name == CALL and record.phone_normalized) or record

    def _find_firm(self, record):
        """Return the client, or the company that he belongs to."""
        # sudo: to whom a contact belongs is no secret
        return self._find_client(record).sudo().commercial_partner_id

    def _explain_no_request(self, record, open_by_client, is_opened_now):
        """Return why no request is opened, an empty text when one is."""
        is_stranger = record._name == CALL and not self._find_client(record)
        if is_stranger and (reason := self._explain_no_stranger(record)):
            return reason
        # sudo: settings of actions are for administrators
        if not self.sudo().process_skip_open:
            return ""
        if is_opened_now:
            return self.env._("A request of this client was opened just now.")
        lead = open_by_client.get(self._find_firm(record))
        if is_stranger:
            lead = self._find_request_by_number(record)
        name = lead and (lead.display_name if lead.has_access("read") else "…")
        if not name:
            return ""
        return self.env._("The request “%s” of this client is open already.", name)

    def _explain_no_stranger(self, call):
        """Return why nobody can be asked what they called for, or an empty text."""
        if not call.phone_normalized:
            return self.env._("The caller withheld the number: there is nobody to ask.")
        if is_extension(call.phone_normalized):
            return self.env._("%s is an extension of our own.", call.phone)
        return ""

    def _find_open_requests(self, records):
        """Return {company or person: their newest open lead} for all the clients."""
        action = self.sudo()  # sudo: settings of actions are for administrators
        firms = records.env["res.partner"].union(*map(self._find_firm, records))
        leads = records.env["crm.lead"]
        if not firms or not action.process_skip_open:
            return {}
        # sudo: whether there is one counts, whoever it belongs to
        found = leads.sudo().search(
            Domain("partner_id.commercial_partner_id", "in", firms.ids)
            & Domain("won_status", "=", "pending")
            & self._get_request_companies(records),
            order="id",
        )
        return {
            lead.partner_id.commercial_partner_id: lead.with_env(records.env)
            for lead in found
        }

    def _get_request_companies(self, records):
        companies = {self._find_company(record).id for record in records}
        return Domain("company_id", "in", [False, *companies])

    def _find_request_by_number(self, call):
        """Return the open request of a stranger with the number of the call."""
        leads = call.sudo()._find_by_number(  # sudo: as above
            "crm.lead", call.phone_normalized, self._find_company(call)
        )
        pending = leads.filtered(lambda lead: lead.won_status == "pending")
        return pending[:1].with_env(call.env)
