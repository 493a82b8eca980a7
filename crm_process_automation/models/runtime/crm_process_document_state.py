from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# Only these say until when they hold.
EXPIRING_TYPES = ("proposal", "invoice", "questionnaire")
AWAITED = ("approved", "sent")

# What a client may answer to each type of paper, himself or through a colleague. A
# contract or an act binds by a signature only.
ANSWERS = {
    "minutes": ("accept", "sign", "reject"),
    "proposal": ("accept", "sign", "reject"),
    "contract": ("sign", "reject"),
    "act": ("sign", "reject"),
    "invoice": ("accept", "reject"),
    "questionnaire": ("accept",),
}
ALL_ANSWERS = ("accept", "sign", "reject")
# Not on the page of the paper, but in its survey.
ANSWERED_ELSEWHERE = ("questionnaire",)
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

    is_expired = fields.Boolean(
        string="Expired", compute="_compute_is_expired", search="_search_is_expired"
    )
    # === COMPUTE METHODS === #

    @api.depends(
        "document_type", "state", "date_valid_until", "is_superseded", "company_id"
    )
    def _compute_is_expired(self):
        domain = self._get_expired_domain(self.company_id)
        expired = self.filtered_domain(domain)
        for document in self:
            document.is_expired = document in expired

    def _search_is_expired(self, operator, value):
        # sudo: which day it is in a company, is no secret
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        domain = self._get_expired_domain(companies.search([("id", "!=", 0)]))
        return self._search_by(domain, operator, value)

    # === BUSINESS METHODS === #

    @api.model
    def _get_expired_domain(self, companies):
        """Return which papers wait for an answer past the day they are valid until.

        :param companies: whose papers; the day ends in each where it works
        """
        by_day = companies.grouped(lambda company: company._get_process_today())
        past = Domain.OR(
            Domain("company_id", "in", same_day.ids)
            & Domain("date_valid_until", "<", today)
            for today, same_day in by_day.items()
        )
        return (
            Domain("document_type", "in", EXPIRING_TYPES)
            & self._get_in_force_domain("approved")
            & Domain("state", "in", AWAITED)
            & past
        )

    def _get_today(self):
        """Return the day where the company of the paper works."""
        return (self.company_id[:1] or self.env.company)._get_process_today()

    @api.model
    def _get_day_asked(self):
        """Return today's date for the paper that a dialogue is about."""
        return self.browse(self.env.context.get("default_document_id"))._get_today()

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
        if problem := self._explain_wrong_verb(verb):
            return problem
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

    def _explain_wrong_verb(self, verb):
        """Return why `verb` does not suit where the paper stands and what it is."""
        if self.state not in SOURCES[verb]:
            return getattr(self, f"_explain_{self.state}")()
        if verb in ALL_ANSWERS and verb not in ANSWERS[self.document_type]:
            return self._explain_other_answer()
        return ""

    def _is_answered_elsewhere(self):
        """Return whether the paper is answered otherwise than by its buttons."""
        self.ensure_one()
        return self.document_type in ANSWERED_ELSEWHERE

    def _explain_other_answer(self):
        words = {
            "accept": self.env._("accepted"),
            "sign": self.env._("signed"),
            "reject": self.env._("rejected"),
        }
        return self.env._(
            "a paper of this type is answered otherwise: it is %(answers)s.",
            answers=" / ".join(words[answer] for answer in ANSWERS[self.document_type]),
        )

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
