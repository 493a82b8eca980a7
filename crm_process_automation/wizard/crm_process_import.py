from base64 import b64decode
from binascii import Error as Base64Error

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

NOTE_KINDS = [
    ("missing", "Missing"),
    ("mend", "To mend"),
    ("mapped", "Found here"),
    ("made", "Made"),
]


class CrmProcessImport(models.TransientModel):
    """Brings a process from a file, and tells what became of all that is in it."""

    _name = "crm.process.import"
    _description = "Import a Process"

    data_file = fields.Binary(string="File", attachment=False)
    file_name = fields.Char()
    company_id = fields.Many2one("res.company", help="Empty: every company may use it.")
    template_id = fields.Many2one(
        "crm.process.template", string="Process", readonly=True, ondelete="cascade"
    )
    note_ids = fields.One2many("crm.process.import.line", "wizard_id", readonly=True)
    missing_count = fields.Integer(readonly=True)

    # === ACTION METHODS === #

    def action_import(self):
        """Read the file and show the report.

        :raise UserError: a sentence on what is wrong with the file
        """
        self.ensure_one()
        template, notes = self.env["crm.process.template"]._import_file(
            self._get_content(), self.company_id
        )
        order = [kind for kind, _label in NOTE_KINDS]
        self.write(
            {
                "template_id": template.id,
                "data_file": False,
                "missing_count": sum(kind == "missing" for kind, _text in notes),
                "note_ids": [
                    Command.clear(),
                    *(
                        Command.create({"kind": kind, "text": text})
                        for kind, text in sorted(
                            notes, key=lambda note: order.index(note[0])
                        )
                    ),
                ],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import a Process"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_open_template(self):
        """Open the imported draft."""
        self.ensure_one()
        return self.template_id._open_form()

    # === BUSINESS METHODS === #

    def _get_content(self):
        if not self.data_file:
            raise UserError(self.env._("Choose a file first."))
        try:
            return b64decode(self.data_file, validate=True)
        except (Base64Error, ValueError) as error:
            raise UserError(
                self.env._("The file did not arrive whole. Choose it again.")
            ) from error


class CrmProcessImportLine(models.TransientModel):
    """What became of one thing in the file."""

    _name = "crm.process.import.line"
    _description = "Import a Process: Note"
    _order = "id"

    wizard_id = fields.Many2one("crm.process.import", ondelete="cascade")
    kind = fields.Selection(NOTE_KINDS, string="What Became of It", readonly=True)
    text = fields.Char(string="What", readonly=True)
