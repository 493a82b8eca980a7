from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# What was handed to the client and still is his to see.
SHOWN_STATES = ("sent", "accepted", "signed", "rejected")


class CrmProcessDocument(models.Model):
    """What a client sees of his papers, and which are his."""

    _inherit = "crm.process.document"

    date_opened = fields.Datetime(
        string="Opened by the Client", readonly=True, copy=False
    )

    # === QUESTIONS === #

    def _get_heading(self):
        """Return the name of the paper for a page, its number on one line."""
        self.ensure_one()
        whole = Markup('<span style="white-space: nowrap">%s</span>')
        name = escape(self.display_name)
        number = escape(self.number or "")
        return name.replace(number, whole % number, 1) if number else name

    def _is_shown_to_client(self):
        """Return whether the client may see the paper at all: it was sent to him."""
        self.ensure_one()
        return bool(self.active and self.attachment_id and self.state in SHOWN_STATES)

    def _is_of_client(self, user):
        """Return whether the paper is one of the client who is logged in."""
        self.ensure_one()
        domain = Domain("id", "=", self.id) & self._get_client_domain(user)
        # sudo: clients have no right to the model, the domain names what is theirs
        return bool(self.sudo().search_count(domain))

    @api.model
    def _get_client_domain(self, user):
        """Return which papers are those of the client who is logged in.

        All that his company was sent, by those of our companies that he deals with.
        """
        client = user.partner_id.commercial_partner_id
        return (
            Domain("partner_id", "child_of", client.ids)
            & Domain("company_id", "in", user.company_ids.ids)
            & Domain("state", "in", SHOWN_STATES)
            & Domain("attachment_id", "!=", False)
            & Domain("active", "=", True)
        )

    def _get_time_zone(self):
        """Return the time zone in which the days of the paper are counted."""
        self.ensure_one()
        return self.company_id._get_process_zone()

    def _get_whom_to_ask(self):
        """Return the name, phone and e-mail of who answers for the paper."""
        self.ensure_one()
        person = self._get_contact()
        parts = [person.name, person.phone, person.email]
        return ", ".join(part for part in parts if part)

    def _get_contact(self):
        """Return the colleague whom the client may ask, else the company."""
        self.ensure_one()
        paper = self.sudo()  # sudo: a name and work address, as they are on the paper
        return paper.user_id.partner_id or paper.company_id.partner_id

    def _check_is_whole(self):
        """Raise for the client when the file is not the one that was issued."""
        self.ensure_one()
        if self._find_tampered():
            raise UserError(
                self.env._(
                    "The file of “%(paper)s” was changed after it was issued, so it is "
                    "not shown. Ask %(whom)s for it.",
                    paper=self.display_name,
                    whom=self._get_whom_to_ask(),
                )
            )

    # === BUSINESS METHODS === #

    def _look_by_client(self, partner=None):
        """Write down that the client has opened the paper; the first time counts.

        :param partner: who it was, where that is known
        """
        now = fields.Datetime.now()
        # sudo: the client has no right to write, only to be seen reading
        self.sudo().filtered(lambda paper: not paper.date_opened).date_opened = now
        self._note_opened(partner)
