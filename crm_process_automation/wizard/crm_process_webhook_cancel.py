from odoo import fields, models


class CrmProcessWebhookCancel(models.TransientModel):
    """The dialogue that asks why calls to other systems are not made any more."""

    _name = "crm.process.webhook.cancel"
    _description = "Cancel Calls to Other Systems"
    _inherit = ["crm.process.dialog.mixin"]

    webhook_ids = fields.Many2many(
        "crm.process.webhook",
        string="Calls",
        required=True,
        default=lambda self: self._get_chosen_calls(),
    )
    reason = fields.Char(required=True)

    # === ACTION METHODS === #

    def action_apply(self):
        """Cancel the calls."""
        self.ensure_one()
        self.webhook_ids.action_cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}

    # === BUSINESS METHODS === #

    def _get_chosen_calls(self):
        """Return the calls that are ticked in the list, or whose form is open."""
        context = self.env.context
        is_ours = context.get("active_model") == "crm.process.webhook"
        return context.get("active_ids", []) if is_ours else []
