from odoo import fields, models


class CrmProcessTaskDone(models.TransientModel):
    """The dialogue that asks what came of a task."""

    _name = "crm.process.task.done"
    _description = "Mark a Task Done"
    _inherit = ["crm.process.dialog.mixin"]

    task_id = fields.Many2one(
        "crm.process.task", required=True, readonly=True, ondelete="cascade"
    )
    result = fields.Text(help="What came of it; whoever goes on reads it.")

    # === ACTION METHODS === #

    def action_apply(self):
        """Mark the task done."""
        self.ensure_one()
        self.task_id.action_done(self.result)
        return {"type": "ir.actions.act_window_close"}
