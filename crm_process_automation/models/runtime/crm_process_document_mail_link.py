import re

from markupsafe import Markup

from odoo import api, models

TOKEN = re.compile(
    r"(?:[?&]|&amp;|%3F|%26)access_token(?:=|%3D)[\w-]+", flags=re.IGNORECASE
)


class CrmProcessDocument(models.Model):
    """The link in a mail: the token is put in for the client, on the way out.

    Colleagues read the messages on a paper, so that no token stands in them: by it
    whoever is logged out would be the client. Only the mail itself bears it, where
    everybody who gets that mail is from outside.
    """

    _inherit = "crm.process.document"

    # === CRUD METHODS === #

    def _message_create(self, values_list):
        """An answer that quotes our mail does not bring the token among colleagues."""
        values_list = [
            values | {"body": self._hide_token(values["body"])}
            if values.get("body")
            else values
            for values in values_list
        ]
        return super()._message_create(values_list)

    def _notify_by_email_get_final_mail_values(
        self, recipient_ids, mail_values, additional_values=None
    ):
        """Of the copies of a message, those for people outside get the token."""
        values = super()._notify_by_email_get_final_mail_values(
            recipient_ids, mail_values, additional_values=additional_values
        )
        message = self.env["mail.message"].browse(values["mail_message_id"])
        partners = self.env["res.partner"].browse(recipient_ids)
        if self and self._is_for_outside(partners) and self._may_show_link(message):
            values["body_html"] = self._put_token(values.get("body_html"))
        return values

    # === BUSINESS METHODS === #

    @api.model
    def _hide_token(self, body):
        text = TOKEN.sub("", body)
        return Markup(text) if isinstance(body, Markup) else text

    def _is_for_outside(self, partners):
        """Return whether a mail to them is read by no colleague."""
        client = self.sudo().partner_id  # sudo: only who it is
        colleagues = partners.sudo().filtered(  # sudo: as above
            lambda partner: not partner.partner_share and partner != client
        )
        return bool(partners and not colleagues)

    def _may_show_link(self, message):
        """Return whether whoever wrote `message` may give the paper to the client.

        A message of a later hour is sent by the system, in the name of its writer. What
        comes in by mail and is passed on to followers, is no sending of the paper.
        """
        message = message.sudo()  # sudo: only who wrote it, and how it came
        if message.message_type == "email":
            return False
        writer = message.create_uid
        paper = self if writer == self.env.user else self.with_user(writer)
        return paper.has_access("write")

    def _put_token(self, body):
        """Return `body`, the text of a mail, with the token in its links to the paper.

        A link that has expired or was taken back becomes a new one: sending it says
        that the client is to open the paper.
        """
        self.ensure_one()
        base, path = re.escape(self.get_base_url()), re.escape(self.access_url)
        link = re.compile(rf"""(href=["'](?:{base})?{path}(?:/\w+)?)(?=["'])""")
        if not link.search(body or ""):
            return body
        text = link.sub(rf"\1?access_token={self._renew_token()}", body)
        return Markup(text) if isinstance(body, Markup) else text
