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

    def _is_for_paper(self):
        """Return whether the task is done by a paper of ours."""
        self.ensure_one()
        if self.kind != "document" or not self.case_id:
            return False
        return bool(self.document_id or self._get_forms_to_issue())

    def _asks_for(self, paper):
        """Return whether `paper` is what the task asks for."""
        self.ensure_one()
        if self.document_type:
            return self.document_type == paper.document_type
        codes = self._get_forms_to_issue().mapped("code")
        return paper.template_id.code in codes

    def _get_forms_to_issue(self):
        """Return the approved forms of the papers that the task may ask for."""
        self.ensure_one()
        task = self.sudo()  # sudo: which forms a stage names is no secret
        forms = self.env["crm.process.document.template"]
        if task.kind != "document":
            return forms
        if task.document_type:
            domain = [("document_type", "=", task.document_type)]
            return forms._find_approved(domain, task.company_id)
        stage = task.stage_id or task.case_id.stage_id
        for form in stage.document_template_ids.sorted():
            forms |= form._get_current(task.company_id).with_env(self.env)
        return forms


class CrmProcessDocument(models.Model):
    """A paper does the task that asks for it.

    A mandatory paper when it was sent, as its control point asks; others when they are
    issued.
    """

    _inherit = "crm.process.document"

    # === BUSINESS METHODS === #

    def _after_issue(self):
        result = super()._after_issue()
        for paper in self:
            if not paper.template_id.is_mandatory:
                paper._close_tasks(self.env._("Issued: %s", paper.display_name))
        return result

    def _after_send(self):
        result = super()._after_send()
        for paper in self:
            paper._close_tasks(self.env._("Sent: %s", paper.display_name))
        return result

    def _close_tasks(self, sentence):
        """Close the task that asks for the paper, where it is clear which one."""
        for task in self._find_tasks_for_it():
            task._close_by_itself(sentence)
            task.document_id = self

    def _find_tasks_for_it(self):
        self.ensure_one()
        # sudo: follows from the paper, whoever has the task
        tasks = self.env["crm.process.task"].sudo()
        tasks = tasks.search(
            [
                ("kind", "=", "document"),
                ("state", "=", "open"),
                *self._get_task_domain(),
            ]
        )
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
