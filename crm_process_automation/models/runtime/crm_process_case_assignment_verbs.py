from odoo import models
from odoo.exceptions import UserError

from ...tools.text import is_blank
from ..definition.constants import FORWARD_KINDS
from .passage import Passage

REOPENED = {
    "state": "open",
    "date_done": False,
    "done_by_id": False,
    "decision": False,
    "result": False,
}


class CrmProcessCase(models.Model):
    """What executor and issuer do with an assignment: each verb takes an arrow.

    Whoever does the task of the stage moves the assignment, and whoever moves it has
    done the task: by a button, on the route map or in the kanban, it comes to the same.
    """

    _inherit = "crm.process.case"

    # === CRUD METHODS === #

    def write(self, vals):
        if "stage_id" in vals and not Passage.from_env(self.env):
            stage = self.env["crm.process.stage"].browse(vals["stage_id"])
            for case in self.filtered("issuer_id"):
                case._go_to(stage)
        return super().write(vals)

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
            case._go_along(case._get_own_arrow(["rework"]), reason)
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

    def action_open_next_step(self, transition_id=False):
        """Take the arrow; with an assignment its task is done by that."""
        self.ensure_one()
        arrow = self.env["crm.process.transition"].browse(transition_id or [])
        if not self.issuer_id or not arrow or arrow.needs_reason:
            return super().action_open_next_step(transition_id)
        self.check_access("write")
        self._check_is_running()
        self._check_arrow(arrow)
        self._go_along(arrow)
        return True

    # === BUSINESS METHODS === #

    def _take_step(self, step, text=None):
        self.check_access("write")
        self._check_is_assignment()
        for case in self:
            case._check_waits_for(step)
            case._go_along(case._get_own_arrow(FORWARD_KINDS), text)
        return True

    def _depart(self, kind, reason):
        self.check_access("write")
        self._check_says_why(reason)
        self._check_is_assignment()
        for case in self:
            case._move_along(case._get_own_arrow([kind]), text=reason)
        return True

    def _go_to(self, stage):
        """Take the arrow to `stage` if it leads onward; the door does the rest."""
        self.ensure_one()
        if not stage or stage == self.stage_id:
            return
        self.check_access("write")
        arrow = self._find_arrow_to(stage)
        if arrow._is_forward():
            self._go_along(arrow)

    def _go_along(self, arrow, text=None):
        """Do what the stage asks for, and take the arrow unless that has taken it."""
        self.ensure_one()
        stage = self.stage_id
        tasks = self.task_ids.filtered(
            lambda task: (
                task.state == "open" and task.is_required and task.stage_id == stage
            )
        )
        if arrow._is_forward():
            tasks._finish(text)
        elif arrow.kind == "rework":
            tasks._refuse_where_asked(text)
        if self.stage_id == stage:
            self._move_along(arrow, text=text)

    def _take_back_what_was_given(self, move):
        """What was reported by the move is to be done again."""
        result = super()._take_back_what_was_given(move)
        if self.issuer_id:
            steps = self.task_ids.filtered("is_required").grouped("step_id")
            newest = self.task_ids.browse().union(
                *(t.sorted("id")[-1:] for t in steps.values())
            )
            newest.filtered(
                lambda task: (
                    task.state == "done" and task.stage_id == move.from_stage_id
                )
            ).write(REOPENED)
        return result

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
