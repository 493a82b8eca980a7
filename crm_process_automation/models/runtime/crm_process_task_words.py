from odoo import api, fields, models


class CrmProcessTask(models.Model):
    """What a task says in the language of whoever reads it.

    The row keeps the words in which it was given out; those of its step are translated.
    """

    _inherit = "crm.process.task"

    instruction_shown = fields.Html(
        string="How to Do It", compute="_compute_instruction_shown"
    )

    # === COMPUTE METHODS === #

    @api.depends("name", "step_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for task in self:
            # sudo: whoever reads the task may read what it asks for
            task.display_name = task.sudo().step_id.name or task.name

    @api.depends("instruction", "step_id.instruction")
    @api.depends_context("lang")
    def _compute_instruction_shown(self):
        for task in self:
            # sudo: as above
            step = task.sudo().step_id
            task.instruction_shown = step.instruction if step else task.instruction
