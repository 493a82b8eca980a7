from odoo import fields, models


class CrmProcessRunCancel(models.TransientModel):
    """The dialogue that asks why runs are given up."""

    _name = "crm.process.run.cancel"
    _description = "Cancel Runs"

    run_ids = fields.Many2many(
        "crm.process.run",
        string="Runs",
        required=True,
        readonly=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    reason = fields.Char(required=True)

    # === ACTION METHODS === #

    def action_apply(self):
        """Cancel the runs; the journal keeps the reason."""
        self.ensure_one()
        self.check_access("write")
        self.run_ids.action_cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}
