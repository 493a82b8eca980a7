from odoo import models

PREPARE_ACTION = "crm_process_automation.crm_process_document_prepare_action"


class CrmProcessTask(models.Model):
    """One click that begins to do a task that asks for a paper."""

    _inherit = "crm.process.task"

    # === KINDS === #

    def _perform_document(self):
        if not self._is_for_paper():
            return super()._perform_document()
        if self.document_id:
            return self.document_id._get_form_action()
        return self._open_dialog(PREPARE_ACTION)

    def _get_perform_text(self):
        if self._is_for_paper():
            return self.env._("Issue…")
        return super()._get_perform_text()

    # === BUSINESS METHODS === #

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
