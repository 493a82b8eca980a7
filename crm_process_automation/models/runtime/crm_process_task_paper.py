from odoo import models
from odoo.fields import Domain

PREPARE_ACTION = "crm_process_automation.crm_process_document_prepare_action"


class CrmProcessTask(models.Model):
    """One click that begins to do a task that asks for a paper, or for a better one."""

    _inherit = "crm.process.task"

    # === KINDS === #

    def _perform_document(self):
        if not self._is_for_paper():
            return super()._perform_document()
        if paper := self.document_id or self._find_paper_at_hand():
            return paper._get_form_action()
        return self._open_dialog(PREPARE_ACTION)

    def _perform_todo(self):
        if self._is_to_rework():
            return self.document_id._get_form_action()
        return super()._perform_todo()

    def _get_perform_text(self):
        if self._is_to_rework():
            return self.env._("Open Paper")
        if not self._is_for_paper():
            return super()._get_perform_text()
        if self.document_id or self._find_paper_at_hand():
            return self.env._("Open Paper")
        return self.env._("Issue…")

    # === BUSINESS METHODS === #

    def _is_to_rework(self):
        """Return whether it asks to rework a paper that the user may open."""
        self.ensure_one()
        paper = self.document_id
        # sudo: only which task it is
        is_asked = bool(paper) and paper.sudo().rework_task_id == self
        return is_asked and self.kind == "todo" and paper.has_access("read")

    def _find_paper_at_hand(self):
        """Return the paper of the case that the task is to bring further, if any.

        A task that is done by the issue makes a paper of its own.
        """
        self.ensure_one()
        papers = self.env["crm.process.document"]
        if self.sudo().step_id.paper_state in (False, "issued"):  # sudo: no secret
            return papers
        in_force = papers._get_in_force_domain()
        found = papers.search(
            in_force & Domain("case_id", "=", self.case_id.id), order="id desc"
        )
        return found.filtered(self._asks_for)[:1]

    def _draft_paper(self, form):
        """Return a draft on `form` that does the task when it is issued.

        :raise UserError: when the task is not open any more
        """
        self.ensure_one()
        self.check_access("write")
        self._check_is_open()
        paper = self.case_id._draft_document(form.document_type, template_id=form.id)
        self.sudo().document_id = paper  # sudo: the system's own column
        return paper
