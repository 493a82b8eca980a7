from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

COMPOSER = "mail.action_email_compose_message_wizard"
LAYOUT = "mail.mail_notification_light"
MAIL_QUEUE = "mail.ir_cron_mail_scheduler_action"


class CrmProcessDocument(models.Model):
    """How a paper is sent: its very file, by mail, with the link to the portal.

    Whatever message carries the file to somebody outside is a dispatch of the paper,
    wherever it was written. The paper is *sent* when the first of them has left; while
    all of them have failed it stays approved, and says why.
    """

    _inherit = "crm.process.document"

    # === ACTION METHODS === #

    def action_send(self):
        """Open the mail to the client, with the paper attached.

        :raise UserError: when the paper cannot be sent, or the client has no address
        """
        self.ensure_one()
        self._check_may("send")
        recipients = self._get_recipients()
        self._check_recipients(recipients)
        action = self.env["ir.actions.actions"]._for_xml_id(COMPOSER)
        return action | {
            "name": self.env._("Send: %s", self.display_name),
            "context": {
                "default_composition_mode": "comment",
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_template_id": self._get_mail_template().id,
                "default_partner_ids": recipients.ids,
                "default_attachment_ids": self.attachment_id.ids,
                "default_email_layout_xmlid": LAYOUT,
                "force_email": True,
            },
        }

    def action_hand_over(self, how):
        """Take down that the papers got to the client otherwise than by our mail.

        :param how: in words, such as “in person at the meeting” or “by messenger”
        :raise UserError: when one of them may not be sent, or `how` is empty
        """
        self._check_may("send")
        self._check_is_said(how)
        # sudo: evidence, which is written by the system
        dispatches = self.env["crm.process.document.dispatch"].sudo()
        dispatches.create([paper._prepare_hand_over_values(how) for paper in self])
        self._follow_dispatches()
        return True

    # === BUSINESS METHODS === #

    def _prepare_hand_over_values(self, how):
        return {
            "document_id": self.id,
            "partner_id": self.partner_id.id,
            "channel": "hand",
            "note": how.strip(),
            "user_id": self.env.uid,
            "checksum": self.sudo().checksum,  # sudo: of what was handed over
            "state": "sent",
            "date_sent": fields.Datetime.now(),
        }

    def _send(self, partners=None, subject=None, body=None):
        """Write to the clients without a dialogue, each paper attached to its mail.

        The mails wait in Odoo's queue, which is woken; nothing leaves within the
        transaction.

        :param partners: to whom; none: the client of each paper
        :param subject: plain text; none: as the mail template says
        :param body: HTML; none: as the mail template says
        :return: the dispatches
        :raise UserError: when one of the papers cannot be sent, naming it and why
        """
        self._check_may("send")
        recipients = {paper: partners or paper._get_recipients() for paper in self}
        for paper, found in recipients.items():
            paper._check_recipients(found)
            paper._check_wants_mail(found)
        texts = self._write_mails()
        dispatches = self.env["crm.process.document.dispatch"]
        for paper, found in recipients.items():
            message = paper.with_context(
                mail_notify_force_send=False, mail_post_autofollow=False
            ).message_post(
                subject=subject or texts[paper.id]["subject"],
                # Rendered, or written by a caller; sanitized by the message itself.
                body=Markup(body or texts[paper.id]["body_html"]),
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                partner_ids=found.ids,
                attachment_ids=paper.attachment_id.ids,
                email_layout_xmlid=LAYOUT,
                email_add_signature=False,
                mail_auto_delete=False,
            )
            dispatches |= paper._get_dispatches_of(message)
        self._wake_mail_queue()
        return dispatches

    def _write_mails(self):
        """Return {id: what the template of its type writes}, in each one's language."""
        texts = {}
        for papers in self.grouped("document_type").values():
            template = papers[:1]._get_mail_template()
            texts |= template._generate_template(papers.ids, ("subject", "body_html"))
        return texts

    def _wake_mail_queue(self):
        if cron := self.env.ref(MAIL_QUEUE, raise_if_not_found=False):
            cron.sudo()._trigger()  # sudo: the job is the system's

    # === HOOKS === #

    def _get_mail_template(self):
        """Return the mail template of the type of the paper."""
        name = f"crm_process_automation.mail_template_document_{self.document_type}"
        return self.env.ref(name)

    def _get_recipients(self):
        """Return to whom the paper goes: its client."""
        self.ensure_one()
        return self.partner_id

    def _get_mail_link(self):
        """Return the address of the paper in the portal, without its token.

        Templates write it; the mail to the client gets the token, see `_put_token`.
        """
        self.ensure_one()
        return f"{self.get_base_url()}{self.access_url}"

    # === CHECKS === #

    def _check_recipients(self, partners):
        """Raise unless everybody has an address that works.

        :raise UserError: naming who has none
        """
        if not partners:
            raise UserError(
                self.env._(
                    "“%s” names no client. Say to whom it goes.", self.display_name
                )
            )
        for partner in partners.sudo():  # sudo: only whether there is an address
            if not partner.email:
                raise UserError(
                    self.env._(
                        "%(client)s has no e-mail address: “%(paper)s” was not sent. "
                        "Enter the address on the client.",
                        client=partner.display_name,
                        paper=self.display_name,
                    )
                )
            if not email_normalize(partner.email):
                raise UserError(
                    self.env._(
                        "“%(address)s” of %(client)s is not an e-mail address: "
                        "“%(paper)s” was not sent. Correct it on the client.",
                        address=partner.email,
                        client=partner.display_name,
                        paper=self.display_name,
                    )
                )

    def _check_wants_mail(self, partners):
        """Raise when somebody is on the blacklist: whoever writes by hand, decides."""
        emails = partners.sudo().mapped("email_normalized")  # sudo: as above
        # sudo: whom we may not write to is everybody's to heed
        rows = self.env["mail.blacklist"].sudo()
        if blocked := rows.search([("email", "in", emails)]):
            raise UserError(
                self.env._(
                    "%(addresses)s is on the blacklist: “%(paper)s” was not sent. "
                    "Write to the client yourself, or hand the paper over.",
                    addresses=", ".join(blocked.mapped("email")),
                    paper=self.display_name,
                )
            )
