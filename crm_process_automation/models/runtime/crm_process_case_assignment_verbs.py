from odoo import models
from odoo.exceptions import UserError

from ...tools.text import is_blank
from ..definition.constants import FORWARD_KINDS


class CrmProcessCase(models.Model):
    """What executor and issuer do with an assignment: each verb takes an arrow."""

    _inherit = "crm.process.case"

    # === ACTION METHODS === #

    def action_accept(self):
        """Accept the assignments, with their deadlines.

        :raise UserError: when one is not the user's to accept, or not any more
        """
        return self._take_step("accept")

    def action_report_done(self, result=None):
        """Report the assignments done, with what came of them.

        :raise UserError: when one is not accepted yet, or not the user's to do
        """
        return self._take_step("report", result)

    def action_verify(self):
        """Be satisfied with what was done: the assignments end with success.

        :raise UserError: when one is not reported done, or not the user's to verify
        """
        return self._take_step("verify")

    def action_return(self, reason):
        """Return the assignments for rework, saying what is missing.

        :raise UserError: when one is not reported done, or no reason is given
        """
        self.check_access("write")
        self._check_says_why(reason)
        self._check_is_assignment()
        for case in self:
            case._check_waits_for("verify")
            case._move_along(case._get_own_arrow(["rework"]), text=reason)
        return True

    def action_refuse_assignment(self, reason):
        """Refuse the assignments: the executor cannot do them, and says why.

        :raise UserError: when one is done already, or no reason is given
        """
        return self._depart("refuse", reason)

    def action_withdraw(self, reason):
        """Withdraw the assignments: the issuer does not need them any more.

        :raise UserError: when one has ended, or no reason is given
        """
        return self._depart("cancel", reason)

    # === BUSINESS METHODS === #

    def _take_step(self, step, text=None):
        self.check_access("write")
        self._check_is_assignment()
        for case in self:
            case._check_waits_for(step)
            case._move_along(case._get_own_arrow(FORWARD_KINDS), text=text)
        return True

    def _depart(self, kind, reason):
        self.check_access("write")
        self._check_says_why(reason)
        self._check_is_assignment()
        for case in self:
            case._move_along(case._get_own_arrow([kind]), text=reason)
        return True

    def _get_own_arrow(self, kinds):
        """Return the only arrow of `kinds` from here that is the user's, else raise."""
        self.ensure_one()
        arrows = self.stage_id._get_arrows().filtered(lambda arrow: arrow.kind in kinds)
        own = arrows & self._get_open_transitions()
        if len(own) == 1:
            return own
        if own or not arrows:
            raise UserError(
                self.env._(
                    "“%(case)s” is at “%(stage)s” now. %(arrows)s",
                    case=self.display_name,
                    stage=self.stage_id.name,
                    arrows=self._describe_arrows(),
                )
            )
        owner = self._get_arrow_owner(arrows[:1]).sudo()  # sudo: a colleague's name
        raise UserError(
            self.env._(
                "“%(arrow)s” is for %(user)s to do with “%(case)s”, or for a manager.",
                arrow=arrows[:1].display_name,
                user=owner.name,
                case=self.display_name,
            )
        )

    def _check_waits_for(self, step):
        """Raise unless the present stage waits for `step`."""
        self.ensure_one()
        if self._get_assignment_step() == step:
            return
        words = dict(self._fields["assignment_step"]._description_selection(self.env))
        raise UserError(
            self.env._(
                "“%(case)s” is at “%(stage)s” now, where the next step is “%(step)s”. "
                "Reload the page.",
                case=self.display_name,
                stage=self.stage_id.name,
                step=words[self._get_assignment_step()],
            )
        )

    def _check_says_why(self, reason):
        if not isinstance(reason, str) or is_blank(reason):
            raise UserError(
                self.env._("Say why: whoever reads it has to understand it.")
            )
