from odoo import fields, models


class CrmProcessTaskRefuse(models.TransientModel):
    """The dialogue of an approval: yes or no, and what there is to say."""

    _name = "crm.process.task.refuse"
    _description = "Decide on an Approval"
    _inherit = ["crm.process.dialog.mixin"]

    task_id = fields.Many2one(
        "crm.process.task", required=True, readonly=True, ondelete="cascade"
    )
    decision = fields.Selection(
        [("approved", "Approve"), ("refused", "Refuse")],
        required=True,
        readonly=True,
        default="refused",
    )
    comment = fields.Text()

    # === ACTION METHODS === #

    def action_apply(self):
        """Decide, with the comment."""
        self.ensure_one()
        if self.decision == "approved":
            self.task_id.action_approve(self.comment)
        else:
            self.task_id.action_refuse(self.comment)
        return {"type": "ir.actions.act_window_close"}
