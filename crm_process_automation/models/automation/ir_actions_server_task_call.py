from odoo import models

CALL = "crm.process.call"


class IrActionsServer(models.Model):
    """A task to call, given for a call that was missed, is a task to call back.

    So an answered call closes it, and nobody has two to call the same client back.
    """

    _inherit = "ir.actions.server"

    # === BUSINESS METHODS === #

    def _get_callback_key(self, record):
        """Return what names the client to call back, empty for other tasks."""
        action = self.sudo()  # sudo: settings of actions are for administrators
        is_callback = (
            record._name == CALL
            and action.process_task_kind == "call"
            and record._is_unanswered()
        )
        # sudo: names the client
        return record.sudo()._get_callback_key() if is_callback else ""

    def _find_callbacks(self, records):
        """Return {key: the open task to call that client back}."""
        calls = records.filtered(lambda record: self._get_callback_key(record))
        return calls.sudo()._find_callbacks() if calls else {}  # sudo: is there one

    def _prepare_task_ties(self, record):
        """Return what ties the task to a missed call."""
        key = self._get_callback_key(record)
        return {"call_id": record.id, "callback_key": key} if key else {}

    def _get_callback_instruction(self, record, user):
        """Return what whoever calls back should know, where the action says nothing."""
        if not self._get_callback_key(record):
            return False
        return record.sudo()._write_instruction(user)  # sudo: names the client
