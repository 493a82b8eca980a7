from datetime import timedelta

from odoo import fields, models


class CrmProcessCasePause(models.TransientModel):
    """The dialogue that asks until when a case is paused, and why."""

    _name = "crm.process.case.pause"
    _description = "Pause a Case"
    _inherit = ["crm.process.dialog.mixin"]

    case_id = fields.Many2one(
        "crm.process.case", required=True, readonly=True, ondelete="cascade"
    )
    until = fields.Date(
        required=True,
        default=lambda self: fields.Date.context_today(self) + timedelta(days=7),
        help="On this day the case goes on by itself. You may resume it earlier.",
    )
    reason = fields.Char(required=True)

    # === ACTION METHODS === #

    def action_apply(self):
        """Stop the clocks of the case."""
        self.ensure_one()
        self.case_id.action_pause(self.until, self.reason)
        return {"type": "ir.actions.act_window_close"}
