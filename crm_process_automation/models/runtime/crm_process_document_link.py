import uuid
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import consteq


class CrmProcessDocument(models.Model):
    """The link by which a client opens his paper: it expires and can be taken back.

    Nobody reads the token: it is only ever a part of the link that the client gets. A
    link that was taken back stays so until somebody makes a new one.
    """

    _inherit = "crm.process.document"

    access_token = fields.Char(groups=fields.NO_ACCESS)
    access_expires = fields.Datetime(
        string="Link Open Until", readonly=True, copy=False
    )
    is_link_revoked = fields.Boolean(string="Link Withdrawn", readonly=True, copy=False)
    link_state = fields.Selection(
        [("none", "No link yet"), ("open", "Open"), ("closed", "Closed")],
        compute="_compute_link_state",
    )

    # === COMPUTE METHODS === #

    @api.depends("access_token", "access_expires", "is_link_revoked")
    def _compute_link_state(self):
        for document in self:
            state = "open" if document._is_link_alive() else "closed"
            # sudo: whether there is a link, not the link itself
            has_link = document.is_link_revoked or document.sudo().access_token
            document.link_state = state if has_link else "none"

    def _compute_access_url(self):
        for document in self:
            document.access_url = f"/my/papers/{document.id}"

    # === ACTION METHODS === #

    def action_renew_link(self):
        """Make a new link. The old one does not open the paper any more.

        :raise UserError: when the paper is not issued yet, or archived
        """
        self.check_access("write")
        for document in self:
            document._check_has_file()
            document._write_link(str(uuid.uuid4()))
        return True

    def action_revoke_link(self):
        """Take the link back: nobody opens the paper by it any more."""
        self.check_access("write")
        # sudo: the token is nobody's to read or write, the right was checked
        self.sudo().write(
            {"access_token": False, "access_expires": False, "is_link_revoked": True}
        )
        return True

    def action_show_as_client(self):
        """Open the page of the paper as its client sees it."""
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": self.access_url, "target": "new"}

    # === BUSINESS METHODS === #

    def _is_open_by_token(self, token):
        """Return whether `token`, from a link, opens the paper at this moment."""
        self.ensure_one()
        document = self.sudo()  # sudo: the token is what lets the client in
        if not document._is_link_alive() or not isinstance(token, str):
            return False
        # As bytes: texts that are compared so have to be ASCII.
        return consteq(document.access_token.encode(), token.encode())

    def _is_link_alive(self):
        """Return whether there is a link, and it has not expired."""
        self.ensure_one()
        document = self.sudo()  # sudo: only whether there is a token
        return bool(
            document.active
            and document.access_token
            and document.access_expires
            and document.access_expires > fields.Datetime.now()
        )

    def _write_link(self, token):
        self.ensure_one()
        # sudo: how long a link lives, is no secret
        days = self.company_id.sudo().process_link_days
        expires = fields.Datetime.now() + timedelta(days=days)
        # sudo: the token is nobody's to read or write
        self.sudo().write(
            {
                "access_token": token,
                "access_expires": expires,
                "is_link_revoked": False,
            }
        )

    def _check_has_file(self):
        if not self.attachment_id or not self.active:
            raise UserError(
                self.env._(
                    "“%s” has nothing to show to the client: issue it first, and take "
                    "it out of the archive.",
                    self.display_name,
                )
            )

    def _renew_token(self):
        """Return the token for the client, of a link that is open from now on.

        For the mail to the client alone, see `_put_token`; who sends it may do so.
        """
        self.ensure_one()
        # sudo: the token is only shown within the link
        token = self.sudo().access_token if self._is_link_alive() else str(uuid.uuid4())
        self._write_link(token)
        return token

    # === PORTAL MIXIN === #

    def _portal_ensure_token(self):
        """Return the token for a link; an empty text when the link was taken back.

        An expired one stays expired: Odoo asks here for whoever comes with it, too.
        """
        self.ensure_one()
        self.check_access("read")
        if self.is_link_revoked:
            return ""
        document = self.sudo()  # sudo: the token is only shown within the link
        if not document.access_token:
            self._write_link(str(uuid.uuid4()))
        return document.access_token

    def _get_share_url(self, *args, **kwargs):
        self.check_access("read")
        # sudo: the mixin reads the token, which is nobody's to read
        return super(CrmProcessDocument, self.sudo())._get_share_url(*args, **kwargs)

    def _sign_token(self, pid):
        # sudo: the token goes into a hash
        return super(CrmProcessDocument, self.sudo())._sign_token(pid)

    @api.model
    def _get_thread_with_access(self, thread_id, **kwargs):
        """The link opens the page of the paper, and not what colleagues write on it."""
        closed = dict.fromkeys(("hash", "pid", "token"))
        return super()._get_thread_with_access(thread_id, **kwargs | closed)
