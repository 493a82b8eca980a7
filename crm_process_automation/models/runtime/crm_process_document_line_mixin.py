from odoo import api, fields, models


class CrmProcessDocumentLineMixin(models.AbstractModel):
    """A line of a paper that people write: as long as the paper is a draft.

    What an issued paper says stands in its snapshot, and its lines say the same.
    """

    _name = "crm.process.document.line.mixin"
    _description = "Line of a Draft Document"

    document_id = fields.Many2one(
        "crm.process.document",
        string="Paper",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="document_id.company_id")
    sequence = fields.Integer(default=10)

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_is_draft()
        return lines

    def write(self, vals):
        self._check_is_draft()
        result = super().write(vals)
        if "document_id" in vals:
            self._check_is_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_from_draft(self):
        self._check_is_draft()

    # === BUSINESS METHODS === #

    def _check_is_draft(self):
        if not self.env.su:
            self.document_id._check_is_being_written()
