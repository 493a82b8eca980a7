from odoo import fields, models


class CrmProcessTaskCancel(models.TransientModel):
    """The dialogue that asks why a task is cancelled."""

    _name = "crm.process.task.cancel"
    _description = "Cancel a Task"
    _inherit = ["crm.process.dialog.mixin"]

    task_id = fields.Many2one(
        "crm.process.task", required=True, readonly=True, ondelete="cascade"
    )
    reason = fields.Char(required=True)

    # === ACTION METHODS === #

    def action_apply(self):
        """Cancel the task."""
        self.ensure_one()
        self.task_id.action_cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}
