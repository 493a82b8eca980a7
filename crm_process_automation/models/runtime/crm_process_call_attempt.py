from datetime import timedelta

from odoo import models
from odoo.fields import Domain

MEMORY = timedelta(days=90)  # after so long a silence the attempts begin anew


class CrmProcessCall(models.Model):
    """How many calls in a row were not answered."""

    _inherit = "crm.process.call"

    # === BUSINESS METHODS === #

    def _count_attempts(self):
        """Write the attempts of the calls, and of those that came after them.

        An exchange may report late: then the calls after it are counted anew.
        """
        if not self:
            return
        calls = self.sudo()  # sudo: attempts of colleagues count, they are not shown
        rows = calls._find_around()
        since = min(calls.mapped("date"))
        for call in rows.filtered(lambda row: row.date >= since):
            attempt = rows._count_up_to(call)
            if call.attempt != attempt:
                call.attempt = attempt

    def _count_up_to(self, call):
        """Return how many of `self`, in their order, were in vain up to `call`."""
        count = 0
        for row in self:
            if row._is_same_party(call):
                count = count + 1 if row._is_unanswered() else 0
            if row == call:
                break
        return count

    def _is_same_party(self, other):
        """Return whether both calls were with the same client, or the same number."""
        is_same_client = self.partner_id and self.partner_id == other.partner_id
        number = self.phone_normalized
        is_same_number = number and number == other.phone_normalized
        is_comparable = self.company_id == other.company_id
        return self == other or bool(
            is_comparable and (is_same_client or is_same_number)
        )

    def _find_around(self):
        """Return the calls of the same clients and numbers, the oldest first."""
        numbers = [number for number in self.mapped("phone_normalized") if number]
        parties = Domain("id", "in", self.ids)
        parties |= Domain("partner_id", "in", self.partner_id.ids)
        parties |= Domain("phone_normalized", "in", numbers)
        return self.search_fetch(
            parties
            & Domain("company_id", "in", self.company_id.ids)
            & Domain("date", ">=", min(self.mapped("date")) - MEMORY),
            ["date", "result", "attempt", "partner_id", "phone_normalized"],
            order="date, id",
        )

    def _is_answered_since(self):
        """Return whether the same client or number was talked to after this call."""
        self.ensure_one()
        return any(
            row.date > self.date and not row._is_unanswered()
            for row in self.sudo()._find_around()  # sudo: only whether there is one
            if row._is_same_party(self)
        )
