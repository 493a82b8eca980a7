from hashlib import sha256

from odoo import api, fields, models

LARGEST_FILE = 25 * 1024 * 1024  # bytes


class CrmProcessApprovalFile(models.Model):
    """One version of the file that an approval decides on.

    The system writes it once, with a copy of its own: nobody has a right to change
    either, and what was decided on stays readable after a rework.
    """

    _name = "crm.process.approval.file"
    _description = "Version of a File to Approve"
    _order = "case_id, version desc, id desc"

    case_id = fields.Many2one(
        "crm.process.case",
        string="Approval",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="case_id.company_id", store=True, index=True)
    version = fields.Integer(required=True, readonly=True, default=1)
    name = fields.Char(string="File Name", required=True, readonly=True)
    attachment_id = fields.Many2one(
        "ir.attachment", string="File", readonly=True, ondelete="restrict"
    )
    checksum = fields.Char(string="SHA-256", readonly=True)
    size = fields.Integer(string="Size (Bytes)", readonly=True)
    note = fields.Text(string="What Was Changed", readonly=True)
    user_id = fields.Many2one("res.users", string="Handed in by", readonly=True)
    date = fields.Datetime(
        string="Handed In", required=True, readonly=True, default=fields.Datetime.now
    )
    is_tampered = fields.Boolean(
        string="Changed Since",
        compute="_compute_is_tampered",
        help="The file is not the one that was handed in.",
    )

    # === COMPUTE METHODS === #

    @api.depends("checksum", "attachment_id.checksum")
    def _compute_is_tampered(self):
        for file in self:
            # sudo: whoever may read the approval may know whether its file is whole
            # bin_size: a form asks for the size of files, here the content counts
            kept = file.sudo().with_context(bin_size=False)
            content = kept.attachment_id.raw or b""
            file.is_tampered = kept.checksum != sha256(content).hexdigest()

    @api.depends("name", "version")
    def _compute_display_name(self):
        for file in self:
            file.display_name = self.env._(
                "%(name)s, version %(version)s", name=file.name, version=file.version
            )

    # === ACTION METHODS === #

    def action_open_file(self):
        """Open this version of the file."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.attachment_id.id}",
            "target": "new",
        }

    # === BUSINESS METHODS === #

    @api.model
    def _keep(self, case, attachment, note=None):
        """Keep a copy of `attachment`, which the user may read, as the next version."""
        content = attachment.with_context(bin_size=False).raw
        file = self.sudo().create(  # sudo: versions are the system's to write
            {
                "case_id": case.id,
                "version": len(case.sudo().approval_file_ids) + 1,  # sudo: same
                "name": attachment.name,
                "checksum": sha256(content).hexdigest(),
                "size": len(content),
                "note": note,
                "user_id": self.env.uid,
            }
        )
        # What a browser would run is kept as plain text, a picture as large as it is.
        copies = self.env["ir.attachment"].with_context(
            attachments_mime_plainxml=True, image_no_postprocess=True
        )
        # sudo: nobody writes a version, so nobody could attach to it
        file.attachment_id = copies.sudo().create(
            {
                "name": attachment.name,
                "raw": content,
                "mimetype": attachment.mimetype,
                "res_model": self._name,
                "res_id": file.id,
            }
        )
        return file
