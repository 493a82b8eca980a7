from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.text import is_blank
from .crm_process_approval_file import LARGEST_FILE

MEGABYTE = 1024 * 1024


class CrmProcessCase(models.Model):
    """The file of an approval: every version of it that its author handed in."""

    _inherit = "crm.process.case"

    approval_file_ids = fields.One2many(
        "crm.process.approval.file", "case_id", string="Versions of the File"
    )
    approval_file_count = fields.Integer(compute="_compute_approval_file_count")
    may_hand_in = fields.Boolean(compute="_compute_may_hand_in")
    is_approval_tampered = fields.Boolean(
        string="File Changed Since", compute="_compute_is_approval_tampered"
    )

    # === COMPUTE METHODS === #

    @api.depends("approval_file_ids")
    def _compute_approval_file_count(self):
        for case in self:
            case.approval_file_count = len(case.approval_file_ids)

    @api.depends("state", "stage_id", "asked_by_id", "task_ids.state")
    @api.depends_context("uid")
    def _compute_may_hand_in(self):
        for case in self:
            case.may_hand_in = not case._explain_no_hand_in()

    @api.depends("approval_file_ids.is_tampered", "approval_document_id.is_tampered")
    def _compute_is_approval_tampered(self):
        for case in self.sudo():  # sudo: whoever reads the case may know it
            latest = case.approval_file_ids.sorted("version")[-1:]
            paper = case.approval_document_id
            case.is_approval_tampered = latest.is_tampered or paper.is_tampered

    # === BUSINESS METHODS === #

    @api.model
    def _check_files(self, attachments):
        """Raise unless the user may read the files, and each can be decided on."""
        attachments.check_access("read")
        for model, files in attachments.grouped("res_model").items():
            # A public file is read by everybody, but its record may be closed.
            if model and (ids := [file.res_id for file in files if file.res_id]):
                self.env[model].browse(ids).check_access("read")
        for file in attachments:
            if problem := self._explain_bad_file(file):
                raise UserError(problem)

    @api.model
    def _explain_bad_file(self, file):
        """Return why nobody can decide on `file`, or an empty text."""
        if file.type != "binary":
            return self.env._(
                "“%s” is a link, which may lead elsewhere tomorrow. Upload the file "
                "itself.",
                file.name,
            )
        if not file.file_size:
            return self.env._(
                "“%s” is empty: there is nothing to decide on. Upload it again.",
                file.name,
            )
        if file.file_size > LARGEST_FILE:
            return self.env._(
                "“%(file)s” is larger than %(limit)s MB. Make it smaller, or split it.",
                file=file.name,
                limit=LARGEST_FILE // MEGABYTE,
            )
        return ""

    def _take_file(self, attachment, note=None):
        """Keep a copy of the file as the next version; that is what is decided on."""
        self.ensure_one()
        file = self.env["crm.process.approval.file"]._keep(self, attachment, note)
        self._behind_door()._write_past_door(
            {
                "approval_attachment_id": file.attachment_id.id,
                "approval_name": file.name,
                "approval_checksum": file.checksum,
            }
        )
        return file

    # === A CORRECTED VERSION === #

    def _hand_in(self, attachment, note):
        """Take the corrected file of the author, and go on to those who decide.

        :raise UserError: when it is not his turn, or the file is none to decide on
        """
        self.ensure_one()
        self.check_access("write")
        if problem := self._explain_no_hand_in():
            raise UserError(problem)
        if is_blank(note):
            raise UserError(
                self.env._("Say what was changed: those who decide look at that first.")
            )
        self._check_files(attachment)
        file = self._take_file(attachment, note)
        if file.checksum in (self.approval_file_ids - file).mapped("checksum"):
            raise UserError(
                self.env._(
                    "“%s” is the same file as before. Choose the corrected one.",
                    file.name,
                )
            )
        text = self.env._("%(file)s: %(note)s", file=file.display_name, note=note)
        case = self._behind_door()
        case._message_log_batch({case.id: text})
        case._go_on_corrected(text)
        return file

    def _explain_no_hand_in(self):
        """Return why no corrected file is taken now, or an empty text."""
        self.ensure_one()
        case = self.sudo()  # sudo: whose turn it is, is no secret to who reads it
        if not case.asked_by_id or case.approval_document_id:
            return self.env._("“%s” decides on no file of its own.", self.display_name)
        if problem := self._explain_state():
            return problem
        if case._get_open_approval_tasks() or not case._waits_for_author():
            return self.env._(
                "“%(case)s” is at “%(stage)s” now: a corrected file is taken when it "
                "comes back for rework.",
                case=self.display_name,
                stage=case.stage_id.name,
            )
        if self.env.user != case.asked_by_id and not self._may_command_all():
            return self.env._(
                "%(person)s, who asked for “%(case)s”, hands in the corrected file.",
                person=case.asked_by_id.name,
                case=self.display_name,
            )
        return ""
