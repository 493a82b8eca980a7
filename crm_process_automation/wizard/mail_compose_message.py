from odoo import fields, models


class MailComposeMessage(models.TransientModel):
    """The composer, opened from a task: the message sent, the task is done."""

    _name = "mail.compose.message"
    _inherit = ["mail.compose.message", "crm.process.dialog.mixin"]

    process_task_id = fields.Many2one(
        "crm.process.task", string="Task", readonly=True, ondelete="set null"
    )

    # === BUSINESS METHODS === #

    def _action_send_mail(self, auto_commit=False):
        result = super()._action_send_mail(auto_commit=auto_commit)
        for composer in self.filtered("process_task_id"):
            composer.process_task_id._done_by_mail(composer.subject)
        return result

    def _prepare_schedule_message_post_values(self, post_values):
        values = super()._prepare_schedule_message_post_values(post_values)
        return values | {"process_task_id": self.process_task_id.id}
