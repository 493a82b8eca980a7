from odoo import api, fields, models

from ..definition.constants import DOCUMENT_TYPES


class CrmProcessTask(models.Model):
    """The paper that a task comes from, or that it is to bring about."""

    _inherit = "crm.process.task"

    document_id = fields.Many2one(
        "crm.process.document",
        string="Paper",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The minutes that gave the task, or the paper that it asks for.",
    )
    document_type = fields.Selection(
        DOCUMENT_TYPES,
        string="Type of Paper",
        readonly=True,
        copy=False,
        help="Which paper the task asks for. Empty: those that its stage names.",
    )
    may_issue = fields.Boolean(compute="_compute_may_issue")

    # === COMPUTE METHODS === #

    @api.depends("kind", "state", "document_id", "document_type", "stage_id", "case_id")
    def _compute_may_issue(self):
        for task in self:
            task.may_issue = task._is_for_paper()

    # === BUSINESS METHODS === #

    def _get_document_type(self):
        """Return the type of paper it asks for; none: whatever its stage names."""
        # sudo: what a step asks for is no secret
        return self.document_type or self.sudo().step_id.document_type

    def _is_for_paper(self):
        """Return whether the task is done by a paper of ours."""
        self.ensure_one()
        if self.kind != "document" or not self.case_id:
            return False
        return bool(self.document_id or self._get_forms_to_issue())

    def _asks_for(self, paper):
        """Return whether `paper` is what the task asks for."""
        self.ensure_one()
        if document_type := self._get_document_type():
            return document_type == paper.document_type
        codes = self._get_forms_to_issue().mapped("code")
        return paper.template_id.code in codes

    def _get_forms_to_issue(self):
        """Return the approved forms of the papers that the task may ask for."""
        self.ensure_one()
        task = self.sudo()  # sudo: which forms a stage names is no secret
        forms = self.env["crm.process.document.template"]
        if task.kind != "document":
            return forms
        stage = task.stage_id or task.case_id.stage_id
        named = stage.document_template_ids.sorted()
        if document_type := task._get_document_type():
            named = named.filtered(lambda form: form.document_type == document_type)
        for form in named:
            forms |= form._get_current(task.company_id).with_env(self.env)
        if forms or not document_type:
            return forms
        domain = [("document_type", "=", document_type)]
        return forms._find_approved(domain, task.company_id)

    def _is_reached(self, paper, state):
        """Return whether `paper` does the task when it has come as far as `state`."""
        self.ensure_one()
        step = self.sudo().step_id  # sudo: as above
        form = paper.template_id
        # What is to be approved was prepared: the approvals may come after that.
        is_to_be_sent = form.is_mandatory and not form.needs_approval
        default = "sent" if is_to_be_sent else "issued"
        states = step._get_paper_states()
        return states.index(step.paper_state or default) <= states.index(state)


class CrmProcessDocument(models.Model):
    """A paper does the task that asks for it.

    It does so when it has come as far as the step says. Else a mandatory paper when it
    was sent, as its control point asks; others, and those that somebody approves
    first, when they are issued.
    """

    _inherit = "crm.process.document"

    # === BUSINESS METHODS === #

    def _after_issue(self):
        result = super()._after_issue()
        for paper in self:
            paper._close_tasks("issued", self.env._("Issued: %s", paper.display_name))
        return result

    def _after_send(self):
        result = super()._after_send()
        for paper in self:
            paper._close_tasks("sent", self.env._("Sent: %s", paper.display_name))
        return result

    def _after_answer(self):
        # First: the case goes on by itself only when nothing is left to be done.
        for paper in self:
            getattr(paper, f"_close_tasks_{paper.state}")()
        return super()._after_answer()

    def _close_tasks_accepted(self):
        name = self.display_name
        self._close_tasks("accepted", self.env._("Accepted by the client: %s", name))

    def _close_tasks_signed(self):
        name = self.display_name
        self._close_tasks("signed", self.env._("Signed by the client: %s", name))

    def _close_tasks_rejected(self):
        """Leave what is to be done: a rejected paper does no task."""

    def _close_tasks(self, state, sentence):
        """Close the task that asks for a paper so far, where it is clear which one."""
        for task in self._find_tasks_for_it(state):
            task._close_by_itself(sentence)
            task.document_id = self

    def _find_tasks_for_it(self, state):
        self.ensure_one()
        # sudo: follows from the paper, whoever has the task
        tasks = self.env["crm.process.task"].sudo()
        tasks = tasks.search(
            [
                ("kind", "=", "document"),
                ("state", "=", "open"),
                *self._get_task_domain(),
            ]
        ).filtered(lambda task: task._is_reached(self, state))
        if own := tasks.filtered(lambda task: task.document_id == self):
            return own
        found = tasks.filtered(
            lambda task: not task.document_id and task._asks_for(self)
        )
        # Of several tasks nobody can tell which one is meant.
        return found if len(found) == 1 else found.browse()

    def _get_task_domain(self):
        case = self.case_id
        domain = [("document_id", "=", self.id)]
        return ["|", ("case_id", "=", case.id), *domain] if case else domain
