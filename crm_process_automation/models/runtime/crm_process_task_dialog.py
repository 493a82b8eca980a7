from odoo import models

DONE_ACTION = "crm_process_automation.crm_process_task_done_action"
CANCEL_ACTION = "crm_process_automation.crm_process_task_cancel_action"
ADD_ACTION = "crm_process_automation.crm_process_task_add_action"
BULK_ACTION = "crm_process_automation.crm_process_task_bulk_action_%s"


class CrmProcessTask(models.Model):
    """What a button of a task opens: dialogues that ask for a word."""

    _inherit = "crm.process.task"

    # === ACTION METHODS === #

    def action_open_done(self):
        """Open the dialogue that asks what came of the task."""
        self.check_access("write")
        return self._open_dialog(DONE_ACTION)

    def action_open_cancel(self):
        """Open the dialogue that asks why the task is cancelled."""
        self.check_access("write")
        return self._open_dialog(CANCEL_ACTION)

    def action_open_reassign(self):
        """Open the dialogue that hands the task over."""
        self.check_access("write")
        return self._open_bulk("reassign")

    def action_open_deadline(self):
        """Open the dialogue that moves the deadline."""
        self.check_access("write")
        return self._open_bulk("deadline")

    # === BUSINESS METHODS === #

    def _open_dialog(self, action_xmlid, **context):
        """Return the dialogue of the action, about this task."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(action_xmlid)
        action["context"] = {"default_task_id": self.id, **context}
        return action

    def _open_bulk(self, verb):
        action = self.env["ir.actions.act_window"]._for_xml_id(BULK_ACTION % verb)
        action["context"] = {
            "default_verb": verb,
            "active_model": self._name,
            "active_ids": self.ids,
        }
        return action


class CrmProcessCase(models.Model):
    """What adds a task to a case."""

    _inherit = "crm.process.case"

    # === ACTION METHODS === #

    def action_open_add_task(self):
        """Open the dialogue that gives out a task beyond those of the stage."""
        self.ensure_one()
        self.check_access("write")
        return self._open_dialog(ADD_ACTION)
