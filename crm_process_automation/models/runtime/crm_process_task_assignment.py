from odoo import fields, models
from odoo.exceptions import UserError

from ..definition.constants import FORWARD_KINDS
from .crm_process_case_assignment_time import PROMISED


class CrmProcessTask(models.Model):
    """Tasks of assignments: whoever does them moves the assignment along."""

    _inherit = "crm.process.task"

    date_asked_for = fields.Datetime(
        string="Asked for",
        readonly=True,
        help="The deadline that the executor of an assignment asks for.",
    )
    is_assignment = fields.Boolean(compute="_compute_is_assignment")

    # === COMPUTE METHODS === #

    def _compute_is_assignment(self):
        for task in self:
            # sudo: whoever is given the task may know what it belongs to
            task.is_assignment = bool(task.sudo().case_id.issuer_id)

    # === CRUD METHODS === #

    def write(self, vals):
        if "deadline" in vals and not self.env.su:
            self._check_deadline_is_free()
        return super().write(vals)

    # === ACTION METHODS === #

    def action_done(self, result=None):
        """Mark the tasks done; an assignment goes on by that."""
        outcome = super().action_done(result)
        # An approval goes on when it is decided, which is a moment later.
        for task in self.filtered(lambda task: task.kind != "approval"):
            task._carry_assignment_on(result)
        return outcome

    def action_approve(self, comment=None):
        """Approve; an assignment is verified, or gets more time, by that."""
        outcome = super().action_approve(comment)
        for task in self.filtered(lambda task: task.decision == "approved"):
            if task.date_asked_for:
                task._give_more_time(comment)
            else:
                task._carry_assignment_on(comment)
        return outcome

    def action_refuse(self, comment):
        """Refuse; an assignment is returned for rework by that."""
        outcome = super().action_refuse(comment)
        for task in self.filtered(lambda task: task.decision == "refused"):
            if task.date_asked_for:
                task._tell_of_refusal(comment)
            else:
                task._carry_assignment_on(comment)
        return outcome

    # === BUSINESS METHODS === #

    def _is_promised(self):
        """Return whether the task is to be done by the deadline of an assignment."""
        self.ensure_one()
        task = self.sudo()  # sudo: its own step and case
        return task.step_id.date_field == PROMISED and bool(task.case_id.issuer_id)

    def _check_deadline_is_free(self):
        for task in self:
            if task.state == "open" and task._is_promised():
                raise UserError(
                    self.env._(
                        "The deadline of “%s” is a promise to whoever issued the "
                        "assignment: ask for more time instead.",
                        task.sudo().case_id.name,  # sudo: the name of its own case
                    )
                )

    # === DONE BY AN ARROW === #

    def _do_by_arrow(self, text):
        """Note that the tasks were done by whoever moved the assignment on."""
        approvals = self.filtered(lambda task: task.kind == "approval")
        approvals._close_by_arrow({"decision": "approved", "comment": text})
        (self - approvals)._close_by_arrow({"result": text})

    def _refuse_by_arrow(self, reason):
        """Note that what was to be approved was refused; the move cancels the rest."""
        approvals = self.filtered(lambda task: task.kind == "approval")
        approvals._close_by_arrow({"decision": "refused", "comment": reason})

    def _close_by_arrow(self, values):
        closed = {
            "state": "done",
            "done_by_id": self.env.uid,
            "date_done": fields.Datetime.now(),
        }
        self._write_by_verb(closed | values)

    def _reopen(self):
        """The move that did the tasks was taken back."""
        self._write_by_verb(
            {
                "state": "open",
                "date_done": False,
                "done_by_id": False,
                "decision": False,
                "result": False,
            }
        )

    # === THE ASSIGNMENT GOES ON === #

    def _carry_assignment_on(self, text):
        """Take the arrow for which the task was done, once nothing holds it shut."""
        self.ensure_one()
        case = self.sudo().case_id  # sudo: whoever does the task moves the case by it
        if not (self.is_required and case.issuer_id and case.state == "running"):
            return
        if case.stage_id != self.sudo().stage_id:  # sudo: its own stage
            return
        self._check_may_carry_on(case)
        if self.decision != "refused" and case._get_required_tasks():
            return
        kinds = ("rework",) if self.decision == "refused" else FORWARD_KINDS
        arrows = case.stage_id._get_arrows().filtered(lambda arrow: arrow.kind in kinds)
        if len(arrows) == 1 and not case._get_arrow_blockers(arrows):
            case._move_along(arrows, text=text or None)

    def _check_may_carry_on(self, case):
        """Raise when somebody does what is another's to promise or to report."""
        doers = self.sudo().user_id | case.stage_user_id  # sudo: its own executor
        if self.env.user not in doers and not self._may_command_all(case):
            raise UserError(
                self.env._(
                    "“%(task)s” in “%(case)s” is for %(user)s to do, or for a manager.",
                    task=self.display_name,
                    case=case.display_name,
                    user=" / ".join(doers.mapped("name")),
                )
            )

    def _may_command_all(self, case):
        return case.with_env(self.env)._may_command_all()

    # === MORE TIME === #

    def _give_more_time(self, comment):
        """Move the deadline of the assignment to where its executor asked for."""
        self.ensure_one()
        case = self.sudo().case_id  # sudo: whoever decides the request moves it
        until = case._check_may_extend(self.date_asked_for)
        case._extend(until, comment)

    def _tell_of_refusal(self, comment):
        """Tell the executor that the deadline stays."""
        self.ensure_one()
        case = self.sudo().case_id  # sudo: as above

        def get_text(case):
            return case.env._("The deadline stays as it is: %s", comment)

        case._message_log_batch({case.id: get_text(case)})
        case._tell(case.user_id, get_text)
