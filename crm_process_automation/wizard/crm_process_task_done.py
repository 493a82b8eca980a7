from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError


class CrmProcessTaskDone(models.TransientModel):
    """The dialogue that asks what came of a task: a result, a paper, a decision."""

    _name = "crm.process.task.done"
    _description = "Mark a Task Done"
    _inherit = ["crm.process.dialog.mixin"]

    task_id = fields.Many2one(
        "crm.process.task", required=True, readonly=True, ondelete="cascade"
    )
    kind = fields.Selection(related="task_id.kind", string="Kind of Task")
    approval_subject = fields.Char(related="task_id.approval_subject")
    instruction = fields.Html(related="task_id.instruction_shown")
    result = fields.Text(help="What came of it; whoever goes on reads it.")
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "crm_process_task_done_attachment_rel",
        string="Files",
        help="They are kept with the deal, and the result names them.",
    )

    # === ACTION METHODS === #

    def action_apply(self):
        """Mark the task done."""
        self.ensure_one()
        files = self._get_own_files()
        self.task_id.action_done(self._describe_result(files))
        self._keep_files(files)
        return {"type": "ir.actions.act_window_close"}

    def action_approve(self):
        """Approve, with a comment if there is something to say."""
        self.ensure_one()
        self.task_id.action_approve(self.result)
        return {"type": "ir.actions.act_window_close"}

    def action_refuse(self):
        """Refuse, saying why."""
        self.ensure_one()
        self.task_id.action_refuse(self.result)
        return {"type": "ir.actions.act_window_close"}

    # === BUSINESS METHODS === #

    def _get_own_files(self):
        """Return the files; they are those that the user has just brought along.

        :raise UserError: when one of them belongs to another record
        """
        # sudo: asked is only whose they are
        files = self.sudo().attachment_ids
        for file in files:
            if file.create_uid != self.env.user or file.res_id:
                raise UserError(
                    self.env._("Attach only files that you bring along yourself.")
                )
        return files

    def _describe_result(self, files):
        """Return the result, naming the files."""
        names = ", ".join(files.mapped("name"))
        attached = self.env._("Attached: %s", names) if files else ""
        return "\n".join(filter(None, [self.result, attached])) or None

    def _keep_files(self, files):
        """Leave the files with the deal, and a trace of them in its chatter."""
        # sudo: whoever does the task leaves its papers, even when the deal is closed
        record = self.task_id.sudo().case_id._get_chatter_record()
        if not files or not record:
            return
        files.write({"res_model": record._name, "res_id": record.id})
        record._message_log(
            body=Markup("<p>%s</p>")
            % self.env._("“%(task)s” is done.", task=self.task_id.display_name),
            attachment_ids=files.ids,
        )
