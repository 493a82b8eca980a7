from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_datetime

from ...tools.text import is_blank
from ..definition.constants import PROCESS_MANAGER


class CrmProcessIncident(models.Model):
    """How an incident is handled: by its head or a manager, with an answer that stays.

    One whose cause has gone is handled by itself: nobody stands as the one who did.
    """

    _inherit = "crm.process.incident"

    handled_by_id = fields.Many2one(
        "res.users",
        readonly=True,
        help="Empty when the cause went by itself.",
    )
    may_handle = fields.Boolean(compute="_compute_may_handle")

    # === COMPUTE METHODS === #

    def _compute_may_handle(self):
        is_manager = self.env.user.has_group(PROCESS_MANAGER)
        for incident in self:
            incident.may_handle = (
                self.env.su or is_manager or incident.user_id == self.env.user
            )

    # === CRUD METHODS === #

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            self._check_may_handle()
            if set(vals) - {"user_id"}:
                raise UserError(
                    self.env._(
                        "An incident stays as it was written down. Handle it, with an "
                        "answer, or hand it to another head."
                    )
                )
        return super().write(vals)

    # === ACTION METHODS === #

    def action_handle(self, answer):
        """Close the incidents, saying what was done.

        :raise UserError: when one is handled already, it is not the user's to handle,
            or the answer is empty
        """
        self.check_access("write")
        self._check_may_handle()
        if not isinstance(answer, str) or is_blank(answer):
            raise UserError(self.env._("Say what was done about it."))
        for incident in self:
            if incident.state != "open":
                raise UserError(
                    self.env._("“%s” is handled already.", incident.display_name)
                )
        self._close(answer, self.env.user)
        return True

    def action_reopen(self, reason):
        """Open handled incidents again; what was answered before stays.

        :raise UserError: when one is still open, it is not the user's to handle, or no
            reason is given
        """
        self.check_access("write")
        self._check_may_handle()
        if not isinstance(reason, str) or is_blank(reason):
            raise UserError(self.env._("Say why it is opened again."))
        for incident in self:
            if incident.state == "open":
                raise UserError(
                    self.env._("“%s” is still open.", incident.display_name)
                )
        self._open_again(
            self.env._(
                "Opened again on %(date)s by %(user)s: %(reason)s",
                date=format_datetime(self.env, fields.Datetime.now()),
                user=self.env.user.name,
                reason=reason,
            )
        )
        return True

    # === BUSINESS METHODS === #

    def _check_may_handle(self):
        for incident in self:
            if not incident.may_handle:
                raise UserError(
                    self.env._(
                        "“%(incident)s” is for %(user)s to handle, or for a manager.",
                        incident=incident.display_name,
                        # sudo: who the head is, is no secret
                        user=incident.sudo().user_id.name or self.env._("the head"),
                    )
                )

    def _close(self, answer, user):
        """Write down the answer; nobody as `user` when the cause went by itself."""
        self._write_answer(
            answer,
            {
                "state": "handled",
                "date_handled": fields.Datetime.now(),
                "handled_by_id": user.id,
            },
        )

    def _close_by_itself(self, answer):
        """Close open incidents whose cause has gone. For the system."""
        incidents = self.filtered(lambda incident: incident.state == "open")
        incidents._close(answer, self.env["res.users"])

    def _open_again(self, reason):
        self._write_answer(
            reason, {"state": "open", "date_handled": False, "handled_by_id": False}
        )

    def _write_answer(self, text, values):
        """Add `text` to what was answered before: an answer stays."""
        for incident in self.sudo():  # sudo: past the guard of `write`
            answer = "\n".join(filter(None, [incident.answer, text]))
            incident.write(values | {"answer": answer})
