from odoo import api, fields, models
from odoo.fields import Command

from ..models.runtime.crm_process_document_evidence import WAYS


class CrmProcessDocumentMarks(models.TransientModel):
    """The dialogue by which a colleague enters the marks that a client has told him."""

    _name = "crm.process.document.marks"
    _description = "Enter a Client's Marks"
    _inherit = ["crm.process.dialog.mixin"]

    document_id = fields.Many2one(
        "crm.process.document",
        string="Questionnaire",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    way = fields.Selection(
        WAYS, string="How the Client Said It", required=True, default="phone"
    )
    answered_by = fields.Char(
        string="Who Said It",
        compute="_compute_answered_by",
        store=True,
        readonly=False,
    )
    line_ids = fields.One2many(
        "crm.process.document.marks.line",
        "dialog_id",
        string="Answers",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    # === COMPUTE METHODS === #

    @api.depends("document_id")
    def _compute_answered_by(self):
        for dialog in self:
            dialog.answered_by = dialog.document_id.partner_id.name

    @api.depends("document_id")
    def _compute_line_ids(self):
        for dialog in self:
            paper = dialog.document_id
            rows = paper._get_enterable_questions() if paper else []
            dialog.line_ids = [
                Command.clear(),
                *(Command.create(self._prepare_line(row)) for row in rows),
            ]

    # === ACTION METHODS === #

    def action_apply(self):
        """Enter the marks: they become an evaluation."""
        self.ensure_one()
        self.check_access("write")
        answers = {line.question_key: line.answer for line in self.line_ids}
        self.document_id.action_enter_marks(answers, self.way, self.answered_by)
        return {"type": "ir.actions.act_window_close"}

    # === BUSINESS METHODS === #

    @api.model
    def _prepare_line(self, row):
        is_scale = row["kind"] == "scale"
        words = [row.get("min_label"), row.get("max_label")]
        return {
            "question_key": row["id"],
            "question": row["text"],
            "scale": f"{row['scale_min']}–{row['scale_max']}" if is_scale else "",
            "labels": " … ".join(filter(None, words)) if is_scale else "",
        }


class CrmProcessDocumentMarksLine(models.TransientModel):
    """A question, as the paper prints it, with what the client has answered."""

    _name = "crm.process.document.marks.line"
    _description = "Answer of a Client"

    dialog_id = fields.Many2one(
        "crm.process.document.marks", required=True, ondelete="cascade"
    )
    # Not a link: whoever enters marks needs no right to surveys.
    question_key = fields.Integer(required=True, readonly=True)
    question = fields.Char(readonly=True)
    scale = fields.Char(readonly=True, help="From the lowest mark to the highest.")
    labels = fields.Char(string="What It Means", readonly=True)
    answer = fields.Text(help="Blank: the client has not said.")
