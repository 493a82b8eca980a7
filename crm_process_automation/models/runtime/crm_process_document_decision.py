from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.text import is_blank


class CrmProcessDocumentDecision(models.Model):
    """What a meeting decided: who does it, and by when.

    One of ours becomes a task when the minutes are issued: once, however many revisions
    of the minutes repeat it.
    """

    _name = "crm.process.document.decision"
    _description = "Decision of a Meeting"
    _inherit = ["crm.process.document.line.mixin"]
    _order = "document_id, sequence, id"
    _rec_name = "text"

    text = fields.Text(string="What Was Decided", required=True)
    user_id = fields.Many2one(
        "res.users",
        string="Our Responsible",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Gets the task when the minutes are issued.",
    )
    responsible = fields.Char(
        string="Or the Client's", help="Who does it on the client's side."
    )
    deadline = fields.Date()
    task_id = fields.Many2one(
        "crm.process.task",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    origin_id = fields.Many2one(
        "crm.process.document.decision",
        string="First Written as",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The same decision in an earlier revision of the minutes.",
    )

    # === CONSTRAINT METHODS === #

    @api.constrains("text")
    def _check_text(self):
        for decision in self:
            if is_blank(decision.text):
                raise ValidationError(self.env._("Say what was decided."))

    # === CRUD METHODS === #

    def copy_data(self, default=None):
        """A copy knows what it is a copy of: its task is not given twice."""
        return [
            {"origin_id": (decision.origin_id or decision).id} | values
            for decision, values in zip(
                self, super().copy_data(default=default), strict=True
            )
        ]

    # === BUSINESS METHODS === #

    def _say(self):
        """Return what the snapshot of the minutes says of the decision."""
        self.ensure_one()
        return {
            "text": self.text.strip(),
            # sudo: the name of a colleague
            "responsible": self.sudo().user_id.name or self.responsible or "",
            "deadline": self.deadline.isoformat() if self.deadline else None,
        }

    def _give_tasks(self):
        """Give our people the tasks that the decisions ask for, each once.

        :return: the new tasks
        """
        # sudo: follows from issuing the minutes, which the user may
        decisions = self.sudo()
        clock = self.env["crm.process.clock"]._wind()
        fresh = decisions.filtered(
            lambda row: row.user_id and not row.task_id and not row._find_given_task()
        )
        tasks = self.env["crm.process.task"].sudo()  # sudo: as above
        tasks = tasks.create([row._prepare_task_values(clock) for row in fresh])
        for decision, task in zip(fresh, tasks, strict=True):
            decision.task_id = task
        return tasks

    def _find_given_task(self):
        """Return the task that an earlier revision gave for the same decision."""
        self.ensure_one()
        papers = self.document_id._get_revisions_before()
        root = self.origin_id
        same = papers.decision_ids.filtered(
            lambda row: root and root in (row, row.origin_id)
        )
        return same.task_id[:1]

    def _prepare_task_values(self, clock):
        self.ensure_one()
        paper = self.document_id
        case = paper.case_id if paper.case_id._is_open() else paper.case_id.browse()
        lines = self.text.strip().splitlines()
        return {
            "case_id": case.id,
            "case_name": paper.case_name,
            "document_id": paper.id,
            "kind": "todo",
            "name": lines[0],
            "instruction": Markup("<br/>").join(lines[1:]),
            "user_id": self.user_id.id,
            "assignment_reason": self.env._("decided: %s", paper.display_name),
            "company_id": paper.company_id.id,
            "deadline": self._reckon_deadline(clock),
            **({} if case else paper._prepare_bare_task_links()),
        }

    def _reckon_deadline(self, clock):
        """Return when the working day ends by which it is to be done."""
        if not self.deadline:
            return False
        company = self.document_id.company_id
        return clock.count_from(self.deadline, 0, "day", self.user_id, company)


class CrmProcessTask(models.Model):
    """A task that a meeting gave."""

    _inherit = "crm.process.task"

    meeting_decision_ids = fields.One2many(
        "crm.process.document.decision", "task_id", readonly=True
    )
