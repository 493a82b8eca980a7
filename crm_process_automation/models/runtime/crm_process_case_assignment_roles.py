from odoo import api, fields, models
from odoo.exceptions import UserError

from ..definition.constants import FORWARD_KINDS, PROCESS_MANAGER

# What the issuer has written is not the executor's to change.
KEPT_BY_ISSUER = frozenset({"name", "note", "active", "partner_id"})


class CrmProcessCase(models.Model):
    """Whose turn it is in an assignment.

    An arrow belongs to whoever answers for the stage: the executor, and at the stage
    where it is verified the issuer. To withdraw is the issuer's. A manager may all.
    """

    _inherit = "crm.process.case"

    assignment_step = fields.Selection(
        [("accept", "Accept"), ("report", "Report done"), ("verify", "Verify")],
        string="My Next Step",
        compute="_compute_assignment_step",
    )
    can_refuse = fields.Boolean(compute="_compute_assignment_step")
    can_return = fields.Boolean(compute="_compute_assignment_step")
    can_withdraw = fields.Boolean(compute="_compute_assignment_step")
    can_ask_time = fields.Boolean(compute="_compute_assignment_step")

    # === COMPUTE METHODS === #

    @api.depends("stage_id", "state", "user_id", "stage_user_id", "issuer_id")
    @api.depends_context("uid")
    def _compute_assignment_step(self):
        for case in self:
            kinds, is_mine = set(), case.stage_user_id == self.env.user
            if case.issuer_id:
                kinds = set(case._get_open_transitions().mapped("kind"))
            step = case._get_assignment_step() if kinds & {*FORWARD_KINDS} else False
            case.assignment_step = is_mine and step
            case.can_refuse = is_mine and "refuse" in kinds
            case.can_return = is_mine and "rework" in kinds
            case.can_withdraw = "cancel" in kinds
            waits = case._get_assignment_step() in ("accept", "report")
            case.can_ask_time = waits and (case.can_withdraw or bool(step))

    # === CRUD METHODS === #

    def write(self, vals):
        if not self.env.su and KEPT_BY_ISSUER.intersection(vals):
            self.filtered("issuer_id")._check_may_command()
        return super().write(vals)

    # === ACTION METHODS === #

    def action_cancel(self, reason):
        """Cancel the cases; an assignment is cancelled by its issuer."""
        self.check_access("write")
        self.filtered("issuer_id")._check_may_command()
        return super().action_cancel(reason)

    def action_pause(self, until, reason):
        """Stop the clocks; those of an assignment are its issuer's to stop."""
        self.check_access("write")
        self.filtered("issuer_id")._check_may_command()
        return super().action_pause(until, reason)

    # === BUSINESS METHODS === #

    def _get_open_transitions(self):
        arrows = super()._get_open_transitions()
        if not self.issuer_id or self._may_command_all():
            return arrows
        return arrows.filtered(
            lambda arrow: self._get_arrow_owner(arrow) == self.env.user
        )

    def _get_blocked_arrows(self):
        """On the map of an assignment the arrows of the other side are not shut."""
        blocked = super()._get_blocked_arrows()
        if not self.issuer_id:
            return blocked
        own = self._get_open_transitions()
        return {arrow: texts for arrow, texts in blocked.items() if arrow in own}

    def _get_arrow_owner(self, arrow):
        """Return whose it is to take the arrow with an assignment."""
        self.ensure_one()
        return self.issuer_id if arrow.kind == "cancel" else self.stage_user_id

    def _get_assignment_step(self):
        """Return what the present stage waits for: accept, report or verify."""
        self.ensure_one()
        stage = self.stage_id
        if stage.is_start:
            return "accept"
        return "verify" if stage.responsible_kind == "issuer" else "report"

    @api.model
    def _get_heads(self):
        """Whoever issued the assignment is told first when it is late."""
        return self.issuer_id | super()._get_heads()

    def _may_command_all(self):
        return self.env.su or self.env.user.has_group(PROCESS_MANAGER)

    def _may_command(self):
        """Return whether the user may change what was issued."""
        self.ensure_one()
        return self._may_command_all() or self.issuer_id == self.env.user

    def _check_may_command(self):
        """Raise unless the assignments are the user's own to change."""
        for case in self:
            if not case._may_command():
                raise UserError(
                    self.env._(
                        "“%(case)s” is changed, stopped or cancelled by %(issuer)s, "
                        "who issued it, or by a manager. You may refuse it, or ask "
                        "for more time.",
                        case=case.display_name,
                        issuer=case.sudo().issuer_id.name,  # sudo: a colleague's name
                    )
                )

    def _check_is_assignment(self):
        """Raise unless all of them are assignments under way."""
        for case in self:
            if not case.issuer_id:
                raise UserError(
                    self.env._(
                        "“%s” is no assignment: move it along its route map instead.",
                        case.display_name,
                    )
                )
            case._check_is_running()
