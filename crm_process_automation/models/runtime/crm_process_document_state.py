from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# Only these say until when they hold.
EXPIRING_TYPES = ("proposal", "invoice")
IN_FORCE = ("approved", "sent")

# From which states a verb leads on. A client may answer a paper that was handed to him
# without a message, too.
SOURCES = {
    "approve": ("draft",),
    "send": ("approved", "sent"),
    "accept": ("approved", "sent"),
    "sign": ("approved", "sent", "accepted"),
    "reject": ("approved", "sent"),
    "revise": ("draft", "approved", "sent", "accepted", "rejected"),
    "cancel": ("draft", "approved", "sent", "accepted", "signed", "rejected"),
}
# A paper that does not hold any more can only be looked at, and cancelled.
NEEDS_LATEST = ("approve", "send", "accept", "sign", "reject", "revise")
NEEDS_VALID = ("accept", "sign")
NEEDS_WHOLE_FILE = ("send", "accept", "sign")


class CrmProcessDocument(models.Model):
    """Where a paper stands, and which of its verbs may be used there."""

    _inherit = "crm.process.document"

    date = fields.Date(default=lambda self: self._get_today())
    next_ids = fields.One2many(
        "crm.process.document", "previous_id", string="Revisions After"
    )
    is_superseded = fields.Boolean(
        string="Replaced",
        compute="_compute_is_superseded",
        store=True,
        help="There is a newer revision.",
    )
    is_expired = fields.Boolean(
        string="Expired", compute="_compute_is_expired", search="_search_is_expired"
    )

    # === COMPUTE METHODS === #

    @api.depends("next_ids.state", "next_ids.date_issued")
    def _compute_is_superseded(self):
        for document in self:
            document.is_superseded = any(
                later.date_issued and later.state != "cancelled"
                for later in document.next_ids
            )

    @api.depends("document_type", "state", "date_valid_until", "is_superseded")
    def _compute_is_expired(self):
        expired = self.filtered_domain(self._get_expired_domain())
        for document in self:
            document.is_expired = document in expired

    def _search_is_expired(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        wants_expired = (operator == "in") == (True in value)
        domain = self._get_expired_domain()
        return domain if wants_expired else ~domain

    # === BUSINESS METHODS === #

    @api.model
    def _get_expired_domain(self):
        """Return which papers wait for an answer past the day they are valid until."""
        return (
            Domain("document_type", "in", EXPIRING_TYPES)
            & Domain("state", "in", IN_FORCE)
            & Domain("is_superseded", "=", False)
            & Domain("date_valid_until", "<", self._get_today())
        )

    @api.model
    def _get_today(self):
        """Return the day where the user is; for a user of no place, the company."""
        user, company = self.env.user, self.env.company
        zone = self.env.context.get("tz") or user.tz or company.resource_calendar_id.tz
        return fields.Date.context_today(self.with_context(tz=zone))

    def _check_may(self, verb):
        """Raise unless `verb` may be used on all the papers, naming the remedy."""
        self.check_access("write")
        for document in self:
            if problem := document._explain_not(verb):
                raise UserError(
                    self.env._(
                        "%(paper)s: %(problem)s",
                        paper=document.display_name,
                        problem=problem,
                    )
                )
        if verb in NEEDS_WHOLE_FILE:
            self._check_not_tampered()

    def _explain_not(self, verb):
        """Return why `verb` is not to be used and what helps, or an empty text."""
        self.ensure_one()
        if not self.date_issued and verb != "cancel":
            return self.env._("it is not issued yet. Issue it first.")
        if self.state not in SOURCES[verb]:
            return getattr(self, f"_explain_{self.state}")()
        if self.is_superseded and verb in NEEDS_LATEST:
            return self.env._(
                "there is a newer revision of it, %(revision)s. Use that one.",
                revision=self.next_ids.filtered("date_issued")[-1:].revision,
            )
        if self.is_expired and verb in NEEDS_VALID:
            return self.env._(
                "it was valid until %(date)s. Make a revision with a new date.",
                date=fields.Date.to_string(self.date_valid_until),
            )
        return ""

    def _explain_draft(self):
        return self.env._("it waits to be approved. Have it approved first.")

    def _explain_approved(self):
        return self.env._("it is approved already.")

    def _explain_sent(self):
        return self.env._("it was sent already, and so it was approved.")

    def _explain_accepted(self):
        return self.env._(
            "the client has accepted it. Revise it, or have the client sign it."
        )

    def _explain_signed(self):
        return self.env._(
            "it is signed, and a signed paper stays as it is. Issue a new one (an "
            "addendum), or cancel this one if both sides agree."
        )

    def _explain_rejected(self):
        return self.env._("the client has rejected it. Revise it and send that.")

    def _explain_cancelled(self):
        return self.env._("it is cancelled. Issue a new one.")
