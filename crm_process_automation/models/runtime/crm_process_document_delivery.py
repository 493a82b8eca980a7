from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from .crm_process_document_dispatch import LEFT

FAILED = "crm.process.document.dispatch.failed"


class CrmProcessDocument(models.Model):
    """What became of a paper that was sent, and who is told when it did not arrive."""

    _inherit = "crm.process.document"

    dispatch_ids = fields.One2many(
        "crm.process.document.dispatch",
        "document_id",
        string="Sendings",
        readonly=True,
        copy=False,
    )
    delivery_state = fields.Selection(
        [
            ("outgoing", "Waiting to be sent"),
            ("failed", "Not delivered"),
            ("sent", "Sent"),
            ("opened", "Opened"),
        ],
        string="Delivery",
        compute="_compute_delivery_state",
        store=True,
        help="Of the last mail to each recipient; one failure is enough to be told.",
    )
    delivery_text = fields.Text(compute="_compute_delivery_text")
    waiting_text = fields.Char(compute="_compute_delivery_text")

    # === COMPUTE METHODS === #

    @api.depends("dispatch_ids.state")
    def _compute_delivery_state(self):
        order = ["failed", "outgoing", "opened", "sent"]
        for paper in self:
            states = set(paper._get_last_dispatches().mapped("state"))
            found = [state for state in order if state in states]
            paper.delivery_state = found[0] if found else False

    @api.depends("dispatch_ids.state", "dispatch_ids.email")
    @api.depends_context("lang", "tz")
    def _compute_delivery_text(self):
        for paper in self:
            by_state = paper._get_last_dispatches().grouped("state")
            failed = by_state.get("failed", ())
            waiting = by_state.get("outgoing", ())
            paper.waiting_text = ", ".join(
                dispatch.email or dispatch.partner_id.display_name
                for dispatch in waiting
            )
            paper.delivery_text = "\n".join(
                self.env._(
                    "Not delivered to %(address)s: %(reason)s",
                    address=dispatch.email or dispatch.partner_id.display_name,
                    reason=dispatch.error,
                )
                for dispatch in failed
            )

    # === ACTION METHODS === #

    def action_retry_dispatches(self):
        """Send what failed once more, to the addresses as they are now.

        :raise UserError: when nothing failed, or there is no address
        """
        self.check_access("write")
        failed = self._get_last_dispatches().filtered(
            lambda dispatch: dispatch.state == "failed"
        )
        return failed.action_retry()

    # === CRUD METHODS === #

    def _message_post_after_hook(self, message, msg_vals):
        """A message that carries the paper outside is refused when it may not leave."""
        result = super()._message_post_after_hook(message, msg_vals)
        if self._find_outsiders(message):
            self._check_may_leave()
        return result

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        """Write down the sendings: in step with the mails, also of a later hour."""
        result = super()._notify_thread(message, msg_vals=msg_vals, **kwargs)
        if outsiders := self._find_outsiders(message):
            self._note_dispatches(message, outsiders)
        return result

    # === BUSINESS METHODS === #

    def _find_outsiders(self, message):
        """Return who gets the file of the paper by the message, colleagues left out."""
        self.ensure_one()
        # sudo: what the message carries, not what it says
        message = message.sudo()
        recipients = message.partner_ids
        if self.sudo().attachment_id not in message.attachment_ids:  # sudo: as above
            return recipients.browse()
        client = self.sudo().partner_id  # sudo: as above
        return recipients.filtered(
            lambda partner: partner.partner_share or partner == client
        )

    def _check_may_leave(self):
        """Raise when no message may carry the file outside, whoever writes it."""
        paper = self.sudo()  # sudo: only where it stands; a reader may write, too
        if paper.state in ("draft", "cancelled"):
            problem = paper._explain_not("send")
            raise UserError(
                self.env._(
                    "%(paper)s: %(problem)s", paper=paper.display_name, problem=problem
                )
            )
        paper._check_not_tampered()

    def _note_dispatches(self, message, partners):
        # sudo: evidence, which is written by the system
        dispatches = self.env["crm.process.document.dispatch"].sudo()
        message = message.sudo()  # sudo: as above
        notifications = message.notification_ids.filtered(
            lambda notification: notification.res_partner_id in partners
        )
        known = self._get_dispatches_of(message).partner_id
        made = dispatches.create(
            [
                self._prepare_dispatch_values(message, notification)
                for notification in notifications
                if notification.res_partner_id not in known
            ]
        )
        # Where a mail leaves at once, it has left by now.
        made._take_over_state()
        self._follow_dispatches()

    def _prepare_dispatch_values(self, message, notification):
        partner = notification.res_partner_id
        return {
            "document_id": self.id,
            "partner_id": partner.id,
            "email": partner.email,
            "user_id": self.env.uid,
            "message_id": message.id,
            "reference": message.message_id,
            "notification_id": notification.id,
            "checksum": self.sudo().checksum,  # sudo: of what was sent
        }

    def _get_dispatches_of(self, message):
        # sudo: rows of this paper
        dispatches = self.env["crm.process.document.dispatch"].sudo()
        domain = [("document_id", "in", self.ids), ("message_id", "=", message.id)]
        return dispatches.search(domain).with_env(self.env)

    def _get_last_dispatches(self):
        """Return the last sending to each recipient: the ones before are history."""
        last = {}
        for dispatch in self.dispatch_ids.sorted("id"):
            key = dispatch.document_id.id, dispatch.partner_id.id or dispatch.email
            last[key] = dispatch.id
        return self.dispatch_ids.browse(last.values())

    # === WHAT FOLLOWS === #

    def _follow_dispatches(self):
        """Be sent as soon as one mail has left, and not sent while all have failed."""
        papers = self.sudo()  # sudo: what follows from a mail, whoever sends the queue
        for paper in papers:
            left = paper.dispatch_ids.filtered(lambda row: row.state in LEFT)
            if left and paper.state == "approved":
                paper._mark_sent()
            elif not left and paper.state == "sent" and paper._have_all_failed():
                paper.write({"state": "approved", "date_sent": False})
                paper._tell(self.env._("not delivered to anybody"))
        papers._tell_about_failures()

    def _have_all_failed(self):
        self.ensure_one()
        states = set(self.dispatch_ids.mapped("state"))
        return states == {"failed"}

    def _note_opened(self, partner=None):
        """Note that the client has opened the paper by its link. For the portal.

        :param partner: who it was, where that is known; none: whoever got the mail
        """
        # sudo: the visitor has no rights; that the link is his is asked before
        sent = self.sudo().dispatch_ids.filtered(
            lambda row: (
                row.state == "sent" and (not partner or row.partner_id == partner)
            )
        )
        sent.write({"state": "opened", "date_opened": fields.Datetime.now()})

    # === FAILURES === #

    def _tell_about_failures(self):
        """Have the heads told before the commit: of what has failed for good by then.

        While Odoo sends a mail, the mail counts as failed for a moment.
        """
        precommit = self.env.cr.precommit
        if FAILED not in precommit.data:
            precommit.data[FAILED] = set()
            rows = self.env["crm.process.document.dispatch"]
            # sudo: the system speaks, in nobody's name
            precommit.add(rows.with_user(SUPERUSER_ID)._raise_failures)
        precommit.data[FAILED].update(self.dispatch_ids.ids)
