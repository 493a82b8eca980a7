from odoo import api, fields, models
from odoo.exceptions import UserError

# What Odoo calls the states of a mail to somebody.
STATE_BY_STATUS = {
    "ready": "outgoing",
    "process": "outgoing",
    "pending": "outgoing",
    "sent": "sent",
    "bounce": "failed",
    "exception": "failed",
    "canceled": "failed",
}
LEFT = frozenset({"sent", "opened"})


class CrmProcessDocumentDispatch(models.Model):
    """A paper on its way to one person: when it left, and what became of it.

    Written by the system and kept: it is the evidence that the paper was sent. Its
    state is that of the mail, see `mail.notification`.
    """

    _name = "crm.process.document.dispatch"
    _description = "Sending of a Client Document"
    _order = "id desc"
    _rec_name = "email"
    _check_company_auto = True

    document_id = fields.Many2one(
        "crm.process.document",
        string="Paper",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    company_id = fields.Many2one(
        related="document_id.company_id", store=True, index=True
    )
    partner_id = fields.Many2one(
        "res.partner", string="Recipient", readonly=True, ondelete="set null"
    )
    channel = fields.Selection(
        [("mail", "E-mail"), ("hand", "Handed over")],
        string="Way of Sending",
        required=True,
        readonly=True,
        default="mail",
    )
    email = fields.Char(string="Address", readonly=True)
    note = fields.Text(string="In Words", readonly=True)
    user_id = fields.Many2one("res.users", string="Sent by", readonly=True)
    message_id = fields.Many2one(
        "mail.message",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    reference = fields.Char(
        string="Message-Id",
        readonly=True,
        help="Stays the same when the mail is sent again.",
    )
    notification_id = fields.Many2one(
        "mail.notification", readonly=True, index="btree_not_null", ondelete="set null"
    )
    checksum = fields.Char(readonly=True, help="SHA-256 of the file that was sent.")
    state = fields.Selection(
        [
            ("outgoing", "Waiting to be sent"),
            ("sent", "Sent"),
            ("opened", "Opened"),
            ("failed", "Not Delivered"),
        ],
        required=True,
        readonly=True,
        default="outgoing",
        index=True,
    )
    date = fields.Datetime(
        string="Written On", required=True, readonly=True, default=fields.Datetime.now
    )
    date_sent = fields.Datetime(readonly=True, help="When the mail left.")
    date_opened = fields.Datetime(
        readonly=True, help="When the client opened the paper by the link in the mail."
    )
    attempts = fields.Integer(readonly=True, default=1)
    failure_type = fields.Char(readonly=True)
    failure_reason = fields.Text(readonly=True)
    error = fields.Text(compute="_compute_error")

    _message_partner_unique = models.UniqueIndex(
        "(document_id, message_id, partner_id) WHERE message_id IS NOT NULL "
        "AND partner_id IS NOT NULL",
        "This sending is written down already.",
    )

    # === COMPUTE METHODS === #

    @api.depends("state", "failure_type", "failure_reason")
    @api.depends_context("lang")
    def _compute_error(self):
        for dispatch in self:
            is_failed = dispatch.state == "failed"
            dispatch.error = dispatch._describe_failure() if is_failed else False

    # === ACTION METHODS === #

    def action_retry(self):
        """Send the mails that failed once more, to the addresses as they are now.

        They keep their Message-Id: who got one after all, sees it once.

        :raise UserError: when there is no address, or the mail is there no more
        """
        papers = self.document_id
        papers.check_access("write")
        failed = self.filtered(lambda dispatch: dispatch.state == "failed")
        if not failed:
            raise UserError(
                self.env._("Nothing failed here: there is nothing to send again.")
            )
        papers._check_may("send")
        for dispatch in failed:
            paper = dispatch.document_id
            if dispatch.partner_id or not dispatch.email:
                paper._check_recipients(dispatch.partner_id)
            # sudo: the mail is the system's; the paper is the user's, see above
            dispatch.sudo()._send_again()
        papers._wake_mail_queue()
        return True

    # === BUSINESS METHODS === #

    @api.model
    def _follow(self, notifications):
        """Take over what became of the mails. For the system."""
        # sudo: what becomes of a mail is not a matter of who sends the queue
        dispatches = self.sudo().search([("notification_id", "in", notifications.ids)])
        if dispatches:
            dispatches._take_over_state()
            dispatches.document_id._follow_dispatches()

    def _take_over_state(self):
        now = fields.Datetime.now()
        for dispatch in self.filtered("notification_id"):
            notification = dispatch.notification_id
            state = STATE_BY_STATUS[notification.notification_status or "ready"]
            if dispatch.state == "opened" and state == "sent":
                continue
            values = {"state": state}
            if state == "sent":
                values["date_sent"] = dispatch.date_sent or now
            if state == "failed":
                values |= dispatch._prepare_failure(notification)
            dispatch.write(values)

    def _prepare_failure(self, notification):
        is_cancelled = notification.notification_status == "canceled"
        mail = notification.mail_mail_id
        return {
            "failure_type": (is_cancelled and "cancelled")
            or notification.failure_type
            or "unknown",
            # Where the mail server cannot be reached, Odoo tells it to the mail only.
            "failure_reason": notification.failure_reason or mail.failure_reason,
        }

    def _give_up(self):
        """Note that the mails will never leave: somebody has cancelled them."""
        waiting = self.filtered(lambda dispatch: dispatch.state == "outgoing")
        waiting.write({"state": "failed", "failure_type": "cancelled"})
        waiting.document_id._follow_dispatches()

    def _send_again(self):
        """Put the mail back into the queue: for this recipient only."""
        self.ensure_one()
        notification, partner = self.notification_id, self.partner_id
        mail = notification.mail_mail_id
        if not mail:
            raise UserError(
                self.env._(
                    "The mail to %s is not there any more. Send the paper anew.",
                    self.email or partner.display_name,
                )
            )
        if mail.recipient_ids == partner:
            mail.write({"state": "outgoing", "failure_type": False})
        else:
            # As Odoo splits a mail: others, who have got it, do not get it again.
            mail = mail.copy(
                {
                    "mail_message_id": mail.mail_message_id.id,
                    "headers": mail.headers,
                    "recipient_ids": partner.ids,
                    "email_to": not partner and self.email,
                    "email_cc": False,
                }
            )
        self.write(
            {"email": partner.email or self.email, "attempts": self.attempts + 1}
        )
        notification.write(
            {
                "mail_mail_id": mail.id,
                "notification_status": "ready",
                "failure_type": False,
                "failure_reason": False,
            }
        )

    # === WORDS === #

    def _describe_failure(self):
        """Return in words why the mail did not arrive."""
        self.ensure_one()
        if self.failure_type == "cancelled":
            return self.env._("Somebody has cancelled the mail.")
        kinds = self.env["mail.notification"]._fields["failure_type"]
        text = dict(kinds._description_selection(self.env)).get(self.failure_type, "")
        if self.failure_type in ("unknown", "mail_smtp", "mail_bounce"):
            return ": ".join(
                filter(None, [text, " ".join((self.failure_reason or "").split())])
            )
        return text
