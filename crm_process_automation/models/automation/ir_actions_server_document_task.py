from odoo import fields, models

from ..definition.crew import Crew


class IrActionsServer(models.Model):
    """The task to prepare a paper by hand: where something is missing for it."""

    _inherit = "ir.actions.server"

    process_is_task_given = fields.Boolean(
        string="Give a Task Where Something Is Missing",
        default=True,
        help="Whoever answers for the record is told what, and issues the paper then.",
    )

    # === RUNNING === #

    def _note_no_paper(self, record, problem):
        """Tell the journal what is missing, and whoever can help it."""
        super()._note_no_paper(record, problem)
        action = self.sudo()  # sudo: settings of actions are for administrators
        case = self._find_open_case(record)
        if not action.process_is_task_given or not case:
            return
        tasks = record.env["crm.process.task"]
        if tasks._find_given(self, record, case):
            return
        clock = self.env["crm.process.clock"]._wind()
        giver = Crew.accompany(self)
        values = giver._prepare_missing_task(record, clock, problem)
        task = tasks._give_for(self, {record: values}, {})
        self._note_effect(record, self._describe_task(task), made=task)

    def _prepare_missing_task(self, record, clock, problem):
        values = self._prepare_task_values(record, clock)
        # sudo: the language of a colleague
        reader = self.env["res.users"].sudo().browse(values["user_id"])
        told = self.sudo().with_context(lang=reader.lang or self.env.lang)  # sudo: same
        return values | {
            "kind": "document",
            "name": told.env._("Prepare: %s", told._get_paper_name()),
            "instruction": problem,
            "document_type": told.process_document_type,
        }

    def _prepare_task_values(self, record, clock):
        values = super()._prepare_task_values(record, clock)
        action = self.sudo()  # sudo: settings of actions are for administrators
        if values["kind"] == "document" and action.process_document_type:
            values["document_type"] = action.process_document_type
        return values
