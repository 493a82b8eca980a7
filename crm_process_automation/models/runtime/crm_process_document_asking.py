from markupsafe import Markup

from odoo import models

from ..definition.constants import PROCESS_MANAGER

APPROVAL_TYPE = "crm_process_automation.mail_activity_type_approval"


class CrmProcessDocument(models.Model):
    """Who is asked to approve a paper that was issued.

    By the process that its form names; else the approvers of the present stage of its
    case; else the managers of the company, who decide by the button.
    """

    _inherit = "crm.process.document"

    # === HOOKS === #

    def _after_issue(self):
        result = super()._after_issue()
        for paper in self:
            if paper.state == "draft":
                paper._ask_for_approval()
            # sudo: follows from the issue, whoever was asked
            paper.sudo().previous_id._drop_requests(
                self.env._("Replaced by “%s”.", paper.display_name)
            )
        return result

    def _start_approval_process(self):
        """Start a process of its own that approves the paper; return its case.

        :return: an empty recordset when the form names no process
        """
        return self.env["crm.process.case"]

    # === BUSINESS METHODS === #

    def _ask_for_approval(self):
        """Have those decide on the paper who are to. For the system."""
        self.ensure_one()
        paper = self.sudo()  # sudo: whoever issues it lets it be decided on
        if paper._start_approval_process() or paper.case_id._ask_about(paper):
            return
        paper._tell_managers(self.env._("Approve it, or have it revised."))

    def _approve_by_process(self, user):
        """Approve the papers, as those who were asked have agreed.

        For the system. A paper that is no draft any more, or replaced, is left alone.

        :param user: who has agreed last
        """
        # sudo: whoever decides need not have a right to write the paper
        for paper in self.sudo():
            if paper._is_in_hand() and paper.date_issued:
                paper._take_return_back()
                paper._withdraw_requests(self.env._("Approved by %s.", user.name))
                paper._approve(user)
                paper._ask_for_waiting_papers()

    def _approve(self, user, comment=None):
        # sudo: a task of a colleague that is not needed any more
        self.sudo()._drop_manager_activities()
        return super()._approve(user, comment)

    def _ask_for_waiting_papers(self):
        """Ask about the next paper of the type that waited for this one."""
        self.ensure_one()
        for paper in self.case_id._find_unasked_papers(self)[:1]:
            paper.case_id._ask_about(paper)

    # === MANAGERS === #

    def _tell_managers(self, note):
        """Give the managers an activity on the paper, which mails them its link.

        Not whoever has issued it, and so does not decide on it.
        """
        self.ensure_one()
        managers = self._get_managers_to_tell()
        if not managers:
            self._tell(self.env._("issued, and there is no manager to approve it"))
        for user in managers:
            paper = self.with_context(lang=user.lang or self.env.lang)
            paper.activity_schedule(
                APPROVAL_TYPE,
                summary=paper.env._("Approve: %s", paper.display_name),
                note=Markup("<p>%s</p>") % note,
                user_id=user.id,
            )

    def _get_managers_to_tell(self):
        """Return the managers who may approve the paper by the button."""
        # sudo: who is a manager is no secret
        group = self.env.ref(PROCESS_MANAGER).sudo()
        return group.all_user_ids.filtered(
            lambda user: (
                user.active
                and not user.share
                and self.company_id in user.company_ids
                and not self._is_own_of(user)
                and self._is_open_to(user)
            )
        ).sorted("id")

    def _is_open_to(self, user):
        """Return whether the deal, and so the paper, is not closed to `user`."""
        companies = {"allowed_company_ids": self.company_id.ids}
        return self.with_user(user).with_context(**companies).has_access("write")

    def _drop_manager_activities(self):
        """Remove the activities of managers: it is decided, or others decide."""
        if self:
            self.activity_unlink([APPROVAL_TYPE])


class CrmProcessCase(models.Model):
    """The approvals of a stage, and the paper that they decide on."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _ask_about(self, paper):
        """Have the approvers of the present stage decide on `paper`.

        What they were asked before, about an earlier revision or no paper at all, they
        are asked anew; while they decide on another paper, this one waits.

        :return: whether the stage asks anybody about it, now or in its turn
        """
        case = self._behind_door()
        if not case or not case._is_open():
            return False
        steps = case.stage_id._get_steps().filtered(lambda s: s._decides_on(paper))
        wanted = case._filter_wanted(steps)
        case._withdraw_unwanted(steps - wanted)
        if not wanted:
            return False
        if not case._get_other_paper_in_hand(wanted, paper):
            case._ask_steps_about(wanted, paper)
        return True

    def _ask_steps_about(self, steps, paper):
        """Give the rounds of `steps` to `paper`: asked anew, or given now."""
        for step in steps:
            tasks = self._get_round(step)
            if tasks and not tasks._is_asked_about(paper):
                tasks._make_way_for(paper)
        stage_steps = self._filter_wanted(steps.stage_id._get_steps())
        rounds = self._get_rounds(stage_steps)
        if turn := self._filter_by_turn(stage_steps, rounds) & steps:
            move = self._get_visit_moves()[:1]
            self._give_steps([(move, turn)], self.env["crm.process.clock"]._wind())

    def _withdraw_unwanted(self, steps):
        """Withdraw what was asked before the paper said how little it is worth."""
        for step in steps:
            tasks = self._get_round(step).filtered(lambda task: task.state == "open")
            if tasks:
                tasks._withdraw(self._explain_unwanted(step))

    def _get_other_paper_in_hand(self, steps, paper):
        """Return another paper that the approvers of `steps` decide on just now."""
        self.ensure_one()
        earlier = paper._get_revisions_before()
        others = self.task_ids.filtered(
            lambda task: (
                task.step_id in steps and task.state == "open" and task.document_id
            )
        ).document_id
        return others.filtered(
            lambda other: other not in paper | earlier and other._is_in_hand()
        )

    def _find_unasked_papers(self, paper):
        """Return the papers of the type of `paper` that nobody was asked about yet."""
        if not self:
            return paper.browse()
        # sudo: they follow from the process, whoever issued them
        papers = self.sudo().document_ids.filtered(
            lambda other: (
                other.id != paper.id
                and other.document_type == paper.document_type
                and other.state == "draft"
                and other.approval_state == "none"
                and other._is_in_force()
                and not other._get_open_approval_case()
            )
        )
        return papers.sorted("id")
