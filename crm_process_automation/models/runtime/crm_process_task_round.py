from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class CrmProcessTask(models.Model):
    """The tasks of one step that were given out together: a round of approvals.

    A round is decided when its quorum is reached, or cannot be reached any more; then
    nobody has to answer any longer. The finish of a task may bring the next step.
    """

    _inherit = "crm.process.task"

    is_asked_again = fields.Boolean(
        readonly=True, help="The step was given out anew since, in the same stage."
    )

    # === BUSINESS METHODS === #

    def _write_by_verb(self, vals):
        if vals.get("state", "open") == "open":
            return super()._write_by_verb(vals)
        self.check_access("write")
        tasks = self.sudo()  # sudo: the tasks of colleagues hang on the decision
        tasks._lock_with_others()
        result = super()._write_by_verb(vals)
        tasks._settle()
        return result

    def _lock_with_others(self):
        """Let two who decide at once follow one another, each knowing of the other.

        Who waited finds the rows changed; the server then repeats what he asked for.
        """
        cases = self.filtered(lambda task: task._has_followers()).case_id
        if not cases:
            return
        for table, column in (
            ("crm_process_case", "id"),
            ("crm_process_task", "case_id"),
        ):
            self.env.execute_query(
                SQL(
                    "SELECT id FROM %s WHERE %s IN %s ORDER BY id FOR NO KEY UPDATE",
                    SQL.identifier(table),
                    SQL.identifier(column),
                    cases._ids,
                )
            )

    def _has_followers(self):
        """Return whether something may follow from the finish of the task."""
        self.ensure_one()
        return bool(self.step_id) and (
            self.kind == "approval" or self.stage_id._is_in_order()
        )

    def _settle(self):
        """Draw the conclusions from tasks that are finished."""
        tasks = self.filtered(lambda task: task._has_followers())
        for (case, step), done in tasks.grouped(
            lambda task: (task.case_id, task.step_id)
        ).items():
            if step.kind == "approval":
                case._get_round(step)._settle_approvals(done)
        tasks.case_id._give_following_steps()

    def _settle_approvals(self, finished):
        """Close what needs no answer any more.

        :param finished: those that have just been finished, maybe of an old round
        """
        left = self.filtered(lambda task: task.state == "open")
        approved, quorum = self._count_approved(), self.step_id.quorum
        if not finished & self:
            return
        if approved >= quorum:
            left._close_by_itself(
                self.env._(
                    "Enough approvals: %(count)s of %(asked)s",
                    count=approved,
                    asked=len(self),
                )
            )
        elif approved + len(left) < quorum:
            left._withdraw(self._explain_failure())
            if left or finished._get_refused():
                self._tell_failure()

    def _count_approved(self):
        """Return how many people have approved."""
        return len(self.filtered(lambda task: task.decision == "approved").done_by_id)

    def _get_refused(self):
        return self.filtered(lambda task: task.decision == "refused")

    def _is_approved(self):
        """Return whether the round has reached its quorum."""
        return bool(self) and self._count_approved() >= self.step_id.quorum

    def _is_out_of_the_way(self):
        """Return whether the step after this round may be given out."""
        if self.step_id.kind == "approval" and self._get_refused():
            return self._is_approved()
        return all(task.state != "open" for task in self)

    def _is_of_round_of(self, task):
        """Return whether both were given out together."""
        return (self.move_id, self.is_asked_again) == (
            task.move_id,
            task.is_asked_again,
        )

    def _has_voted(self):
        """Return whether the user has decided another task of the round already."""
        self.ensure_one()
        task = self.sudo()  # sudo: the tasks of colleagues
        is_of_round = task.kind == "approval" and task.case_id and task.step_id
        if self.env.su or not is_of_round:
            return False
        others = task.case_id._get_round(task.step_id) - task
        return self.env.user in others.filtered("decision").done_by_id

    def _check_votes_once(self):
        """Raise when the user would have two voices in one round."""
        rounds = self.filtered("step_id").grouped(lambda t: (t.case_id, t.step_id))
        twice = any(len(tasks) > 1 for tasks in rounds.values())
        for task in self:
            if task._has_voted() or (twice and not self.env.su):
                raise UserError(task._explain_vote())

    def _is_answered_by_others(self):
        """Return whether an approval was closed without an answer to it."""
        self.ensure_one()
        return self.kind == "approval" and self.state == "done" and not self.decision

    # === IN WORDS === #

    def _explain_vote(self):
        """Return that nobody decides twice in a round, as a sentence."""
        return self.env._(
            "“%s” asks several people, and each of them decides once. Somebody else "
            "decides on this one.",
            self.display_name,
        )

    def _explain_failure(self):
        """Return why the round cannot reach its quorum, as a sentence."""
        step = self.step_id.with_env(self.env)
        if refused := self._get_refused().sorted("id")[-1:]:
            return self.env._(
                "“%(step)s” was refused by %(person)s: %(reason)s.",
                step=step.name,
                # sudo: whoever reads the case may read who decided
                person=refused.sudo().done_by_id.name,
                reason=(refused.result or "").strip().rstrip("."),
            )
        return self.env._(
            "“%(step)s” has %(count)s of %(quorum)s approvals, and nobody else is "
            "asked.",
            step=step.name,
            count=self._count_approved(),
            quorum=step.quorum,
        )

    def _explain_waiting(self):
        """Return how far an open round has come, as a sentence."""
        step = self.step_id.with_env(self.env)
        people = self.filtered(lambda task: task.state == "open").user_id
        return self.env._(
            "“%(step)s” has %(count)s of %(quorum)s approvals; it waits for "
            "%(people)s.",
            step=step.name,
            count=self._count_approved(),
            quorum=step.quorum,
            people=", ".join(people.mapped("name")),
        )

    def _tell_failure(self):
        """Tell the responsible in the chatter that the case does not go on."""
        case = self.case_id
        # sudo: whoever decides may leave the trace of it
        case._get_chatter_record().sudo().message_post(
            body=case._explain_step(self.step_id),
            partner_ids=case.user_id.partner_id.ids,
            message_type="notification",
            subtype_xmlid="mail.mt_note",
        )
