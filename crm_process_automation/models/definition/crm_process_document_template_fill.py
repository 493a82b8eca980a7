from markupsafe import Markup, escape

from odoo import models

from ...tools.placeholder import fill_placeholders, find_placeholders
from .crm_process_document_template_say import PROPERTY
from .paper_html import clean_html

BLANK = "________"  # somebody may fill it in by hand; no sentence breaks off


class CrmProcessDocumentTemplate(models.Model):
    """The texts of a form with what one snapshot holds; safe to be shown anywhere."""

    _inherit = "crm.process.document.template"

    # === BUSINESS METHODS === #

    def _fill_clauses(self, snapshot):
        """Return the clauses that stand in the paper, as the snapshot keeps them.

        :return: [{"place": "before" or "after", "title": text, "html": text}], in order
        """
        self.ensure_one()
        form = self._in_language_of(snapshot)
        return [
            {
                "place": clause.place,
                "title": form._fill_text(clause.name, snapshot),
                "html": str(form._fill(clause.body, snapshot)),
            }
            for clause in form.clause_ids.sorted(lambda clause: clause.sequence)
            if clause._applies(snapshot)
        ]

    def _fill_frame(self, snapshot):
        """Return {"title": text, "letterhead": html, "footer": html} of the paper."""
        self.ensure_one()
        form = self._in_language_of(snapshot)
        types = dict(form._fields["document_type"]._description_selection(form.env))
        return {
            "title": form._fill_text(form.title, snapshot)
            or types.get(form.document_type, ""),
            "letterhead": str(form._fill(form.letterhead, snapshot)),
            "footer": str(form._fill(form.footer, snapshot)),
        }

    def _fill(self, html, snapshot):
        """Return the HTML text with what `snapshot` says; values are escaped."""
        filled = fill_placeholders(
            html or "", self._get_values(html, snapshot, self._to_html)
        )
        return self._make_safe(filled)

    def _fill_text(self, text, snapshot):
        """Return the plain text with what `snapshot` says."""
        return fill_placeholders(text or "", self._get_values(text, snapshot, str))

    def _find_blanks(self, snapshot):
        """Return [what it means] of the placeholders for which nothing is known."""
        self.ensure_one()
        form, known = self._in_language_of(snapshot), self._get_placeholders()
        clauses = form.clause_ids.filtered(lambda clause: clause._applies(snapshot))
        texts = [form.title, form.letterhead, form.footer]
        texts += [*clauses.mapped("name"), *clauses.mapped("body")]
        names = find_placeholders(" ".join(str(text or "") for text in texts))
        return [
            known[name]
            for name in names
            if name in known and not form._say(name, snapshot)
        ]

    def _get_values(self, text, snapshot, convert):
        """Return {name: what is put there}; what is not known stays as it stands."""
        known = self._get_fixed_names().keys() | {"properties"}
        return {
            name: convert(self._say(name, snapshot) or BLANK)
            if name in known or name.startswith(PROPERTY)
            else f"{{{name}}}"
            for name in find_placeholders(text)
        }

    def _to_html(self, text):
        return Markup("<br/>").join(escape(line) for line in text.split("\n"))

    def _in_language_of(self, snapshot):
        return self.with_context(lang=snapshot.get("lang") or self.env.lang)

    def _make_safe(self, text):
        """Return the HTML with only what may stand on a paper, nothing fetched."""
        return clean_html(text)
