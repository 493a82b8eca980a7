from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmProcessTask(models.Model):
    """Asking again: a refused or cancelled step is given out anew."""

    _inherit = "crm.process.task"

    may_ask_again = fields.Boolean(compute="_compute_may_ask_again")

    # === COMPUTE METHODS === #

    @api.depends("state", "decision", "is_asked_again", "case_id.stage_id")
    @api.depends_context("uid")
    def _compute_may_ask_again(self):
        for task in self:
            task.may_ask_again = (
                task.state != "open"
                and not task.sudo()._explain_no_asking()  # sudo: colleagues' tasks
                and task._get_foreign_case().has_access("write")
            )

    # === ACTION METHODS === #

    def action_ask_again(self):
        """Give the step of a refused (or cancelled) task out anew, to all its people.

        For whoever may write the case.

        :raise UserError: when somebody is still asked, or the case has gone on
        """
        self.check_access("write")
        self._get_foreign_case().check_access("write")
        tasks = self.sudo()  # sudo: the tasks of colleagues are asked again, too
        tasks._lock_with_others()
        for task in tasks:
            if problem := task._explain_no_asking():
                raise UserError(problem)
        for case, steps in tasks.grouped("case_id").items():
            case._ask_again(steps.step_id)
        return True

    # === BUSINESS METHODS === #

    def _get_foreign_case(self):
        """Return the cases, with the user's own rights; an executor may have none."""
        return self.sudo().case_id.with_env(self.env)  # sudo: only to ask for rights

    def _explain_no_asking(self):
        """Return why the step cannot be asked again, or an empty text."""
        self.ensure_one()
        case = self.case_id
        if not case or not self.step_id or self.stage_id != case.stage_id:
            return self.env._(
                "“%s” belongs to no step of the present stage, so it is not asked "
                "again.",
                self.display_name,
            )
        if problem := case.state != "waiting" and case._explain_state():
            return problem
        return self._explain_no_new_round()

    def _explain_no_new_round(self):
        case = self.case_id
        present = case._get_round(self.step_id)
        if self not in present:
            return self.env._("“%s” was asked again already.", self.display_name)
        if present.filtered(lambda task: task.state == "open"):
            return self.env._("“%s” is still in somebody's hands.", self.display_name)
        if case._is_step_done(self.step_id):
            return self.env._("“%s” is done already.", self.display_name)
        return ""


class CrmProcessCase(models.Model):
    """A case that asks again."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _ask_again(self, steps):
        """Give `steps` out anew: the old round counts no more."""
        self.ensure_one()
        case = self._behind_door()
        steps = (steps | case._get_steps_withdrawn_with(steps)).sorted()
        old = self.env["crm.process.task"].union(
            *(case._get_round(step) for step in steps)
        )
        move = case._get_visit_moves()[:1]
        old.write({"is_asked_again": True})
        case._give_steps([(move, steps)], self.env["crm.process.clock"]._wind())
        case._log_asked_again(steps)

    def _get_steps_withdrawn_with(self, steps):
        """Return the steps that lost their say when a paper of `steps` was refused."""
        tasks = self.env["crm.process.task"]
        asked = tasks.union(*(self._get_round(step) for step in steps))
        papers = asked.document_id.filtered(lambda paper: paper._is_in_hand())
        others = self._filter_wanted(self.stage_id._get_steps()) - steps
        return others.filtered(lambda s: self._get_round(s)._has_failed_about(papers))

    def _log_asked_again(self, steps):
        record = self._get_chatter_record()
        names = ", ".join(self.env._("“%(name)s”", name=step.name) for step in steps)
        # sudo: whoever may write the case may leave its trace
        record.sudo()._message_log_batch(
            {record.id: self.env._("Asked again: %s", names)}
        )
