from dataclasses import dataclass

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

from ...tools.text import clean_text, is_blank
from .crm_process_document_state import ANSWERS, SOURCES

LONGEST_NAME, LONGEST_COMMENT = 200, 5000


@dataclass(frozen=True)
class Visitor:
    """Who answers: a client on the page of the paper, or a colleague for him."""

    name: str
    side: str = "client"
    user: object = None  # who is logged in, a res.users
    ip: str = ""
    browser: str = ""
    way: str = ""  # how a client told a colleague


class CrmProcessDocument(models.Model):
    """What the client answers to a paper, with its evidence."""

    _inherit = "crm.process.document"

    evidence_ids = fields.One2many(
        "crm.process.document.evidence", "document_id", readonly=True
    )

    # === QUESTIONS === #

    def _get_answers(self):
        """Return which of accept, sign and reject the client may give on its page."""
        self.ensure_one()
        is_over = self.is_expired or self.is_superseded
        if is_over or self._is_answered_elsewhere() or not self._is_shown_to_client():
            return []
        answers = ANSWERS[self.document_type]
        return [answer for answer in answers if self.state in SOURCES[answer]]

    def _check_answer(self, answer):
        """Raise a sentence unless the client may give this answer now."""
        self.ensure_one()
        if answer in self._get_answers():
            return
        if problem := self._explain_no_answer():
            raise UserError(problem)
        states = dict(self._fields["state"]._description_selection(self.env))
        raise UserError(
            self.env._(
                "“%(paper)s” cannot be answered so: it is %(state)s. Ask %(whom)s.",
                paper=self.display_name,
                state=states[self.state].lower(),
                whom=self._get_whom_to_ask(),
            )
        )

    def _explain_no_answer(self):
        """Return why the paper is not to be answered any more, or an empty text."""
        self.ensure_one()
        if self.is_superseded:
            return self.env._(
                "“%s” was replaced by a newer revision. Answer to that one.",
                self.display_name,
            )
        if not self.is_expired:
            return ""
        return self.env._(
            "“%(paper)s” was valid until %(date)s. Ask %(whom)s for a new one.",
            paper=self.display_name,
            date=format_date(self.env, self.date_valid_until),
            whom=self._get_whom_to_ask(),
        )

    # === THE ANSWERS === #

    def _answer_accept(self, visitor, comment=""):
        """Let the client accept the paper, with a comment if he has one."""
        self._check_answer("accept")
        comment = self._clean_text(comment, LONGEST_COMMENT)
        self._keep_evidence("accepted", visitor, comment=comment)
        self._accept(comment or None)

    def _answer_reject(self, visitor, reason):
        """Let the client reject the paper.

        :raise UserError: when he does not say why
        """
        self._check_answer("reject")
        reason = self._clean_text(reason, LONGEST_COMMENT)
        if is_blank(reason):
            raise UserError(
                self.env._("Say why you reject it, so that it can be mended.")
            )
        self._keep_evidence("rejected", visitor, comment=reason)
        self._reject(reason)

    def _keep_evidence(self, kind, visitor, **values):
        """Write down who answered, when and from where; return the row."""
        self.ensure_one()
        if is_blank(visitor.name):
            raise UserError(self.env._("Say who you are: first and last name."))
        # sudo: evidence is the system's to write, that he may answer was checked
        return (
            self.env["crm.process.document.evidence"]
            .sudo()
            .create(
                {
                    "document_id": self.id,
                    "kind": kind,
                    "side": visitor.side,
                    "signer": self._clean_text(visitor.name, LONGEST_NAME).replace(
                        "\n", " "
                    ),
                    "user_id": visitor.user.id if visitor.user else False,
                    "ip": visitor.ip,
                    "way": visitor.way or False,
                    "browser": self._clean_text(visitor.browser, LONGEST_NAME),
                    "paper_checksum": self.checksum,
                    **values,
                }
            )
        )

    def _get_last_evidence(self, kind=None):
        """Return the newest evidence (of the kind), or none."""
        self.ensure_one()
        rows = self.evidence_ids.filtered(lambda row: kind in (None, row.kind))
        return rows.sorted("id")[-1:]

    def _clean_text(self, text, longest):
        """Return a text of the client without what no database or reader can take."""
        return clean_text(text, longest)
