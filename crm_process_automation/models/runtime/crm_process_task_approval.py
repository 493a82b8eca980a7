from odoo import api, models
from odoo.exceptions import UserError


class CrmProcessTask(models.Model):
    """An approval that decides on a paper."""

    _inherit = "crm.process.task"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        tasks = super().create(vals_list)
        # sudo: follows from what the system gives out
        tasks.sudo()._filter_about_papers()._note_asked()
        return tasks

    # === ACTION METHODS === #

    def action_cancel(self, reason):
        """Cancel the tasks; who was to decide on a paper, and does not, is told."""
        result = super().action_cancel(reason)
        # sudo: follows from the cancellation
        for paper in self.sudo()._note_withdrawn(reason):
            if paper.approval_state == "none":
                paper._tell_managers(self.env._("Nobody else is asked. %s", reason))
        return result

    # === BUSINESS METHODS === #

    def _filter_about_papers(self):
        """Return those that approve or refuse a paper."""
        return self.filtered(
            lambda task: (
                task.kind == "approval" and bool(task.step_id and task.document_id)
            )
        )

    def _may_decide_now(self):
        """Return whether the user may approve or refuse, not only hand it over."""
        self.ensure_one()
        if not self._may_decide() or self._has_voted():
            return False
        return self.env.su or not self._is_own_matter_of(self.env.user)

    def _compute_may_decide(self):
        result = super()._compute_may_decide()
        for task in self:
            if task.may_decide and task.kind == "approval":
                task.may_decide = task._may_decide_now()
        return result

    # === WHO IS ASKED ABOUT WHAT === #

    def _is_asked_about(self, paper):
        """Return whether the round is about `paper` and still counts."""
        is_about = all(task.document_id == paper for task in self)
        is_open = any(task.state == "open" for task in self)
        return is_about and (is_open or self._is_approved())

    def _has_failed_about(self, papers):
        """Return whether the round was about one of `papers`, and came to nothing."""
        is_over = all(task.state != "open" for task in self)
        return bool(self.document_id & papers) and is_over and not self._is_approved()

    def _make_way_for(self, paper):
        """Let the round count no more: `paper` is asked about anew.

        By new tasks: a page or a mail about the revision before decides nothing.
        """
        left = self.filtered(lambda task: task.state == "open")
        if left:
            left._withdraw(self.env._("Asked anew: %s", paper.display_name))
        self.write({"is_asked_again": True})

    def _note_asked(self):
        """Note on the papers that these tasks decide on them now."""
        self.document_id._take_return_back()
        self.document_id._drop_manager_activities()
        by_round = self.grouped(lambda task: (task.document_id, task.step_id))
        for (paper, _step), tasks in by_round.items():
            tasks._spare_own(paper)

    def _note_withdrawn(self, reason):
        """Take down who decides no more on papers that still wait; return them."""
        tasks = self._filter_about_papers().filtered(
            lambda task: task.document_id._is_in_hand()
        )
        for paper, group in tasks.grouped("document_id").items():
            names = ", ".join(group.user_id.mapped("name"))
            word = self.env._("taken from %s, who was to decide on it", names)
            paper._tell(word, [reason])
        return tasks.document_id

    def _spare_own(self, paper):
        """Withdraw what is asked of people about their own, if enough are left."""
        open_tasks = self.filtered(lambda task: task.state == "open")
        own = open_tasks.filtered(lambda task: task._is_own_matter_of(task.user_id))
        if not own:
            return
        if len(open_tasks - own) >= self.step_id.quorum:
            own._withdraw(paper._explain_spared(own.user_id))
            return
        note = paper._explain_nobody_else(self.step_id, own.user_id)
        paper._tell(self.env._("put to whose own matter it is"), [note])
        paper._tell_managers(note)

    # === THE DEPUTY === #

    def _find_taker(self, away, rules):
        """Return who takes over, of an approval nobody who decides on it already.

        Else one person would be two of those who have to agree, or approve the own
        paper.
        """
        taker = super()._find_taker(away, rules)
        if self.kind != "approval" or self._may_be_asked(taker):
            return taker
        head = self.case_id._get_head(away) if self.case_id else away.browse()
        is_there = head and rules._filter_available(head, self.company_id)
        return head if is_there and self._may_be_asked(head) else away.browse()

    def _may_be_asked(self, user):
        """Return whether `user` is not asked already, nor is it his own matter."""
        self.ensure_one()
        if not user:
            return True
        others = self.case_id._get_round(self.step_id) if self.step_id else self
        if user in (others - self).user_id:
            return False
        return not self._is_own_matter_of(user)

    def _check_may_be_asked(self):
        """Raise when an approval was handed to whoever has a voice already, or none."""
        for task in self.sudo():  # sudo: who else is asked is no secret
            is_asked = task.kind == "approval" and task.step_id and task.state == "open"
            if is_asked and not task._may_be_asked(task.user_id):
                raise UserError(
                    self.env._(
                        "%(user)s is asked about “%(task)s” already, or has issued it "
                        "or asked for it himself. Choose somebody else.",
                        user=task.user_id.name,
                        task=task.name,
                    )
                )

    # === THE ROUND === #

    def _settle_approvals(self, finished):
        result = super()._settle_approvals(finished)
        if finished & self:
            self._settle_paper(finished & self)
        return result

    def _settle_paper(self, finished):
        """Let the paper follow its round: approved, or returned for rework.

        A case that approves a paper of another one says itself what becomes of it.
        """
        paper = self.document_id
        if len(paper) != 1 or paper.case_id != self.case_id or paper.state != "draft":
            return
        decider = (finished.done_by_id or self.env.user)[-1:]
        refused = self._get_refused().sorted("id")[-1:]
        if self._is_approved():
            if paper._is_agreed():
                paper._approve_by_process(decider)
                paper._tell_approved(decider)
        elif refused and all(task.state != "open" for task in self):
            reason = refused.result or refused.comment or ""
            paper._return_for_rework(reason, refused.done_by_id)
