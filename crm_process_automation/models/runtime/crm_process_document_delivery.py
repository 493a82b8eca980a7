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
        string="Deliveries",
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

    # === BUSINESS METHODS === #

    def _is_colleague(self, partner):
        """Return whether the partner is one of us, and not the client of the paper."""
        self.ensure_one()
        client = self.sudo().partner_id  # sudo: only who it is
        # sudo: whether it is a colleague, nothing more
        return bool(partner) and not partner.sudo().partner_share and partner != client

    def _check_may_leave(self):
        """Raise when no message may carry the file outside, whoever writes it."""
        for paper in self.sudo():  # sudo: where it stands; a reader may write, too
            if paper.state in ("draft", "cancelled"):
                raise UserError(
                    self.env._(
                        "%(paper)s: %(problem)s",
                        paper=paper.display_name,
                        problem=paper._explain_not("send"),
                    )
                )
        self.sudo()._check_not_tampered()  # sudo: as above

    def _note_dispatches(self, notifications):
        """Write down the sendings that notifications of a message are.

        :param notifications: of one message that carries the file of the paper
        """
        self.ensure_one()
        # sudo: evidence, which is written by the system
        dispatches = self.env["crm.process.document.dispatch"].sudo()
        notifications = notifications.sudo()  # sudo: as above
        known = self._get_dispatches_of(notifications.mail_message_id).sudo()
        made = dispatches.create(
            [
                self._prepare_dispatch_values(notification)
                for notification in notifications
                if notification not in known.notification_id
                and notification.res_partner_id not in known.partner_id
                and not self._is_colleague(notification.res_partner_id)
            ]
        )
        made._take_over_state()
        if made:
            self._follow_dispatches()

    def _prepare_dispatch_values(self, notification):
        partner, message = notification.res_partner_id, notification.mail_message_id
        return {
            "document_id": self.id,
            "partner_id": partner.id,
            "email": partner.email or notification.mail_email_address,
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
        for paper in papers._in_language_of_responsible():
            left = paper.dispatch_ids.filtered(lambda row: row.state in LEFT)
            if left and paper.state == "approved":
                paper._mark_sent()
            elif not left and paper.state == "sent" and paper._have_all_failed():
                paper.write({"state": "approved", "date_sent": False})
                paper._tell(self.env._("not delivered to anybody"))
        papers._tell_about_failures()

    def _in_language_of_responsible(self):
        """Return each paper as the system tells of it: it has no language itself."""
        is_system = self.env.uid == SUPERUSER_ID
        for paper in self:
            company = paper.company_id.partner_id
            lang = paper.user_id.lang or company.lang
            yield paper.with_context(lang=lang) if is_system else paper

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
