"""What the screens of the forms help with while a designer types."""

from odoo import api, fields, models
from odoo.tools import html2plaintext

from ...tools.slug import make_slug, make_unique

ROOM = 120


class CrmProcessDocumentTemplate(models.Model):
    """A new form gets its code of its name."""

    _inherit = "crm.process.document.template"

    # === ONCHANGE METHODS === #

    @api.onchange("name")
    def _onchange_name(self):
        if self.name and not self.code:
            self.code = make_unique(make_slug(self.name, "form"), self._get_codes())


class CrmProcessDocumentClause(models.Model):
    """A clause in a list shows how it begins."""

    _inherit = "crm.process.document.clause"

    form_state = fields.Selection(
        related="document_template_id.state", string="State of the Form"
    )
    text = fields.Char(compute="_compute_text")

    # === COMPUTE METHODS === #

    @api.depends("body")
    @api.depends_context("lang")
    def _compute_text(self):
        for clause in self:
            text = " ".join(html2plaintext(clause.body or "").split())
            is_long = len(text) > ROOM
            clause.text = f"{text[:ROOM].rstrip()}…" if is_long else text
