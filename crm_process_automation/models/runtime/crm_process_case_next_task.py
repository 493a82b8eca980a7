from odoo import api, fields, models


class CrmProcessCase(models.Model):
    """What is to be done next on a case, for lists and cards."""

    _inherit = "crm.process.case"

    next_task_id = fields.Many2one("crm.process.task", compute="_compute_next_task")
    next_task_text = fields.Char(
        string="Next Task and Deadline", compute="_compute_next_task"
    )
    is_next_task_late = fields.Boolean(compute="_compute_next_task")

    # === COMPUTE METHODS === #

    @api.depends("task_ids.state", "task_ids.deadline", "state")
    @api.depends_context("tz", "lang")
    def _compute_next_task(self):
        """Take of each case the open task that is due first; all in one query."""
        # sudo: whoever may read the case may see what is to be done for it
        tasks = self.env["crm.process.task"].sudo()
        tasks = tasks.search_fetch(
            [("case_id", "in", self.ids), ("state", "=", "open")],
            ["case_id", "name", "step_id", "deadline", "state"],
        )
        first_by_case = {}
        for task in tasks:
            first_by_case.setdefault(task.case_id.id, task)
        for case in self:
            task = first_by_case.get(case._origin.id)
            case.next_task_id = task and task.sudo(False)
            case.next_task_text = task and task._describe_with_deadline()
            case.is_next_task_late = task and task._is_late()


class CrmProcessTask(models.Model):
    """A task in one line."""

    _inherit = "crm.process.task"

    # === BUSINESS METHODS === #

    def _describe_with_deadline(self):
        """Return the task and when it is due: “Ring the client, today 14:30”."""
        self.ensure_one()
        return ", ".join(filter(None, [self.display_name, self.deadline_text]))
