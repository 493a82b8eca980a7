from odoo import models

HAND_IN_ACTION = "crm_process_automation.crm_process_approval_hand_in_action"


class CrmProcessTask(models.Model):
    """A task to rework a file that came back begins where it is handed in corrected."""

    _inherit = "crm.process.task"

    # === KINDS === #

    def _perform_todo(self):
        if self._is_hand_in():
            context = {"default_case_id": self.case_id.id}
            return self._open_dialog(HAND_IN_ACTION) | {"context": context}
        return super()._perform_todo()

    def _get_perform_text(self):
        if self._is_hand_in():
            return self.env._("Hand In…")
        return super()._get_perform_text()

    # === BUSINESS METHODS === #

    def _is_hand_in(self):
        """Return whether the user is to hand in the corrected file by the task."""
        self.ensure_one()
        is_own = self.kind == "todo" and self.user_id == self.env.user
        case = self.case_id if is_own else self.case_id.browse()
        return (
            bool(case.asked_by_id)
            and case._is_as_it_was_returned()
            and case.may_hand_in
        )
