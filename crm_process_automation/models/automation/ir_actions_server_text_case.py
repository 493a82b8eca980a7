from markupsafe import Markup

from odoo import models


class IrActionsServer(models.Model):
    """What a text may tell of the case of a record, besides its fields.

    {case_stage} where it stands, {case_instruction} how to do that, {case_next_step}
    where it can go from there, {case_next_instruction} how to do what comes next,
    {case_missing} what holds it back, {case_tasks} what is to be done, and when.
    """

    _inherit = "ir.actions.server"

    # === BUSINESS METHODS === #

    def _say_case_stage(self, record):
        return self._find_open_case(record).stage_id.name or ""

    def _say_case_instruction(self, record):
        return Markup(self._find_open_case(record).stage_id.instruction or "")

    def _say_case_next_step(self, record):
        return ", ".join(self._find_next_stages(record).mapped("name"))

    def _say_case_next_instruction(self, record):
        texts = self._find_next_stages(record).mapped("instruction")
        return Markup().join(Markup(text) for text in texts if text)

    def _say_case_missing(self, record):
        case = self._find_open_case(record)
        return " ".join(case._explain_blockers()) if case else ""

    def _say_case_tasks(self, record):
        case = self._find_open_case(record)
        # sudo: whoever reads the case may know what is to be done on it
        tasks = case.sudo().task_ids.filtered(lambda task: task.state == "open")
        return "; ".join(task._describe_with_deadline() for task in tasks.sorted())

    def _find_next_stages(self, record):
        """Return the stages to which the success route leads from here."""
        stage = self._find_open_case(record).stage_id
        arrows = stage._get_arrows().filtered(lambda arrow: arrow.kind == "success")
        return arrows.to_stage_id if stage else stage
