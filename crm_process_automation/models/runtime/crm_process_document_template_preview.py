from odoo import api, fields, models


class CrmProcessDocumentTemplate(models.Model):
    """A form while it is written: how the paper looks, with a sample or a deal."""

    _inherit = "crm.process.document.template"

    preview_record = fields.Reference(
        selection="_get_preview_models",
        string="Show with",
        store=False,
        help="Nothing is changed. Without a record an invented paper is shown.",
    )
    preview_lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language of the Preview",
        store=False,
    )
    preview_html = fields.Html(
        string="Preview", compute="_compute_preview_html", sanitize=False
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "title",
        "document_type",
        "report_id",
        "letterhead",
        "footer",
        "validity_days",
        "signatory",
        "signatory_genitive",
        "signatory_position",
        "signatory_position_genitive",
        "signatory_basis",
        "signatory_acts",
        "preview_record",
        "preview_lang",
        "clause_ids.sequence",
        "clause_ids.name",
        "clause_ids.body",
        "clause_ids.place",
        "clause_ids.condition",
        "clause_ids.property_name",
    )
    @api.depends_context("lang", "uid")
    def _compute_preview_html(self):
        for form in self:
            form.preview_html = form.document_type and form._get_preview_html()

    # === BUSINESS METHODS === #

    @api.model
    def _get_preview_models(self):
        """Return the kinds of records to show a paper with. A host adds its own."""
        cases = self.env["crm.process.case"]
        return [(cases._name, self.env._("Process"))]

    def _get_preview_html(self):
        """Return the paper that the form makes, as one HTML document."""
        self.ensure_one()
        snapshot = self._get_preview_snapshot()
        paper = self.env["crm.process.document"].new(
            {"document_type": self.document_type, "template_id": self._origin.id}
        )
        return paper._render_html(snapshot)

    def _get_preview_snapshot(self):
        """Return the data of the paper, with the texts as they stand on the screen."""
        snapshot = self._get_record_snapshot() or self._get_short_sample()
        form = self.with_context(lang=snapshot["lang"])
        snapshot["supplier"] |= form._get_signatory()
        snapshot |= self._fill_frame(snapshot)
        return snapshot | {"clauses": self._fill_clauses(snapshot)}

    def _get_short_sample(self):
        """Return the invented paper, with no more properties than a case has."""
        sample = self._get_sample_snapshot(self.preview_lang or None)
        return sample | {"properties": sample["properties"][:4]}

    def _get_record_snapshot(self):
        """Return the data of a paper of the record, as it would be issued now."""
        record = self.preview_record
        if not (record and record.exists()):
            return {}
        record.check_access("read")
        values = record._prepare_document_values(self.document_type)
        paper = self.env["crm.process.document"].new(
            values
            | {
                "document_type": self.document_type,
                "template_id": self._origin.id,
                "lang": self.preview_lang or False,
            }
        )
        return paper._take_snapshot() | {"number": "…"}
