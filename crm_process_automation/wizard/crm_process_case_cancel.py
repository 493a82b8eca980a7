from odoo import fields, models


class CrmProcessCaseCancel(models.TransientModel):
    """The dialogue that asks why a case is cancelled."""

    _name = "crm.process.case.cancel"
    _description = "Cancel a Case"
    _inherit = ["crm.process.dialog.mixin"]

    case_id = fields.Many2one(
        "crm.process.case", required=True, readonly=True, ondelete="cascade"
    )
    lead_id = fields.Many2one(related="case_id.lead_id", related_sudo=False)
    open_task_count = fields.Integer(
        related="case_id.open_task_count", related_sudo=False
    )
    reason = fields.Char(required=True)

    # === ACTION METHODS === #

    def action_apply(self):
        """Cancel the case, its sub-processes and its open tasks."""
        self.ensure_one()
        self.case_id.action_cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}
