from odoo import fields, models


class MailScheduledMessage(models.Model):
    """A message of a task that goes out later: only then the task is done."""

    _name = "mail.scheduled.message"
    _inherit = ["mail.scheduled.message", "crm.process.dialog.mixin"]

    process_task_id = fields.Many2one(
        "crm.process.task", string="Task", readonly=True, ondelete="set null"
    )

    # === BUSINESS METHODS === #

    def _message_created_hook(self, message):
        result = super()._message_created_hook(message)
        # The one who wrote the message does the task, not the clock that sent it.
        task = self.process_task_id.with_user(self.create_uid)
        task._done_by_mail(self.subject)
        return result
