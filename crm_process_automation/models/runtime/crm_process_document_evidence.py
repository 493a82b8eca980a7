from hashlib import sha256

from odoo import api, fields, models
from odoo.exceptions import UserError

EVIDENCE_KINDS = [
    ("accepted", "Accepted"),
    ("signed", "Signed by hand on the page"),
    ("uploaded", "Signed copy handed in"),
    ("rejected", "Rejected"),
]
# How a client tells a colleague what he would else enter on the page of the paper.
WAYS = [
    ("phone", "By phone"),
    ("mail", "By mail"),
    ("person", "In person"),
    ("other", "Otherwise"),
]


class CrmProcessDocumentEvidence(models.Model):
    """What proves a client's answer to a paper: who, when, from where, to which file.

    The system writes it once: nobody has a right to write, and none deletes it.
    """

    _name = "crm.process.document.evidence"
    _description = "Evidence of a Client's Answer"
    _order = "date desc, id desc"
    _rec_name = "signer"

    document_id = fields.Many2one(
        "crm.process.document",
        string="Paper",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="document_id.company_id", store=True, index=True
    )
    kind = fields.Selection(EVIDENCE_KINDS, required=True, readonly=True)
    side = fields.Selection(
        [("client", "The client himself"), ("staff", "A colleague for him")],
        string="Entered by",
        required=True,
        readonly=True,
    )
    signer = fields.Char(string="Who Answered", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Logged in as",
        readonly=True,
        help="Empty: the client came by the link of the paper.",
    )
    way = fields.Selection(
        WAYS,
        string="How He Said It",
        readonly=True,
        help="To the colleague who has taken it down.",
    )
    date = fields.Datetime(
        string="Entered", required=True, readonly=True, default=fields.Datetime.now
    )
    date_signed = fields.Date(
        string="Date of Signature", readonly=True, help="As it stands on the copy."
    )
    comment = fields.Text(readonly=True)
    ip = fields.Char(string="IP Address", readonly=True)
    browser = fields.Char(readonly=True)
    signature = fields.Image(readonly=True, max_width=1024, max_height=1024)
    attachment_id = fields.Many2one(
        "ir.attachment",
        string="Signed Copy",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    paper_checksum = fields.Char(
        string="SHA-256 of the Paper",
        readonly=True,
        help="Of the file that the client saw when he answered.",
    )
    file_checksum = fields.Char(string="SHA-256 of the Signed Copy", readonly=True)

    # === CRUD METHODS === #

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Evidence of an answer stays with its paper."))

    # === BUSINESS METHODS === #

    def _keep_file(self, attachment):
        """Remember which file the client handed in or signed, and what it is like."""
        self.ensure_one()
        # sudo: the file lies with the paper, whose reader may read the evidence
        content = attachment.sudo().raw or b""
        self.write(
            {
                "attachment_id": attachment.id,
                "file_checksum": sha256(content).hexdigest(),
            }
        )
