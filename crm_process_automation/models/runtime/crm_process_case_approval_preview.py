from base64 import b64encode

from odoo import api, fields, models
from odoo.exceptions import UserError

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")
TEXTS = ("text/plain", "text/csv")
KIND_BY_MIMETYPE = {
    "application/pdf": "pdf",
    **dict.fromkeys(PICTURES, "picture"),
    **dict.fromkeys(TEXTS, "text"),
}
SHOWN_TEXT = 20000  # bytes


class CrmProcessCase(models.Model):
    """What is decided on, shown beside the decision; decided there, too."""

    _inherit = "crm.process.case"

    approval_preview = fields.Selection(
        [("pdf", "PDF"), ("picture", "Picture"), ("text", "Text")],
        compute="_compute_approval_preview",
    )
    approval_pdf = fields.Binary(
        compute="_compute_approval_content", string="File", attachment=False
    )
    approval_picture = fields.Binary(
        compute="_compute_approval_content", string="Picture", attachment=False
    )
    approval_text = fields.Text(compute="_compute_approval_content", string="Text")
    may_decide = fields.Boolean(compute="_compute_may_decide")
    waits_for = fields.Char(
        compute="_compute_waits_for", help="Who has not decided yet."
    )

    # === COMPUTE METHODS === #

    @api.depends("approval_attachment_id", "approval_document_id.attachment_id")
    def _compute_approval_preview(self):
        for case in self:
            mimetype = case._get_approval_attachment().mimetype
            case.approval_preview = KIND_BY_MIMETYPE.get(mimetype, False)

    @api.depends("approval_attachment_id", "approval_document_id.attachment_id")
    def _compute_approval_content(self):
        for case in self:
            kind = case.approval_preview
            content = (kind and case._get_approval_attachment().raw) or b""
            encoded = b64encode(content) or False
            case.approval_pdf = kind == "pdf" and encoded
            case.approval_picture = kind == "picture" and encoded
            case.approval_text = kind == "text" and content[:SHOWN_TEXT].decode(
                errors="replace"
            )

    @api.depends("task_ids.state", "task_ids.user_id")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        for case in self:
            case.may_decide = bool(case._get_own_approval())

    @api.depends("task_ids.state", "task_ids.user_id")
    def _compute_waits_for(self):
        for case in self.sudo():  # sudo: the names of colleagues
            todo = case.task_ids.filtered(lambda task: task.state == "open")
            people = case._get_open_approval_tasks().user_id or todo.user_id
            case.waits_for = ", ".join(people.mapped("name"))

    # === ACTION METHODS === #

    def action_open_approval_file(self):
        """Open the file, or the file of the paper, that is decided on."""
        self.ensure_one()
        self.check_access("read")
        paper = self.approval_document_id
        if paper and paper.has_access("read"):
            return paper.action_open_file()
        if latest := self.approval_file_ids.sorted("version")[-1:]:
            return latest.action_open_file()
        if not self.approval_preview:
            raise UserError(self.env._("“%s” has no file to open.", self.display_name))
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/approval_pdf",
            "target": "new",
        }

    def action_open_approve(self):
        """Open the dialogue by which the user approves."""
        return self._open_decision("approved")

    def action_open_refuse(self):
        """Open the dialogue by which the user refuses, and says why."""
        return self._open_decision("refused")

    # === BUSINESS METHODS === #

    def _open_decision(self, decision):
        self.ensure_one()
        self.check_access("read")
        task = self._get_own_approval()
        if not task:
            raise UserError(
                self.env._(
                    "Nothing about “%s” is yours to decide now.", self.display_name
                )
            )
        action = task._perform_approval()
        return action | {"context": {**action["context"], "decision": decision}}

    def _get_own_approval(self):
        """Return the task by which the user decides now, empty when there is none."""
        self.ensure_one()
        tasks = self.sudo()._get_open_approval_tasks()  # sudo: only his own is kept
        own = tasks.filtered(lambda task: task.user_id == self.env.user)[:1]
        own = own.with_env(self.env)
        return own if own and own._may_decide_now() else own.browse()

    def _get_approval_attachment(self):
        """Return the file that is decided on now, whoever reads the case."""
        self.ensure_one()
        # sudo: whoever may read the approval may read what it decides on
        # bin_size: a form asks for the size of files, here the content counts
        case = self.sudo().with_context(bin_size=False)
        return case.approval_attachment_id or case.approval_document_id.attachment_id


class CrmProcessTask(models.Model):
    """The file in the form of the task by which it is decided."""

    _inherit = "crm.process.task"

    approval_name = fields.Char(compute="_compute_approval_name", string="To Decide On")
    approval_preview = fields.Selection(related="case_id.approval_preview")
    approval_pdf = fields.Binary(related="case_id.approval_pdf")
    approval_picture = fields.Binary(related="case_id.approval_picture")
    approval_text = fields.Text(related="case_id.approval_text")

    # === COMPUTE METHODS === #

    @api.depends("case_id.approval_name", "case_id.approval_document_id")
    def _compute_approval_name(self):
        for task in self:
            # sudo: whoever is asked may know what he is asked about
            case = task.sudo().case_id
            name = case.approval_name or case.approval_document_id.display_name
            task.approval_name = name if case.asked_by_id else False

    # === ACTION METHODS === #

    def action_open_approval_file(self):
        """Open the file that the task decides on."""
        self.ensure_one()
        self.check_access("read")
        return self.case_id.action_open_approval_file()

    # === HOOKS === #

    def _get_file_to_decide(self):
        """The page of an approval shows the file of the case, if it is whole."""
        self.ensure_one()
        case = self.sudo().case_id  # sudo: whoever is asked may see what about
        if not case.asked_by_id:
            return super()._get_file_to_decide()
        file = case._get_approval_attachment()
        return file if file and not case.is_approval_tampered else None

    def _name_what_is_decided_on(self):
        return super()._name_what_is_decided_on() or self.approval_name

    def _describe_request(self):
        self.ensure_one()
        case = self.sudo().case_id  # sudo: as above
        if not case.asked_by_id:
            return super()._describe_request()
        return {
            "name": self.approval_name,
            "about": case.subject_name,
            "person": case.asked_by_id.name,
            "note": case.note,
            "text": not case.is_approval_tampered and case.approval_text,
        }
