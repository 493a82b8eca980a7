from markupsafe import Markup

from odoo import fields, models

from .crm_process_document_follow import HOURS_TO_ANSWER, OTHER_REJECTION, REJECTIONS


class CrmProcessDocument(models.Model):
    """A paper that was refused within the company goes back to be reworked.

    It stays an unsent draft. Its responsible is given a task; the revision closes it,
    and is asked about anew.
    """

    _inherit = "crm.process.document"

    is_returned = fields.Boolean(string="Returned", readonly=True, copy=False)
    return_reason = fields.Text(string="Why It Was Returned", readonly=True, copy=False)
    returned_by_id = fields.Many2one(
        "res.users", string="Returned by", readonly=True, copy=False
    )
    rework_task_id = fields.Many2one(
        "crm.process.task",
        string="Task to Rework It",
        readonly=True,
        copy=False,
        ondelete="set null",
    )

    # === ACTION METHODS === #

    def action_cancel(self, reason):
        """Cancel the papers; nobody has to decide on them or rework them any more."""
        result = super().action_cancel(reason)
        # sudo: follows from the cancellation, whoever has the tasks
        for paper in self.sudo():
            sentence = self.env._("“%s” was cancelled.", paper.display_name)
            paper._drop_requests(sentence)
            paper.rework_task_id._close_by_itself(sentence)
            paper._ask_for_waiting_papers()
        return result

    # === HOOKS === #

    def _after_issue(self):
        result = super()._after_issue()
        for paper in self:
            # sudo: follows from the issue, whoever has the task
            task = paper.sudo().previous_id.rework_task_id
            task._close_by_itself(self.env._("Issued anew: %s", paper.display_name))
        return result

    # === BUSINESS METHODS === #

    def _return_for_rework(self, reason, user, process=None):
        """Give the papers back to their responsible, as `user` has refused them.

        For the system. A paper that is returned already, or no draft, is left alone.

        :param reason: what `user` has said
        :param process: the case that has them reworked: it gives the task itself, and
            keeps the deviation
        """
        # sudo: whoever refuses need not have a right to the deal
        for paper in self.sudo():
            if paper.state != "draft" or paper.is_returned:
                continue
            paper._drop_requests(
                self.env._(
                    "“%(paper)s” was refused by %(person)s.",
                    paper=paper.display_name,
                    person=user.name,
                )
            )
            values = {"return_reason": reason, "returned_by_id": user.id}
            paper._write_by_verb(values | {"is_returned": True})
            said = self.env._("%(person)s: %(reason)s", person=user.name, reason=reason)
            paper._tell(self.env._("returned for rework"), [said])
            if not process:
                paper._follow_return()
            paper._ask_for_waiting_papers()

    def _follow_return(self):
        """Note the deviation, and give the responsible the task to rework the paper."""
        if self.case_id:
            deviations = self.env["crm.process.deviation"]
            deviations.create(self._prepare_return_deviation())
        self.rework_task_id = self._give_rework_task()

    def _prepare_return_deviation(self):
        kind = REJECTIONS.get(self.document_type, OTHER_REJECTION)
        cause = f"{self.display_name}: {self.return_reason}"
        return self._prepare_rejection_values(kind) | {"cause": cause}

    def _give_rework_task(self):
        user = self._get_responsible() or self.issued_by_id
        document = self.with_context(lang=user.lang or self.env.lang)
        case = self.case_id if self.case_id._is_in_progress() else self.case_id.browse()
        clock, now = self.env["crm.process.clock"]._wind(), fields.Datetime.now()
        said = document.env._(
            "%(person)s: %(reason)s",
            person=self.returned_by_id.name,
            reason=self.return_reason,
        )
        values = {
            "name": document.env._("Rework: %s", document.display_name),
            "kind": "todo",
            "case_id": case.id,
            "company_id": self.company_id.id,
            "user_id": user.id,
            "document_id": self.id,
            "instruction": Markup("<p>%s</p>") % said,
            "date_planned": now,
            "deadline": clock.plan(now, HOURS_TO_ANSWER, user, self.company_id),
        }
        if not case:
            values |= self._prepare_bare_task_links()
        return self.env["crm.process.task"].create(values)

    def _take_return_back(self):
        """Note that the papers are asked about again as they are."""
        for paper in self.filtered("is_returned"):
            paper._write_by_verb({"is_returned": False})
            paper.rework_task_id._close_by_itself(
                self.env._("Asked again: %s", paper.display_name)
            )

    def _drop_requests(self, reason):
        """Ask nobody about the papers any more, neither by a task nor by a notice."""
        self._withdraw_requests(reason)
        self._drop_manager_activities()

    def _withdraw_requests(self, reason):
        """Withdraw the open tasks to decide on the papers."""
        tasks = self.approval_task_ids.filtered(lambda task: task.state == "open")
        if tasks:
            tasks._withdraw(reason)

    def _say_return_reason(self):
        return (self.return_reason or "").strip().rstrip(".")
